"""What is measured, of whom and when: indicators, municipalities, workshops, statuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from definition.words import Language, Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the catalogue. `derived_from` is the sheet it can be counted from, or empty."""

    code: str
    name: Text
    unit: Text
    direction: Literal["higher", "lower", "context"]
    kind: Literal["level", "flow"]
    over_time: Literal["latest", "sum"]
    across_cities: Literal["sum", "median", "mean", "ratio"]
    theme: str
    core: bool
    entry: Literal["typed", "derived", "organizer", "computed"]
    derived_from: str
    since: str
    definition: Text

    @property
    def asked(self) -> bool:
        """Does a city fill in a row for it?"""
        return self.entry in ("typed", "derived")

    @property
    def is_percent(self) -> bool:
        return self.unit.tr == "%"

    def unit_after(self, language: Language) -> str:
        """As it follows a number; empty where English counts without a word for it: 12 adet, but 12."""
        return "" if language == "en" and self.unit.tr == "adet" else self.unit[language]

    @property
    def is_count(self) -> bool:
        return self.unit.tr in ("adet", "kişi")


@dataclass(frozen=True, slots=True)
class Municipality:
    code: str
    plate: str
    name: str
    population: tuple[tuple[int, int], ...]  # (year, people), oldest first


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop with the reporting period it asks for. Every figure reckons from `period_end`."""

    code: str
    number: int | None
    title: Text
    host: str
    held_from: date
    held_to: date
    period_start: date
    period_end: date
    deadline: date
    open: bool
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionStatus:
    """A status a city declares. `ended`: cannot be overdue; `counted`: enters plan progress."""

    code: str
    label: Text
    ended: bool
    counted: bool
    progress_from: float
    progress_to: float


@dataclass(frozen=True, slots=True)
class Light:
    """A band of the indicator light; `at_least` applies to P / e, in per cent."""

    code: str
    label: Text
    at_least: float | None
