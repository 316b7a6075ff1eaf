"""How have the headline figures moved, over the cities that have them at both workshops? summary_change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
LATE = date(2024, 1, 31)


@pytest.fixture(autouse=True)
def _workshops(rows: ViewRows) -> None:
    cities = ("antalya", "bursa", "izmir")
    rows.workshop("x", "2024-01-01", "2024-12-31", cities)
    rows.workshop("y", "2025-01-01", "2025-12-31", cities)


def change(rows: ViewRows, figure: str) -> list[tuple[Any, ...]]:
    return rows(
        "SELECT value, compared_value, change, improved, cities FROM summary_change "
        f"WHERE workshop = 'y' AND compared_workshop = 'x' AND figure = '{figure}'"
    )


def test_a_city_missing_now_never_reads_as_a_fall(rows: ViewRows) -> None:
    # Bursa's five ties of x are out of the comparison: Antalya alone went from 1 to 2.
    for city, workshop, ties in (("antalya", "x", 1), ("bursa", "x", 5), ("antalya", "y", 2)):
        report = rows.report(city, workshop)
        for _ in range(ties):
            rows.row(report, "sister_cities", partnership_type="protocol", partnership_status="active")
    assert change(rows, "active_partnerships") == [(2.0, 1.0, 1.0, True, 1)]


def test_more_overdue_actions_are_no_improvement(rows: ViewRows) -> None:
    for workshop, late in (("x", 1), ("y", 3)):
        report = rows.report("izmir", workshop)
        for number in range(4):
            end = LATE if number < late else date(2026, 1, 1)
            rows.action(report, f"E-1.{number + 1}", progress_pct=20, end_date=end)
    assert change(rows, "overdue") == [(3.0, 1.0, 2.0, False, 1)]


def test_the_share_on_target_is_taken_over_all_lights_of_the_common_cities(rows: ViewRows) -> None:
    # x: 1 of 2 on target; y: 2 of 2. Not the mean of the cities' shares.
    for workshop, second in (("x", 5.0), ("y", 9.0)):
        report = rows.report("antalya", workshop)
        for code, actual in (("KRD-05", 9.0), ("KRD-06", second)):
            rows.value(report, code, target=10.0, actual=actual)
    assert change(rows, "on_track_share_pct") == [(100.0, 50.0, 50.0, True, 1)]


def test_without_a_common_city_nothing_is_compared(rows: ViewRows) -> None:
    rows.action(rows.report("antalya", "x"), "E-1.1", progress_pct=20, end_date=LATE)
    rows.action(rows.report("bursa", "y"), "E-1.1", progress_pct=20, end_date=LATE)
    assert change(rows, "overdue") == []
