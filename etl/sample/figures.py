"""The invented rows of the indicator sheet: what a city aims at, what it reached, what it cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from definition import Definition, Indicator, Workshop
from etl.sample.aims import Series, counted_series, flow_series, level_series
from etl.sample.words import Row, draw, words
from etl.validate.achievement import deviates

Known = Mapping[str, float | None]  # indicator code -> the value the lists give
_REASON_FORGOTTEN, _TYPED_ALL_THE_SAME = 0.04, 0.08
_NEVER_COLLECTED, _NOT_DUE_YET, _NOT_APPLICABLE = 0.05, 0.07, 0.02
_PART_OF_STAFF = (0.35, 0.6)


@dataclass(frozen=True, slots=True)
class Reporter:
    """A city as it fills in the indicator sheet: the workshops it reports at, oldest first, and what its
    lists say at each of them (by workshop code) and said before the first."""

    definition: Definition
    size: str
    reports: Sequence[Workshop]
    before: Known
    known: Mapping[str, Known]


def figures(city: Reporter, rng: Random) -> dict[str, list[Row]]:
    """By workshop code, one row an indicator."""
    rows: dict[str, list[Row]] = {w.code: [] for w in city.reports}
    staff: Series | None = None
    for indicator in city.definition.asked_indicators:
        series = _series(city, indicator, staff, rng)
        staff = series if indicator.code == "KAP-01" else staff
        silent = _silences(city.reports, indicator, rng)
        typed = indicator.entry == "typed" or (indicator.is_count and rng.random() < _TYPED_ALL_THE_SAME)
        for workshop in city.reports:
            row = _row(city.definition, indicator, series, workshop, rng)
            if silent[workshop.code]:
                row |= {"actual": None, "missing_reason": silent[workshop.code], "deviation_reason": None}
            elif row["actual"] is None:
                row["missing_reason"] = "not_due"  # nothing concluded yet, so there is no rate
            elif not typed:
                row["actual"] = None  # it is counted from its list sheet
            rows[workshop.code].append(row)
    return rows


def _series(city: Reporter, indicator: Indicator, staff: Series | None, rng: Random) -> Series:
    if indicator.code in city.before:
        counted = {w.code: city.known[w.code][indicator.code] for w in city.reports}
        baseline = city.before[indicator.code]
        baseline = baseline if baseline is None else round(baseline, 1)
        return counted_series(city.definition, indicator, baseline, counted, city.reports, rng)
    if indicator.code == "KAP-02":
        assert staff, "KAP-01 stands before KAP-02 in the catalogue"
        return _language_staff(city, indicator, staff, rng)
    start = draw(rng, city.size, indicator.code)
    if indicator.kind == "flow":
        return flow_series(indicator, start, city.reports, rng)
    return level_series(city.definition, indicator, start, city.reports, rng)


def _language_staff(city: Reporter, indicator: Indicator, staff: Series, rng: Random) -> Series:
    """Part of the staff, and never more than the staff."""
    baseline = max(1, round((staff.baseline or 0) * rng.uniform(*_PART_OF_STAFF)))
    own = level_series(city.definition, indicator, baseline, city.reports, rng)
    actuals = {code: min(value or 0, staff.actuals[code] or 0) for code, value in own.actuals.items()}
    return Series(baseline, own.targets, actuals)


def _silences(reports: Sequence[Workshop], indicator: Indicator, rng: Random) -> dict[str, str]:
    """Why a value that is not essential is missing; empty where it is not."""
    always = rng.choices(
        ("not_collected", "not_applicable", ""),
        (_NEVER_COLLECTED, _NOT_APPLICABLE, 1 - _NEVER_COLLECTED - _NOT_APPLICABLE),
    )[0]
    if indicator.core or indicator.entry != "typed":
        return {w.code: "" for w in reports}
    return {
        w.code: always or ("not_due" if w.period_end.month < 12 and rng.random() < _NOT_DUE_YET else "")
        for w in reports
    }


def _row(
    definition: Definition, indicator: Indicator, series: Series, workshop: Workshop, rng: Random
) -> Row:
    numbers = series.numbers(workshop.code)
    explained = deviates(indicator, numbers, workshop.period_end, definition.lights)
    forgotten = rng.random() < _REASON_FORGOTTEN
    reason = rng.choice(words("voices")["indicator_reasons"])
    return {
        "indicator_code": indicator.code,
        "baseline": numbers.baseline,
        "target": numbers.target,
        "actual": numbers.actual,
        "missing_reason": None,
        "deviation_reason": reason if explained and not forgotten else None,
        "evidence": words("voices")["evidence"].get(indicator.code[:3]),
    }
