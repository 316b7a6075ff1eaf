"""The workshops that the organizers keep themselves, beside those of workshops.toml or in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import definition
from definition import Definition, Text, Workshop
from etl.store import journal
from etl.store.home import PROGRAMME

_CODE = re.compile(r"[a-z0-9-]{1,20}")
DAYS = ("held_from", "held_to", "period_start", "period_end", "deadline")


class ProgrammeError(Exception):
    """`code`: code | title | held | period | same_end | participants | city; `value` is what was given."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody added a workshop or changed one."""

    workshop: Workshop
    by: str
    at: datetime  # UTC


class Programme:
    """Kept beside the receipts, so that whoever backs up the archive has it too."""

    def __init__(self, home: Path) -> None:
        self.path = home / PROGRAMME / "workshops.jsonl"

    def history(self) -> Iterator[Change]:
        """Every change, oldest first."""
        for kept in journal.entries(self.path):
            yield Change(_workshop(kept["workshop"]), kept["by"], datetime.fromisoformat(kept["at"]))

    def workshops(self, until: datetime | None = None) -> tuple[Workshop, ...]:
        """The newest word about each; `until`: as it was then."""
        told = [change for change in self.history() if until is None or change.at <= until]
        return tuple({change.workshop.code: change.workshop for change in told}.values())

    def put(self, known: Definition, workshop: Workshop, by: str, at: datetime | None = None) -> None:
        """Add or change one, durably. Raises ProgrammeError."""
        _check(known, workshop)
        kept = {w.code: w for w in self.workshops()} | {workshop.code: workshop}
        definition.loaded_with(tuple(kept.values()))  # whatever else would not fit stops it here
        when = (at or datetime.now(UTC)).astimezone(UTC).isoformat()
        journal.append(self.path, {"workshop": _plain(workshop), "by": by, "at": when})


def keep_up(home: Path) -> None:
    """Let the definition know the workshops of this data folder. Costs one look at a file."""
    path = Programme(home).path
    try:
        found = path.stat()
        definition.keep(_read(home, found.st_mtime_ns, found.st_size))
    except (FileNotFoundError, NotADirectoryError):
        definition.keep(())


@lru_cache(maxsize=8)
def _read(home: Path, changed: int, size: int) -> tuple[Workshop, ...]:
    return Programme(home).workshops()


def _check(known: Definition, workshop: Workshop) -> None:
    if not _CODE.fullmatch(workshop.code):
        raise ProgrammeError("code", workshop.code)
    if not workshop.title.tr.strip() or not workshop.title.en.strip():
        raise ProgrammeError("title", workshop.code)
    if workshop.held_from > workshop.held_to:
        raise ProgrammeError("held", workshop.code)
    start, end = workshop.period_start, workshop.period_end
    if start > end or start.year != end.year:
        raise ProgrammeError("period", workshop.code)
    if any(w.period_end == end for w in known.workshops if w.code != workshop.code):
        raise ProgrammeError("same_end", workshop.code)
    if not workshop.participants:
        raise ProgrammeError("participants", workshop.code)
    unknown = sorted({workshop.host, *workshop.participants} - {m.code for m in known.municipalities})
    if unknown:
        raise ProgrammeError("city", unknown[0])


def _plain(workshop: Workshop) -> dict[str, Any]:
    days = {name: getattr(workshop, name).isoformat() for name in DAYS}
    return {**asdict(workshop), **days, "participants": list(workshop.participants)}


def _workshop(kept: dict[str, Any]) -> Workshop:
    days = {name: date.fromisoformat(kept[name]) for name in DAYS}
    given = {field.name: kept[field.name] for field in fields(Workshop)}
    beside = {"title": Text(**kept["title"]), "participants": tuple(kept["participants"])}
    return Workshop(**{**given, **days, **beside})
