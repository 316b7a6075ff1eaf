"""Does the submission agree with what the city reported before?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from etl.fold import fold
from etl.history import PastIndicator
from etl.problems import Problem
from etl.validate.derived import number
from etl.validate.rules.case import Case, Facts, problem, sheet_problem
from etl.validate.rules.rule import rule

# Ten times is a missing decimal comma; small counts may well grow fivefold.
_SUDDEN_RISE, _SMALLEST_SUSPECT = 5, 10


@rule(row="cover.municipality cover.workshop", every="actions.action_code")
def actions_are_still_there(case: Case) -> Iterator[Problem]:
    """One that the last submission had, for this workshop or an earlier one, counts as removed."""
    last = case.replaced or case.last
    if last is None or not case.sheets["actions"]:
        return  # an empty sheet is said once
    there = {row.values.get("action_code") for row in case.sheets["actions"]}
    for code, action in last.actions.items():
        if code not in there:
            facts: Facts = {"found": None, "action": code, "name": action.name}
            yield sheet_problem("action_missing", "warning", "actions", "action_code", **facts)


@rule(row="cover.municipality cover.workshop actions.action_code actions.action_name")
def action_names_stay(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        code, name = row.values.get("action_code"), row.values.get("action_name")
        past = case.last.actions.get(str(code)) if case.last else None
        if past and past.name and isinstance(name, str) and fold(name) != fold(past.name):
            facts: Facts = {"action": str(code), "old": past.name}
            yield problem("action_renamed", "warning", "actions", row, "action_name", **facts)


@rule(row="cover.municipality cover.workshop actions.action_code actions.end_date")
def end_dates_stay(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        code, end = row.values.get("action_code"), row.values.get("end_date")
        past = case.last.actions.get(str(code)) if case.last else None
        if past and past.end_date and isinstance(end, date) and end != past.end_date:
            yield problem(
                "end_date_moved", "warning", "actions", row, "end_date", action=str(code), old=past.end_date
            )


@rule(row="cover.municipality cover.workshop indicators.indicator_code indicators.baseline")
def baselines_stay(case: Case) -> Iterator[Problem]:
    """The first accepted A goes on counting."""
    for indicator, row in case.asked():
        typed, first = number(row, "baseline"), case.first_baseline(indicator.code)
        if typed is not None and first is not None and typed != first:
            facts: Facts = {"indicator": indicator.code, "old": first}
            yield problem("baseline_moved", "warning", "indicators", row, "baseline", **facts)


@rule(row="cover.municipality cover.workshop indicators.indicator_code indicators.target")
def targets_stay_within_the_year(case: Case) -> Iterator[Problem]:
    """B is the year-end target: within one year it is the same in every period, each year has its own."""
    for indicator, row in case.asked():
        typed, past = number(row, "target"), _past(case, indicator.code)
        if typed is not None and past and past.target is not None and typed != past.target:
            facts: Facts = {"indicator": indicator.code, "old": past.target}
            yield problem("target_moved", "warning", "indicators", row, "target", **facts)


@rule(row="cover.municipality cover.workshop indicators.indicator_code indicators.actual")
def flows_do_not_fall_within_the_year(case: Case) -> Iterator[Problem]:
    for indicator, row in case.asked():
        # Typed ones only: a cell that is left empty, as the template says it may be, is nobody's mistake.
        actual, past = number(row, "actual"), _past(case, indicator.code)
        if indicator.kind != "flow" or actual is None or past is None or past.actual is None:
            continue
        if actual < past.actual:
            facts: Facts = {"indicator": indicator.code, "old": past.actual, "actual": actual}
            yield problem("flow_fell", "warning", "indicators", row, "actual", **facts)


@rule(row="cover.municipality cover.workshop indicators.indicator_code indicators.actual")
def values_do_not_multiply(case: Case) -> Iterator[Problem]:
    """A value far above the last one may be in another unit. Nothing can be said of a last value of 0."""
    for indicator, row in case.asked():
        actual = number(row, "actual")
        last = _last_comparable(case, indicator.code, year_end_only=indicator.kind == "flow")
        if actual is None or not last or actual < _SMALLEST_SUSPECT or actual <= _SUDDEN_RISE * last:
            continue
        facts: Facts = {"indicator": indicator.code, "old": last, "actual": actual}
        yield problem("unit_suspected", "warning", "indicators", row, "actual", **facts)


def _past(case: Case, code: str) -> PastIndicator | None:
    return case.last_in_year.indicators.get(code) if case.last_in_year else None


def _last_comparable(case: Case, code: str, *, year_end_only: bool) -> float | None:
    """The last value of an earlier workshop; of a flow, the last one of a whole year."""
    values = (
        past.actual
        for workshop, report in reversed(case.earlier)
        if (past := report.indicators.get(code)) and (workshop.period_end.month == 12 or not year_end_only)
    )
    return next((value for value in values if value is not None), None)
