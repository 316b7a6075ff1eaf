"""Invented targets and values that fit each other, so that the lights come out mixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from definition import Definition, Indicator, Workshop
from etl.validate.achievement import Numbers, light

_BANDS, _BAND_WEIGHTS = ("on_track", "at_risk", "behind"), (52, 26, 22)
_SHARE_OF_AIM = {"on_track": (0.82, 1.15), "at_risk": (0.62, 0.78), "behind": (0.25, 0.57)}
_STEPS = {"%": 0.5, "binde": 0.1, "bin avro": 10.0}
_PARTS_OF_THE_WAY = (1.15, 1.0, 0.9, 0.82, 0.75, 0.65, 0.55, 0.4, 0.3)
_FURTHEST = 40  # steps from the baseline that a target or value may lie


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one city by workshop code. The baseline stays, a year has one target."""

    baseline: float | None
    targets: Mapping[str, float]
    actuals: Mapping[str, float | None]

    def numbers(self, workshop: str) -> Numbers:
        return Numbers(self.baseline, self.targets[workshop], self.actuals[workshop])


def by_year(reports: Sequence[Workshop]) -> Iterator[list[Workshop]]:
    for _, group in groupby(reports, key=lambda w: w.period_end.year):
        yield list(group)


def counted_series(
    definition: Definition,
    indicator: Indicator,
    baseline: float | None,
    actuals: Mapping[str, float | None],
    reports: Sequence[Workshop],
    rng: Random,
) -> Series:
    """The values are given, by the list sheets: invent targets to them."""
    targets: dict[str, float] = {}
    for year in by_year(reports):
        target = _aim(definition, indicator, baseline, actuals[year[-1].code], year[-1], rng)
        targets |= {w.code: target for w in year}
    return Series(baseline if indicator.kind == "level" else None, targets, actuals)


def flow_series(indicator: Indicator, yearly: float, reports: Sequence[Workshop], rng: Random) -> Series:
    """A target 5 to 25 % above the last year's value, and a year that comes near it or does not."""
    targets: dict[str, float] = {}
    actuals: dict[str, float | None] = {}
    for year in by_year(reports):
        target = max(1.0, _rounded(indicator, yearly * rng.uniform(1.05, 1.25)))
        so_far = 0.0
        for workshop in year:
            part = workshop.period_end.month / 12
            so_far = max(so_far, _rounded(indicator, target * part * _share(rng)))  # year to date never falls
            targets[workshop.code], actuals[workshop.code] = target, so_far
        yearly = (yearly + so_far / part) / 2
    return Series(None, targets, actuals)


def level_series(
    definition: Definition, indicator: Indicator, baseline: float, reports: Sequence[Workshop], rng: Random
) -> Series:
    """A target one to three steps above the last value, and a value between."""
    targets: dict[str, float] = {}
    actuals: dict[str, float | None] = {}
    step, last = _step(indicator), baseline
    for year in by_year(reports):
        target = _rounded(indicator, last + step * rng.randint(1, 3))
        for workshop in year:
            around = [_rounded(indicator, baseline + step * n) for n in range(-1, _FURTHEST)]
            options = [Numbers(baseline, target, v) for v in around if 0 < v <= target + step]
            last = _lit(definition, indicator, workshop, options, rng).actual or 0.0
            targets[workshop.code], actuals[workshop.code] = target, last
    return Series(baseline, targets, actuals)


def _aim(
    definition: Definition,
    indicator: Indicator,
    baseline: float | None,
    actual: float | None,
    workshop: Workshop,
    rng: Random,
) -> float:
    step = _step(indicator) * (-1 if indicator.direction == "lower" else 1)
    start = baseline if baseline is not None else actual or 0.0
    if indicator.kind == "flow":
        whole_year = (actual or 0.0) / workshop.period_end.month * 12
        return max(abs(step), _rounded(indicator, whole_year / _share(rng)))
    reached = start if actual is None else actual
    # As far as the value has moved, or at least three steps: nearer targets make achievements of thousands of
    # per cent.
    way = max(abs(reached - start), abs(3 * step)) * (1 if step > 0 else -1)
    if workshop.period_end.month < 12 or actual is None:
        best = min if indicator.direction == "lower" else max
        return _held(indicator, best(start, reached) + way * rng.uniform(0.5, 1.4))
    # The first one keeps what there is, as it stands: rounded, it could turn back.
    targets = [start, *(_held(indicator, start + way / part) for part in _PARTS_OF_THE_WAY)]
    chosen = _lit(definition, indicator, workshop, [Numbers(start, t, actual) for t in targets], rng)
    return chosen.target or 0.0


def _lit(
    definition: Definition,
    indicator: Indicator,
    workshop: Workshop,
    options: Sequence[Numbers],
    rng: Random,
) -> Numbers:
    """One of the options that give the light drawn; where none does, an early one."""
    wanted = rng.choices(_BANDS, _BAND_WEIGHTS)[0]

    def shows(option: Numbers) -> str | None:
        found = light(indicator, option, workshop.period_end, definition.lights)
        return found.code if found else None

    return rng.choice([o for o in options if shows(o) == wanted] or options[:4])


def _share(rng: Random) -> float:
    return rng.uniform(*_SHARE_OF_AIM[rng.choices(_BANDS, _BAND_WEIGHTS)[0]])


def _step(indicator: Indicator) -> float:
    return _STEPS.get(indicator.unit.tr, 1.0)


def _rounded(indicator: Indicator, value: float) -> float:
    step = _step(indicator)
    return round(round(value / step) * step, 3)


def _held(indicator: Indicator, value: float) -> float:
    """A target that can be meant: percentages end at 100, nothing is negative."""
    return _rounded(indicator, min(max(value, 0.0), 100.0 if indicator.is_percent else value))
