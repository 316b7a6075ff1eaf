"""Do the cells of an action agree with each other?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from etl.problems import Problem
from etl.submission import CheckedRow
from etl.validate.derived import number
from etl.validate.rules.case import Case, problem
from etl.validate.rules.rule import rule

_REASON_EXPECTED = {"postponed": "postponed_without_reason", "cancelled": "cancelled_without_reason"}


@rule(row="actions.start_date actions.end_date")
def action_ends_after_it_starts(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        start, end = row.values.get("start_date"), row.values.get("end_date")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            begins = row.cells.get("start_date", "")
            yield problem("end_before_start", "error", "actions", row, "end_date", start=start, begins=begins)


@rule(row="actions.action_code actions.theme")
def theme_agrees_with_code(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        code, theme = row.values.get("action_code"), row.values.get("theme")
        if not isinstance(code, str) or theme is None:
            continue
        of_code = code.removeprefix("E-").partition(".")[0]
        if of_code != theme:
            yield problem("theme_differs_from_code", "warning", "actions", row, "theme", action=code)


@rule(row="actions.status actions.progress_pct")
def progress_agrees_with_status(case: Case) -> Iterator[Problem]:
    """The typed number counts all the same."""
    statuses = {s.code: s for s in case.definition.action_statuses}
    for row in case.sheets["actions"]:
        status, progress = statuses.get(str(row.values.get("status"))), number(row, "progress_pct")
        if status is None or progress is None or status.progress_from <= progress <= status.progress_to:
            continue
        yield problem(
            "progress_differs_from_status",
            "warning",
            "actions",
            row,
            "progress_pct",
            status=status.code,
            range=_range(status.progress_from, status.progress_to),
        )


@rule(row="cover.workshop actions.status actions.end_date actions.deviation_reason")
def deviation_of_action_is_explained(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        if row.values.get("deviation_reason") is not None:
            continue
        status = str(row.values.get("status"))
        code = _REASON_EXPECTED.get(status, "overdue_without_reason" if _overdue(case, row) else "")
        if code:
            end = row.values.get("end_date")
            yield problem(
                code,
                "warning",
                "actions",
                row,
                "deviation_reason",
                end=end if isinstance(end, date) else None,
            )


@rule(row="cover.workshop actions.status actions.end_date")
def postponed_action_has_its_new_date(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        if row.values.get("status") == "postponed" and _overdue(case, row) and case.workshop:
            period_end = case.workshop.period_end
            yield problem(
                "postponed_end_passed", "warning", "actions", row, "end_date", period_end=period_end
            )


def _overdue(case: Case, row: CheckedRow) -> bool:
    """End date before the end of the period, and neither completed nor cancelled."""
    end, status = row.values.get("end_date"), row.values.get("status")
    ended = {s.code for s in case.definition.action_statuses if s.ended}
    if case.workshop is None or not isinstance(end, date) or status is None:
        return False
    return end < case.workshop.period_end and status not in ended


def _range(low: float, high: float) -> str:
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
