"""What does a city report for an indicator? indicator_value and computed_value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import FLOW, LEVEL, ViewRows

rows = view_rows.rows


def value(rows: ViewRows, columns: str, indicator: str = LEVEL, workshop: str = "3") -> tuple[Any, ...]:
    where = "indicator = ? AND workshop = ?"
    ((*found,),) = rows(f"SELECT {columns} FROM indicator_value WHERE {where}", indicator, workshop)
    return tuple(found)


def test_every_report_has_a_row_for_each_indicator_that_is_asked_or_computed(rows: ViewRows) -> None:
    rows.report()
    expected = rows("SELECT indicator FROM indicator WHERE entry <> 'organizer' ORDER BY position")
    assert sorted(rows("SELECT indicator FROM indicator_value")) == sorted(expected)


def test_a_typed_value_keeps_its_cells(rows: ViewRows) -> None:
    rows.value(rows.report(), baseline=1.0, target=3.0, actual=2.0)
    shown = "baseline, target, actual, entry, sheet, baseline_cell, target_cell, actual_cell, source_cells"
    assert value(rows, shown) == (1.0, 3.0, 2.0, "typed", "indicators", "B3", "C3", "D3", "D3")


@pytest.mark.parametrize(
    ("actual", "reason", "state"),
    [
        (5.0, None, "value"),
        (0.0, None, "zero"),
        (None, None, "empty"),
        (None, "not_due", "not_due"),
        (None, "not_applicable", "not_applicable"),
        (None, "not_collected", "not_collected"),
        (0.0, "not_due", "zero"),  # a value outdoes the reason for having none
    ],
)
def test_the_states_of_a_value_are_kept_apart(
    rows: ViewRows, actual: float | None, reason: str | None, state: str
) -> None:
    rows.value(rows.report(), actual=actual, missing_reason=reason)
    assert value(rows, "actual, value_state") == (actual, state)


def test_an_indicator_of_a_later_workshop_was_not_asked(rows: ViewRows) -> None:
    rows.indicator("YENI-01", since="3")
    for workshop in ("2", "3"):
        rows.value(rows.report(workshop=workshop), "YENI-01", actual=4.0)
    assert value(rows, "actual, value_state", "YENI-01", "2") == (None, "not_asked")
    assert value(rows, "actual, value_state", "YENI-01", "3") == (4.0, "value")


def test_an_empty_actual_is_counted_from_the_list_sheet(rows: ViewRows) -> None:
    report = rows.report()
    rows.value(report, "AGT-01", target=2.0)
    rows.row(report, "networks", membership_status="member")
    shown = "actual, typed_actual, derived_actual, entry, sheet, actual_cell, source_cells"
    assert value(rows, shown, "AGT-01") == (1.0, None, 1.0, "derived", "networks", None, "A3")


def test_a_typed_actual_counts_over_the_derived_one(rows: ViewRows) -> None:
    report = rows.report()
    rows.value(report, "AGT-01", actual=0.0)
    rows.row(report, "networks", membership_status="member")
    shown = "actual, typed_actual, derived_actual, entry, value_state, sheet"
    assert value(rows, shown, "AGT-01") == (0.0, 0.0, 1.0, "typed", "zero", "indicators")


def test_without_list_rows_a_derived_indicator_is_missing(rows: ViewRows) -> None:
    rows.value(rows.report(), "FON-01", target=3.0)
    assert value(rows, "actual, entry, value_state", "FON-01") == (None, None, "empty")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (None, (2.0, 3.0)),
        (66.7, (2.0, 3.0)),  # two of three, as people type it
        (60.0, (None, None)),  # of what, nobody knows
    ],
)
def test_a_rate_has_parts_only_where_they_give_the_value_that_counts(
    rows: ViewRows, typed: float | None, parts: tuple[float | None, float | None]
) -> None:
    report = rows.report()
    rows.value(report, "FON-02", actual=typed)
    for status in ("accepted", "accepted", "rejected"):
        rows.row(report, "projects", project_status=status, applied_on=date(2024, 3, 1))
    assert value(rows, "numerator, denominator", "FON-02") == parts


def test_a_typed_rate_without_a_list_has_no_parts(rows: ViewRows) -> None:
    rows.value(rows.report(), "FON-02", actual=50.0)
    assert value(rows, "actual, numerator, denominator", "FON-02") == (50.0, None, None)


def test_the_first_accepted_baseline_stays(rows: ViewRows) -> None:
    first = rows.report(workshop="2")
    rows.value(first, baseline=10.0)
    rows.value(rows.report(workshop="3"), baseline=12.0)
    shown = "baseline, typed_baseline, baseline_submission_id"
    assert value(rows, shown) == (10.0, 12.0, first)


def test_a_later_baseline_says_nothing_about_an_earlier_workshop(rows: ViewRows) -> None:
    rows.value(rows.report(workshop="2"), target=5.0)
    rows.value(rows.report(workshop="3"), baseline=12.0)
    assert value(rows, "baseline", workshop="2") == (None,)


def test_a_baseline_of_a_replaced_version_is_forgotten(rows: ViewRows) -> None:
    for baseline in (10.0, 12.0):
        rows.value(rows.report(workshop="2"), baseline=baseline)
    assert value(rows, "baseline", workshop="2") == (12.0,)


def test_the_baseline_of_another_city_is_not_borrowed(rows: ViewRows) -> None:
    rows.value(rows.report("izmir", "2"), baseline=10.0)
    rows.value(rows.report("antalya", "3"), target=5.0)
    assert value(rows, "baseline") == (None,)


def test_plan_progress_and_the_overdue_rate_are_indicators_too(rows: ViewRows) -> None:
    report = rows.report()
    rows.action(report, "E-1.1", progress_pct=30, end_date=date(2024, 6, 30))
    rows.action(report, "E-1.2", progress_pct=50)
    shown = "actual, entry, numerator, denominator, sheet, source_cells"
    assert value(rows, shown, "EYL-01") == (40.0, "computed", None, None, "actions", "G3; G4")
    # One of two is late: 50 %; its end date stands in C3.
    assert value(rows, shown, "EYL-02") == (50.0, "computed", 1.0, 2.0, "actions", "C3")


def test_a_draft_enters_no_figure(rows: ViewRows) -> None:
    rows.value(rows.report(draft=True), actual=5.0)
    assert rows("SELECT * FROM indicator_value") == []


def test_a_new_version_replaces_the_old_values_and_is_never_added(rows: ViewRows) -> None:
    for actual in (5.0, 7.0):
        rows.value(rows.report(), FLOW, actual=actual)
    assert value(rows, "actual", FLOW) == (7.0,)


def test_withdrawing_brings_the_earlier_values_back(rows: ViewRows) -> None:
    rows.value(rows.report(), FLOW, actual=5.0)
    newer = rows.report()
    rows.value(newer, FLOW, actual=7.0)
    rows.decide(newer, "withdrawn")
    assert value(rows, "actual", FLOW) == (5.0,)
