"""What has moved since the compared workshop, in words that need neither colour nor arrow?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import definition
from definition import Indicator, Language
from ui import format, labels
from ui.labels import say


@dataclass(frozen=True, slots=True)
class Moved:
    """`rising`: which way (None: not at all or not known). `better`: whether it is good (None: neither)."""

    words: str
    rising: bool | None = None
    better: bool | None = None
    known: bool = True  # False: there is nothing to compare, and `words` say why


def moved(row: Any, language: Language, decimals: int | None = None, *, unit: str | None = None) -> Moved:
    """`row`: of workshop_change or group_change (change, improved, no_change_reason, indicator), or None.

    `unit`: the words after the number; without it those of the indicator."""
    if row is None or format.is_missing(row.change):
        reason = "no_data" if row is None or format.is_missing(row.no_change_reason) else row.no_change_reason
        return Moved(say(f"change.{reason}", language), known=False)
    if unit is None:
        about = definition.load().indicator(row.indicator)
        unit = _unit(about, language)
        decimals = 1 if decimals is None and about.is_percent else decimals
    words = format.change(row.change, language, unit, decimals)
    if words == format.change(0, language):  # too small to be seen in the figure either
        return Moved(words)
    better = None if format.is_missing(row.improved) else bool(row.improved)
    return Moved(words, bool(row.change > 0), better)


def since(vs: str, language: Language) -> str:
    """ "2. Çalıştay'a göre" """
    return say("change.since", language, workshop=labels.workshop_short(vs, language))


def _unit(about: Indicator, language: Language) -> str:
    return say("change.points", language) if about.is_percent else about.unit_after(language)
