"""Receipts: what was sent and what was decided about it. A change is a new receipt, never an edit."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from etl.problems import Problem
from etl.submission import Acceptance

LOCAL = "yerel"  # who acts on the screens, until there is a sign-in
COMMAND_LINE = "komut satırı"  # whoever can run commands on this machine
ITSELF = "kendiliğinden"  # the program, without anybody's asking
SAMPLE_SENDER = "örnek"  # who sent the invented reports
Decision = Literal["confirmed", "withdrawn", "restored"]
Topic = Literal["match", "task", "review"]
# Of kept figures: the export that was made on the day itself, or calculated once more from its receipts.
Origin = Literal["evidence", "recalculated"]


@dataclass(frozen=True, slots=True)
class Submitted:
    """A file was archived and checked. The verdict stands here and is never judged again."""

    id: str
    at: datetime  # UTC
    who: str
    file_name: str
    sha256: str
    size_bytes: int
    acceptance: Acceptance
    city: str | None
    workshop: str | None
    draft: bool
    template_version: str
    prefilled_from: str
    problems: tuple[Problem, ...]
    # Of a workbook that was made by merging: the version it was merged from, and the one whose changes went
    # into it (submission ids).
    merged_from: str = ""
    merged_with: str = ""
    # Of the slice of a unit; merged, it has no receipt of its own but is named by that of the whole workbook.
    unit: str = ""
    slice_sha256: str = ""
    slice_file_name: str = ""
    number: int = field(default=0, kw_only=True, compare=False)  # its place in the ledger; 0: none yet

    @property
    def is_merged(self) -> bool:
        return bool(self.merged_from)

    def count(self, severity: str) -> int:
        return sum(p.severity == severity for p in self.problems)


@dataclass(frozen=True, slots=True)
class Supplied:
    """A file of the organizers with context figures was archived and checked. It is decided about as a
    submission is; of several that name the same figure the one confirmed last holds."""

    id: str
    at: datetime  # UTC
    who: str
    file_name: str
    sha256: str
    size_bytes: int
    acceptance: Acceptance
    template_version: str
    problems: tuple[Problem, ...]
    number: int = field(default=0, kw_only=True, compare=False)  # its place in the ledger; 0: none yet

    def count(self, severity: str) -> int:
        return sum(p.severity == severity for p in self.problems)


@dataclass(frozen=True, slots=True)
class Decided:
    """A submission, or a file of figures, was confirmed, withdrawn or restored."""

    id: str
    at: datetime  # UTC
    who: str
    submission_id: str
    decision: Decision
    reason: str = ""
    number: int = field(default=0, kw_only=True, compare=False)  # its place in the ledger; 0: none yet


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something the organizers set down `about` a thing: what became of a match, a task agreed at a workshop,
    the word about a row of a report.
    The newest record about it holds; earlier ones stay in the history."""

    id: str
    at: datetime  # UTC
    who: str
    topic: Topic
    about: str
    facts: tuple[tuple[str, str], ...]
    number: int = field(default=0, kw_only=True, compare=False)  # its place in the ledger; 0: none yet


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures as they stood when somebody gave them a name: those of exactly these receipts. They lie in
    the archive under `sha256`; earlier versions of the program kept none, see KeptFreeze."""

    id: str
    at: datetime  # UTC
    who: str
    name: str
    code: str  # the name as it stands in an address
    workshop: str
    receipts: tuple[str, ...]
    sha256: str = ""
    size_bytes: int = 0
    edition: str = ""  # of the definition, the tables and the views that they were made with
    number: int = field(default=0, kw_only=True, compare=False)  # its place in the ledger; 0: none yet


@dataclass(frozen=True, slots=True)
class KeptFreeze:
    """The figures of a freeze that an earlier version of the program made, kept since in the archive."""

    id: str
    at: datetime  # UTC
    who: str
    freeze_id: str
    origin: Origin
    sha256: str
    size_bytes: int
    edition: str
    number: int = field(default=0, kw_only=True, compare=False)  # its place in the ledger; 0: none yet


Sent = Submitted | Supplied
Receipt = Sent | Decided | Recorded | Frozen | KeptFreeze


def new_id(at: datetime) -> str:
    """Sorts by time, can be read out on the telephone: 20240521-143005-7f3a9c."""
    return f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def to_json(receipt: Receipt) -> bytes:
    fields = _fields(receipt) | {"at": receipt.at.astimezone(UTC).isoformat()}
    if isinstance(receipt, Submitted | Supplied):
        fields["problems"] = [_fields(p) | {"facts": dict(p.facts)} for p in receipt.problems]
    if isinstance(receipt, Recorded):
        fields["facts"] = dict(receipt.facts)
    document = {"kind": type(receipt).__name__.lower(), **fields}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _fields(of: Receipt | Problem) -> dict[str, Any]:
    """As asdict, which would copy every fact of every problem before it is written. The number stands in the
    ledger: a receipt is written before it has one."""
    return {name: getattr(of, name) for name in of.__slots__ if name != "number"}


def from_json(data: bytes) -> Receipt:
    fields: dict[str, Any] = json.loads(data)
    kind = fields.pop("kind")
    fields["at"] = datetime.fromisoformat(fields["at"])
    if kind == "decided":
        return Decided(**fields)
    if kind == "recorded":
        return Recorded(**{**fields, "facts": tuple(fields["facts"].items())})
    if kind == "keptfreeze":
        return KeptFreeze(**fields)
    if kind == "frozen":
        return Frozen(**{**fields, "receipts": tuple(fields["receipts"])})
    fields["problems"] = tuple(_problem(p) for p in fields["problems"])
    return Supplied(**fields) if kind == "supplied" else Submitted(**fields)


def _problem(fields: Mapping[str, Any]) -> Problem:
    return Problem(**{**fields, "facts": tuple(fields["facts"].items())})
