"""What a reading of one cell is made of: the value and what was noticed, without place or words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from definition import Definition, Indicator
from etl.cells import Cell
from etl.problems import Fact
from etl.submission import Value

# flag: an error where the column is essential, else a warning; need: the same, else a note. The others are
# what they say everywhere.
FindingKind = Literal["flag", "need", "error", "warning", "note"]
UNREAD = "unread"  # the fact of a finding whose cell has no value because of it
_SHOWN_LENGTH = 80
_EXACT = 2**53  # beyond it a cell no longer holds every whole number


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    kind: FindingKind
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        return dict(self.facts).get(name)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a person meant by a cell; None is missing or could not be understood."""

    value: Value
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What the meaning of a cell depends on besides its column."""

    definition: Definition
    this_year: int
    epoch_1904: bool = False
    indicator: Indicator | None = None  # of the row, for a measure


def flag(cell: Cell, code: str, **facts: Fact) -> Reading:
    """Not understood: no value, and the cell is named."""
    return Reading(None, (_finding(cell, code, "flag", {**facts, UNREAD: 1}),))


def doubt(cell: Cell, value: Value, code: str, **facts: Fact) -> Reading:
    """Understood one way, but it may have been meant another way: the value is kept and flagged."""
    return Reading(value, (_finding(cell, code, "flag", facts),))


def wrong(cell: Cell, value: Value, code: str, **facts: Fact) -> Reading:
    """Impossible, or one of two numbers far apart: an error whatever the column. `value` is what was read,
    with which a report that was accepted before goes on counting."""
    return Reading(value, (_finding(cell, code, "error", facts),))


def noted(cell: Cell, value: Value, code: str, **facts: Fact) -> Reading:
    """Understood after some tolerance, which is listed."""
    return Reading(value, (_finding(cell, code, "note", facts),))


def warned(cell: Cell, value: Value, code: str, **facts: Fact) -> Reading:
    return Reading(value, (_finding(cell, code, "warning", facts),))


def _finding(cell: Cell, code: str, kind: FindingKind, facts: dict[str, Fact]) -> Finding:
    return Finding(code, kind, (("found", shown(cell)), *facts.items()))


def shown(cell: Cell) -> Fact:
    """What stands in the cell, as the person sees it: percent with its sign, dates day first."""
    value = cell.value
    if isinstance(value, bool):
        return "DOĞRU" if value else "YANLIŞ"
    if isinstance(value, datetime):
        return written_date(value)
    if isinstance(value, str):
        return value if len(value) <= _SHOWN_LENGTH else value[: _SHOWN_LENGTH - 1] + "…"
    if cell.kind == "percent":
        return written_percent(value * 100)
    return value


def written_number(value: float) -> str:
    """As a Turkish reader writes it: 12,5. Whole numbers in full: one may be a telephone number."""
    whole = abs(value) <= _EXACT and float(value).is_integer()
    return f"{value:.0f}" if whole else f"{value:.15g}".replace(".", ",")


def written_percent(value: float) -> str:
    """As a Turkish reader writes it: %45, and -%5 below zero."""
    return f"{'-' if value < 0 else ''}%{written_number(abs(value))}"


def written_date(value: datetime) -> str:
    return f"{value.day:02}.{value.month:02}.{value.year:04}"
