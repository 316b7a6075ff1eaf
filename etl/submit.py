"""The front door: archive a file, judge it, write its receipt; then confirm or withdraw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from definition import Definition
from etl.check import Check, HistoryOf, no_history
from etl.clock import TURKIYE
from etl.database.publish import publish
from etl.fold import clean
from etl.sandbox.reading import Sandbox
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import Decided, Decision, Submitted, new_id
from etl.store.repeats import Repeats
from etl.submission import CheckedSubmission

State = Literal["unreadable", "needs_fixing", "awaiting_confirmation", "counted", "replaced", "withdrawn"]
# From which states a decision may be taken; anything else is refused with the state it is in.
_ALLOWED: dict[Decision, tuple[State, ...]] = {
    "confirmed": ("awaiting_confirmation",),
    "withdrawn": ("awaiting_confirmation", "counted", "replaced"),
    "restored": ("withdrawn",),
}


class NotPossibleError(Exception):
    """The submission is in a state in which this cannot be decided."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `repeated`: the very same file is in force or awaits confirmation already."""

    receipt: Submitted
    checked: CheckedSubmission
    repeated: State | None = None


def submit(
    home: Path,
    definition: Definition,
    data: bytes,
    file_name: str,
    who: str,
    at: datetime | None = None,
    history_of: HistoryOf = no_history,
    repeats: Repeats | None = None,
    check: Check | None = None,
) -> Outcome:
    """Archive `data`, judge it and write the receipt. Publishes nothing.

    It is judged by `check`, otherwise in a child process of its own. A file that `repeats` knows is not taken
    again: the outcome names the submission it came as. Raises BusyError; the bytes are archived by then."""
    at = at or datetime.now(UTC)
    archive = Archive(home)
    judged = judge(archive, data, file_name, check or Sandbox(definition).check, history_of, at)
    return record(archive, judged, who, at, repeats)


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that is archived and checked, but has no receipt yet."""

    file_name: str
    sha256: str
    size_bytes: int
    checked: CheckedSubmission


def judge(
    archive: Archive, data: bytes, file_name: str, check: Check, history_of: HistoryOf, at: datetime
) -> Judged:
    """The bytes are durable before anything looks at them."""
    sha256 = archive.keep(data)
    checked = check(data, file_name, at.astimezone(TURKIYE).date(), history_of)
    return Judged(file_name, sha256, len(data), checked)


def record(
    archive: Archive, judged: Judged, who: str, at: datetime, repeats: Repeats | None = None
) -> Outcome:
    """Write the receipt, or name the submission that this very file came as before."""
    checked = judged.checked
    repeated = repeats.of(judged.sha256) if repeats else None
    if repeated:
        return Outcome(archive.submitted(repeated[0]), checked, repeated[1])
    receipt = Submitted(
        id=new_id(at),
        at=at,
        who=who,
        # A name may hold bytes that are no text, which no receipt can.
        file_name=clean(judged.file_name).text,
        sha256=judged.sha256,
        size_bytes=judged.size_bytes,
        acceptance=checked.acceptance,
        city=checked.city,
        workshop=checked.workshop,
        draft=checked.draft,
        template_version=checked.stamp.template_version,
        prefilled_from=checked.stamp.prefilled_from,
        problems=checked.problems,
    )
    return Outcome(archive.record(receipt), checked)


def decide(
    home: Path,
    definition: Definition,
    submission_id: str,
    decision: Decision,
    who: str,
    reason: str = "",
    at: datetime | None = None,
) -> Decided:
    """Confirm, withdraw or restore a submission, durably. Publishes nothing afterwards.

    Raises UnknownSubmissionError or NotPossibleError."""
    archive = Archive(home)
    archive.submitted(submission_id)
    state = state_of(publish(home, definition), submission_id)
    if state not in _ALLOWED[decision]:
        raise NotPossibleError(state)
    return _record(archive, submission_id, decision, who, reason, at)


def confirm_new(archive: Archive, receipt: Submitted, who: str, at: datetime | None = None) -> Decided:
    """Confirm what was submitted a moment ago, whose state needs no asking."""
    assert receipt.acceptance == "acceptable", receipt.id
    return _record(archive, receipt.id, "confirmed", who, "", at)


def state_of(snapshot: Path, submission_id: str) -> State:
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            "SELECT state FROM submission_state WHERE submission_id = ?", (submission_id,)
        ).fetchone()
    if found is None:
        raise UnknownSubmissionError(submission_id)
    state: State = found[0]
    return state


def _record(
    archive: Archive, submission_id: str, decision: Decision, who: str, reason: str, at: datetime | None
) -> Decided:
    at = at or datetime.now(UTC)
    return archive.record(Decided(new_id(at), at, who, submission_id, decision, clean(reason).text))
