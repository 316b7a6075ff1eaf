"""How far has an indicator come towards its target? The table "Achievement of an indicator", line by line.

The view indicator_achievement says the same in SQL; a test holds the two together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from definition import Indicator, Light

Method = Literal["no_data", "no_target", "context", "flow", "no_baseline", "against_target", "level"]


# For the light only: what is exactly 80 by hand can come out of floating point as 79.99999999999999.
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Numbers:
    """A, B and C of one indicator. B is the year-end target, whatever the period; C the year to date."""

    baseline: float | None
    target: float | None
    actual: float | None


@dataclass(frozen=True, slots=True)
class Achievement:
    """`pct` is raw: it may be negative or above 100; None where `method` says why there is none."""

    pct: float | None
    method: Method

    @property
    def clipped_pct(self) -> float | None:
        """What enters an average."""
        return None if self.pct is None else min(max(self.pct, 0.0), 100.0)


def achievement(indicator: Indicator, numbers: Numbers) -> Achievement:
    """The first line of the table that fits."""
    baseline, target, actual = numbers.baseline, numbers.target, numbers.actual
    higher = indicator.direction == "higher"
    if actual is None:
        return Achievement(None, "no_data")
    if target is None:
        return Achievement(None, "no_target")
    if indicator.direction == "context":
        return Achievement(None, "context")
    if higher and target == 0:
        return Achievement(None, "no_target")
    if indicator.kind == "flow":
        return Achievement(_share(actual, target), "flow")
    if baseline is None:
        return Achievement(_share(actual, target) if higher else _share(target, actual), "no_baseline")
    if target == baseline or turns_back(indicator, baseline, target):
        return Achievement(_against_target(higher, target, actual), "against_target")
    return Achievement((actual - baseline) / (target - baseline) * 100, "level")


def turns_back(indicator: Indicator, baseline: float | None, target: float | None) -> bool:
    """Is the target worse than where the city began?"""
    if baseline is None or target is None or indicator.kind == "flow":
        return False
    return target < baseline if indicator.direction == "higher" else target > baseline


def light(indicator: Indicator, numbers: Numbers, period_end: date, lights: Sequence[Light]) -> Light | None:
    """The band of P / e, unrounded, where e is the share of the year that is over for flows, otherwise 1.

    A level has until December: before, only the ends of the scale light up."""
    reached = achievement(indicator, numbers)
    if reached.pct is None:
        return None
    paced = _paced(reached, numbers, period_end)
    best, last = lights[0], lights[-1]
    band = next((b for b in lights if b.at_least is not None and paced >= b.at_least), last)
    if indicator.kind == "flow" or period_end.month == 12 or band == best:
        return band
    return last if reached.pct < 0 else None


def deviates(indicator: Indicator, numbers: Numbers, period_end: date, lights: Sequence[Light]) -> bool:
    """Is a reason for the deviation expected? Wherever there is a light and it is not the best one."""
    return light(indicator, numbers, period_end, lights) not in (None, lights[0])


def _paced(reached: Achievement, numbers: Numbers, period_end: date) -> float:
    assert reached.pct is not None
    if reached.method != "flow" or not numbers.target or numbers.actual is None:
        return round(reached.pct, _DIGITS)
    return round(numbers.actual * 1200 / (numbers.target * period_end.month), _DIGITS)


def _against_target(higher: bool, target: float, actual: float) -> float:
    """The target keeps the baseline, or falls behind it: there is no way to measure, only to be there."""
    if higher:
        return 100.0 if actual >= target else _share(actual, target)
    return 100.0 if actual <= target else _share(target, actual)


def _share(part: float, whole: float) -> float:
    """In per cent. Nothing left of what should become less is all that was asked for."""
    return 100.0 if whole == 0 else part / whole * 100
