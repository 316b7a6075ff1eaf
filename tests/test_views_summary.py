"""Where does the whole group stand? workshop_summary."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows


@pytest.fixture(autouse=True)
def _workshop(rows: ViewRows) -> None:
    rows.workshop("x", "2025-01-01", "2025-12-31", ("antalya", "bursa", "izmir"))


def summary(rows: ViewRows, columns: str) -> tuple[Any, ...]:
    ((*found,),) = rows(f"SELECT {columns} FROM workshop_summary WHERE workshop = 'x'")
    return tuple(found)


def test_a_workshop_without_reports_has_no_figures_rather_than_zeros(rows: ViewRows) -> None:
    assert summary(rows, "cities_expected, cities_submitted, plan_progress_cities") == (3, 0, 0)
    shown = "plan_progress_pct, actions, overdue, indicators_on_track, indicators_with_light"
    assert summary(rows, shown) == (None,) * 5
    assert summary(rows, "on_track_share_pct, grants_keur, active_partnerships") == (None,) * 3


def test_the_summary_adds_up_what_the_cities_report(rows: ViewRows) -> None:
    first, second = rows.report("antalya", "x"), rows.report("izmir", "x")
    for report in (first, second):
        rows.row(report, "projects", project_start=date(2025, 3, 1), municipal_grant_eur=2000.0)
    rows.action(first, "E-1.1", progress_pct=20, end_date=date(2025, 1, 31))
    rows.action(first, "E-1.2", progress_pct=40)
    rows.action(second, progress_pct=90)
    for status in ("active", "active", "passive"):
        rows.row(first, "sister_cities", partnership_type="protocol", partnership_status=status)
    for code, actual in (("KRD-05", 9.0), ("KRD-06", 5.0)):
        rows.value(second, code, target=10.0, actual=actual)
    # Progress: (30 + 90) / 2 = 60. One of the two lights (90, 50) is on track. Grants 2 + 2.
    shown = "cities_submitted, plan_progress_pct, plan_progress_cities, actions, overdue"
    assert summary(rows, shown) == (2, 60.0, 2, 3, 1)
    assert summary(rows, "indicators_on_track, indicators_with_light, on_track_share_pct") == (1, 2, 50.0)
    shown = "grants_keur, grants_cities, active_partnerships, partnership_cities"
    assert summary(rows, shown) == (4.0, 2, 2, 1)


def test_a_plan_of_which_all_is_cancelled_does_not_weigh_on_the_mean(rows: ViewRows) -> None:
    rows.action(rows.report("antalya", "x"), progress_pct=60)
    rows.action(rows.report("izmir", "x"), progress_pct=0, status="cancelled")
    # 60 of the one city that has a plan to measure, not (60 + 0) / 2.
    assert summary(rows, "cities_submitted, plan_progress_pct, plan_progress_cities") == (2, 60.0, 1)
