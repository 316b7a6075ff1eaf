"""The workshops that the organizers keep themselves, beside those of workshops.toml or in their place."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import definition
from definition import Definition, DefinitionError, Text, Workshop
from etl.fold import fold
from etl.store.numbering import journals

_CODE = re.compile(r"[a-z0-9-]{1,20}")
_NUMBER = range(1, 1000)
_log = logging.getLogger("pano")
DAYS = ("held_from", "held_to", "period_start", "period_end", "deadline")


class ProgrammeError(Exception):
    """`code`: code | taken | title | same_title | held | period | same_end | participants | city; `value` is
    what was given."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody added a workshop or changed one."""

    workshop: Workshop
    by: str
    at: datetime  # UTC
    number: int = field(default=0, compare=False)  # its place in the ledger


class Programme:
    """Kept beside the receipts, so that whoever backs up the archive has it too."""

    def __init__(self, home: Path) -> None:
        self._journal = journals(home)["programme"]
        self.path = self._journal.path

    def history(self) -> Iterator[Change]:
        """Every change, oldest first."""
        for kept in self._journal.entries():
            at = datetime.fromisoformat(kept["at"])
            yield Change(_workshop(kept["workshop"]), kept["by"], at, kept["number"])

    def workshops(self, until: int | None = None) -> tuple[Workshop, ...]:
        """The newest word about each; `until`: as it was when the entry with this number was written."""
        told = [change for change in self.history() if until is None or change.number <= until]
        return tuple({change.workshop.code: change.workshop for change in told}.values())

    def put(self, workshop: Workshop, by: str, at: datetime | None = None, *, is_new: bool = False) -> None:
        """Add one (`is_new`) or change one, durably. Raises ProgrammeError."""
        with self._journal.only_writer():
            known = definition.loaded_with(fitting(self.workshops()))
            if is_new and any(w.code == workshop.code for w in known.workshops):
                raise ProgrammeError("taken", workshop.code)
            _check(known, workshop)
            when = (at or datetime.now(UTC)).astimezone(UTC).isoformat()
            self._journal.append({"workshop": _plain(workshop), "by": by, "at": when})


def keep_up(home: Path) -> None:
    """Let the definition know the workshops of this data folder that fit it. Costs one look at a file."""
    path = Programme(home).path
    try:
        found = path.stat()
        definition.keep(_read(home, found.st_mtime_ns, found.st_size))
    except (FileNotFoundError, NotADirectoryError):
        definition.keep(())


@lru_cache(maxsize=8)
def _read(home: Path, changed: int, size: int) -> tuple[Workshop, ...]:
    return fitting(Programme(home).workshops())


def fitting(kept: tuple[Workshop, ...]) -> tuple[Workshop, ...]:
    """All of them, as a rule. A later version of the program may ship a workshop that contradicts one: that
    one is left out, because otherwise no page and no command would work at all."""
    if _fits(kept):
        return kept
    found: tuple[Workshop, ...] = ()
    for workshop in kept:
        if _fits((*found, workshop)):
            found = (*found, workshop)
        else:
            _log.error(
                "workshop %s of the programme contradicts the definition and is left out", workshop.code
            )
    return found


def _fits(kept: tuple[Workshop, ...]) -> bool:
    try:
        definition.loaded_with(kept)
    except DefinitionError:
        return False
    return True


def _check(known: Definition, workshop: Workshop) -> None:
    if not _CODE.fullmatch(workshop.code) or (workshop.number or 1) not in _NUMBER:
        raise ProgrammeError("code", workshop.code)
    if not workshop.title.tr.strip() or not workshop.title.en.strip():
        raise ProgrammeError("title", workshop.code)
    others = [w for w in known.workshops if w.code != workshop.code]
    titles = {fold(title): title for title in (workshop.title.tr, workshop.title.en)}
    for other in others:  # a report names its workshop by the title
        for title in (other.title.tr, other.title.en):
            if fold(title) in titles:
                raise ProgrammeError("same_title", title)
    if workshop.held_from > workshop.held_to:
        raise ProgrammeError("held", workshop.code)
    start, end = workshop.period_start, workshop.period_end
    if start > end or start.year != end.year:
        raise ProgrammeError("period", workshop.code)
    if any(w.period_end == end for w in others):
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
