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


def moved(row: Any, language: Language, decimals: int | None = None, *, with_unit: bool = True) -> Moved:
    """`row`: of workshop_change or group_change (change, improved, no_change_reason, indicator), or None."""
    if row is None or format.is_missing(row.change):
        reason = "no_data" if row is None or format.is_missing(row.no_change_reason) else row.no_change_reason
        return Moved(say(f"change.{reason}", language))
    about = definition.load().indicator(row.indicator)
    if decimals is None and about.is_percent:
        decimals = 1
    words = format.change(row.change, language, _unit(about, language) if with_unit else "", decimals)
    if words == format.change(0, language):  # too small to be seen in the figure either
        return Moved(words)
    better = None if format.is_missing(row.improved) else bool(row.improved)
    return Moved(words, bool(row.change > 0), better)


def since(vs: str, language: Language) -> str:
    """ "2. Çalıştay'a göre" """
    return say("change.since", language, workshop=labels.workshop_short(vs, language))


def _unit(about: Indicator, language: Language) -> str:
    return say("change.points", language) if about.is_percent else about.unit[language]
