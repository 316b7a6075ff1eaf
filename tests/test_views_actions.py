"""How do the actions stand? submission_action, action_status and plan_progress."""

from __future__ import annotations

from datetime import date

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
PERIOD_END = date(2024, 12, 31)  # of workshop 3


@pytest.mark.parametrize(
    ("status", "end_date", "computed", "reason", "days_overdue"),
    [
        ("in_progress", date(2024, 12, 30), "overdue", "overdue_not_completed", 1),
        ("not_started", date(2024, 12, 1), "overdue", "overdue_not_completed", 30),
        ("postponed", date(2024, 12, 30), "overdue", "overdue_postponed", 1),
        # The last day of the period is not over yet.
        ("in_progress", PERIOD_END, "in_progress", "as_declared", None),
        ("postponed", date(2025, 1, 1), "postponed", "as_declared", None),
        ("completed", date(2024, 1, 1), "completed", "as_declared", None),
        ("cancelled", date(2024, 1, 1), "cancelled", "as_declared", None),
    ],
)
def test_overdue_is_computed_beside_what_the_city_declares(
    rows: ViewRows, status: str, end_date: date, computed: str, reason: str, days_overdue: int | None
) -> None:
    rows.action(rows.report(), status=status, end_date=end_date)
    assert rows(
        "SELECT status, computed_status, status_reason, overdue, days_overdue FROM action_status"
    ) == [(status, computed, reason, days_overdue is not None, days_overdue)]


def test_every_value_of_an_action_keeps_its_cell(rows: ViewRows) -> None:
    rows.action(rows.report(), "E-4.1", indicator_code="FON-01")
    shown = "sheet, action_code_cell, indicator, indicator_code_cell, row_number"
    assert rows(f"SELECT {shown} FROM action_status") == [("actions", "A3", "FON-01", "H3", 3)]


def test_every_column_of_the_actions_sheet_can_be_read(rows: ViewRows) -> None:
    held = {name for name, *_ in rows("DESCRIBE sheet_actions")} - {"indicator_code"}
    assert held <= {name for name, *_ in rows("DESCRIBE action_status")}


def test_drafts_and_replaced_versions_are_kept_apart_from_the_figures(rows: ViewRows) -> None:
    for draft in (False, False, True):
        rows.action(rows.report(draft=draft))
    assert rows("SELECT count(*) FROM submission_action") == [(3,)]
    assert rows("SELECT submission_id FROM action_status") == rows("SELECT submission_id FROM counted_report")


def test_plan_progress_is_the_mean_weighted_by_the_typed_weights(rows: ViewRows) -> None:
    report = rows.report()
    rows.action(report, "E-1.1", progress_pct=100, weight=3, status="completed")
    rows.action(report, "E-1.2", progress_pct=20)  # no weight: 1
    # (100 * 3 + 20 * 1) / (3 + 1) = 80
    assert rows("SELECT plan_progress_pct, weight_sum, progress_cells FROM plan_progress") == [
        (80.0, 4.0, "G3; G4")
    ]


def test_cancelled_actions_enter_neither_progress_nor_the_overdue_rate(rows: ViewRows) -> None:
    report = rows.report()
    rows.action(report, "E-1.1", progress_pct=60, end_date=date(2024, 6, 30))
    rows.action(report, "E-1.2", progress_pct=20)
    rows.action(report, "E-1.3", progress_pct=0, status="cancelled")
    # Progress (60 + 20) / 2 = 40; one of two actions that count is overdue: 50 %.
    shown = "plan_progress_pct, actions, counted_actions, cancelled, overdue, overdue_pct"
    assert rows(f"SELECT {shown} FROM plan_progress") == [(40.0, 3, 2, 1, 1, 50.0)]


def test_a_plan_of_which_all_is_cancelled_has_no_progress_rather_than_zero(rows: ViewRows) -> None:
    rows.action(rows.report(), status="cancelled", progress_pct=0)
    assert rows("SELECT plan_progress_pct, overdue_pct, actions, cancelled FROM plan_progress") == [
        (None, None, 1, 1)
    ]


def test_a_report_without_actions_has_a_row_and_no_progress(rows: ViewRows) -> None:
    rows.report()
    assert rows("SELECT plan_progress_pct, actions, overdue FROM plan_progress") == [(None, 0, 0)]


def test_each_status_is_counted(rows: ViewRows) -> None:
    report = rows.report()
    statuses = ["not_started", "in_progress", "in_progress", "completed", "postponed", "cancelled"]
    for number, status in enumerate(statuses):
        rows.action(report, f"E-1.{number}", status=status)
    counts = "not_started, in_progress, completed, postponed, cancelled, actions"
    assert rows(f"SELECT {counts} FROM plan_progress") == [(1, 2, 1, 1, 1, 6)]


def test_progress_does_not_depend_on_the_order_of_the_rows(rows: ViewRows) -> None:
    weights = [0.1, 0.7, 1e6, 0.2, 3.3]
    for city, order in (("antalya", weights), ("izmir", weights[::-1])):
        report = rows.report(city)
        for number, weight in enumerate(order):
            rows.action(report, f"E-1.{number}", progress_pct=weight % 90, weight=weight)
    ((first,), (second,)) = rows("SELECT plan_progress_pct FROM plan_progress")
    assert first == second


def test_a_report_is_compared_with_the_last_one_before_it(rows: ViewRows) -> None:
    first, second, third = (rows.report(workshop=code) for code in ("1", "2", "3"))
    rows.report("izmir", "3")  # its first
    found = rows(
        "SELECT submission_id, compared_workshop, compared_submission_id FROM earlier_report ORDER BY 1"
    )
    assert found == [(second, "1", first), (third, "2", second)]


@pytest.mark.parametrize(
    ("before", "now", "still"),
    [
        (dict(progress_pct=40), dict(progress_pct=40), True),
        (dict(progress_pct=40), dict(progress_pct=45), False),
        (dict(progress_pct=None), dict(progress_pct=None), True),  # nothing is known to have moved
        (dict(status="not_started", progress_pct=0), dict(status="in_progress", progress_pct=0), False),
        (dict(status="completed"), dict(status="completed"), False),  # has ended
        (dict(status="cancelled"), dict(status="cancelled"), False),
        (dict(), dict(start_date=date(2025, 1, 1)), False),  # begins after the period
        (dict(), dict(start_date=PERIOD_END), True),
        (dict(), dict(start_date=None), True),
        (None, dict(), False),  # has just been added
    ],
)
def test_an_action_stands_still_when_it_should_have_moved_and_has_not(
    rows: ViewRows, before: dict[str, object] | None, now: dict[str, object], still: bool
) -> None:
    old, new = rows.report(workshop="2"), rows.report(workshop="3")
    rows.action(old, "E-9.9")
    if before is not None:
        rows.action(old, "E-1.1", **before)
    rows.action(new, "E-1.1", **now)
    assert rows("SELECT action_code, stands_still FROM action_standstill") == [("E-1.1", still)]


def test_a_first_report_says_nothing_of_standing_still(rows: ViewRows) -> None:
    rows.action(rows.report())
    assert rows("SELECT * FROM action_standstill") == []
