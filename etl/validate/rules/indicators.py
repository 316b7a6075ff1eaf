"""Is each indicator told that must be, and do its three numbers agree?"""

from __future__ import annotations

from collections.abc import Iterator

from definition import Indicator
from etl.problems import Problem
from etl.submission import CheckedRow
from etl.validate.achievement import Achievement, Numbers, achievement, deviates, turns_back
from etl.validate.derived import number, source_sheet
from etl.validate.rules.case import Case, Facts, problem, sheet_problem
from etl.validate.rules.rule import rule

SHEET = "indicators"
# A count is exact. A rate is typed to a tenth, or its parts do not enter the group's; means and amounts are
# typed without decimals.
_RATE_ROUNDING, _ROUNDING = 0.05, 0.5


@rule(every="indicators.indicator_code")
def core_indicators_have_their_row(case: Case) -> Iterator[Problem]:
    if not case.sheets[SHEET]:
        return  # said once for the whole sheet
    for indicator in case.asked_indicators:
        if indicator.core and indicator.code not in case.indicator_rows:
            facts: Facts = {"found": None, "indicator": indicator.code}
            yield sheet_problem("core_row_missing", "error", SHEET, "indicator_code", **facts)


@rule(row="indicators.indicator_code", beside="indicators.baseline indicators.target indicators.actual")
def rows_are_of_asked_indicators(case: Case) -> Iterator[Problem]:
    """A code of the catalogue that this workshop does not ask a city for."""
    asked = {i.code for i in case.asked_indicators}
    for code, row in case.indicator_rows.items():
        if code not in asked and any(row.values.get(c) is not None for c in ("baseline", "target", "actual")):
            yield problem("indicator_not_asked", "warning", SHEET, row, "indicator_code")


@rule(row="indicators.indicator_code indicators.actual", beside="cover.workshop indicators.missing_reason")
def core_actuals_are_told(case: Case) -> Iterator[Problem]:
    """Empty only with a reason, or where the list sheet has rows to count from."""
    wanted = case.wanted_sheets
    for indicator, row in case.untold():
        source = source_sheet(case.definition, indicator)
        if indicator.entry != "derived":
            yield from _actual_is_missing(case, indicator, row)
        elif source in wanted and source not in case.unusable:
            facts: Facts = {"indicator": indicator.code, "source": _source_name(case, indicator)}
            yield problem("core_actual_underivable", "error", SHEET, row, "actual", **facts)


def _actual_is_missing(case: Case, indicator: Indicator, row: CheckedRow) -> Iterator[Problem]:
    """Cells that say something, though nothing that counts, are not called empty."""
    value, reason = (case.told_of(SHEET, row, column) for column in ("actual", "missing_reason"))
    typed, given = (said.fact("found") if said else None for said in (value, reason))
    if typed is None and given is None:
        yield problem("core_actual_missing", "error", SHEET, row, "actual", indicator=indicator.code)
    else:
        facts: Facts = {"indicator": indicator.code, "found": typed, "reason": given}
        yield problem("core_actual_unread", "error", SHEET, row, "actual", **facts)


@rule(row="indicators.indicator_code indicators.actual indicators.missing_reason")
def reason_stands_without_value(case: Case) -> Iterator[Problem]:
    for indicator, row in case.asked():
        if row.values.get("missing_reason") is not None and (actual := number(row, "actual")) is not None:
            facts: Facts = {"indicator": indicator.code, "actual": actual}
            yield problem("reason_beside_value", "warning", SHEET, row, "missing_reason", **facts)


@rule(
    row="cover.municipality cover.workshop indicators.indicator_code indicators.baseline",
    beside="indicators.target indicators.actual",
)
def levels_have_a_baseline(case: Case) -> Iterator[Problem]:
    """Without A the first time, a level can only be shown as C / B."""
    for indicator, row in case.asked():
        used = number(row, "target") is not None or number(row, "actual") is not None
        if indicator.kind == "level" and used and case.baseline(indicator.code) is None:
            yield problem("baseline_expected", "warning", SHEET, row, "baseline", indicator=indicator.code)


@rule(row="cover.municipality cover.workshop indicators.indicator_code indicators.baseline indicators.target")
def target_leads_the_right_way(case: Case) -> Iterator[Problem]:
    for indicator, row in case.asked():
        baseline, target = case.baseline(indicator.code), number(row, "target")
        if turns_back(indicator, baseline, target):
            code = "target_below_baseline" if indicator.direction == "higher" else "target_above_baseline"
            facts: Facts = {"indicator": indicator.code, "baseline": baseline}
            yield problem(code, "warning", SHEET, row, "target", **facts)


@rule(
    row="cover.municipality cover.workshop indicators.indicator_code indicators.baseline"
    " indicators.target indicators.actual indicators.deviation_reason"
)
def deviation_of_indicator_is_explained(case: Case) -> Iterator[Problem]:
    for indicator, row in case.asked():
        if case.workshop is None or row.values.get("deviation_reason") is not None:
            continue
        code = indicator.code
        numbers = Numbers(case.baseline(code), number(row, "target"), case.actual(code))
        reached = achievement(indicator, numbers)
        if reached.pct is not None and deviates(
            indicator, numbers, case.workshop.period_end, case.definition.lights
        ):
            facts: Facts = {
                "indicator": code,
                "achievement": round(reached.pct, 1),
                "way": _way(indicator, reached),
            }
            facts |= {"baseline": numbers.baseline, "target": numbers.target, "actual": numbers.actual}
            yield problem("deviation_without_reason", "warning", SHEET, row, "deviation_reason", **facts)


def _way(indicator: Indicator, reached: Achievement) -> str:
    """How one says how far that is."""
    if reached.method == "level":
        assert reached.pct is not None
        beyond = "way_below" if indicator.direction == "higher" else "way_above"
        return beyond if reached.pct < 0 else "way_level"
    of_target = reached.method == "flow" or (
        reached.method == "no_baseline" and indicator.direction == "higher"
    )
    return "way_share" if of_target else "way_short"


@rule(row="indicators.indicator_code indicators.actual", beside="cover.workshop")
def speakers_are_among_the_staff(case: Case) -> Iterator[Problem]:
    """KAP-02 counts some of the people of KAP-01."""
    staff, speakers = case.actual("KAP-01"), case.actual("KAP-02")
    if staff is not None and speakers is not None and speakers > staff:
        row = case.indicator_rows["KAP-02"]
        yield problem("more_speakers_than_staff", "warning", SHEET, row, "actual", staff=staff)


@rule(row="cover.workshop indicators.indicator_code indicators.actual")
def typed_value_equals_the_list(case: Case) -> Iterator[Problem]:
    """The typed value counts."""
    for indicator, row in case.asked():
        typed, derived = number(row, "actual"), case.derived.get(indicator.code)
        if typed is None or derived is None:
            continue
        rounding = 0 if indicator.is_count else _RATE_ROUNDING if indicator.is_percent else _ROUNDING
        if abs(typed - derived) > rounding:
            facts: Facts = {"indicator": indicator.code, "derived": round(derived, 1)}
            facts["source"] = _source_name(case, indicator)
            yield problem("typed_differs_from_list", "warning", SHEET, row, "actual", **facts)


def _source_name(case: Case, indicator: Indicator) -> str:
    return case.definition.workbook.sheet(source_sheet(case.definition, indicator)).name.tr
