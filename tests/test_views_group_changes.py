"""How has the group changed? group_change."""

from __future__ import annotations

from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
JUNE_24 = ("2024-01-01", "2024-06-30")
DEC_24, JUNE_25, DEC_25 = (
    ("2024-01-01", "2024-12-31"),
    ("2025-01-01", "2025-06-30"),
    ("2025-01-01", "2025-12-31"),
)


@pytest.fixture(autouse=True)
def _workshops(rows: ViewRows) -> None:
    rows("DELETE FROM workshop")
    for code, period in (("j24", JUNE_24), ("d24", DEC_24), ("j25", JUNE_25), ("d25", DEC_25)):
        rows.workshop(code, *period)


def group(
    rows: ViewRows,
    workshop: str,
    compared: str,
    indicator: str,
    columns: str = "value, compared_value, change, cities",
) -> tuple[Any, ...]:
    where = "workshop = ? AND compared_workshop = ? AND indicator = ?"
    ((*found,),) = rows(f"SELECT {columns} FROM group_change WHERE {where}", workshop, compared, indicator)
    return tuple(found)


def test_a_group_change_is_taken_over_the_cities_counted_in_both(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KAP_01=10.0)
    rows.values("izmir", "d24", KAP_01=100.0)
    rows.values("antalya", "d25", KAP_01=12.0)
    # izmir is missing in 2025: 12 - 10, and not 12 - 110.
    shown = "value, compared_value, change, basis, cities, cities_expected"
    assert group(rows, "d25", "d24", "KAP-01", shown) == (12.0, 10.0, 2.0, "difference", 1, 2)


def test_a_group_s_flow_of_differing_periods_has_no_change(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KRD_05=10.0)
    rows.values("antalya", "j25", KRD_05=5.0)
    rows("DELETE FROM workshop WHERE workshop = 'j24'")
    shown = "value, compared_value, change, no_change_reason"
    assert group(rows, "j25", "d24", "KRD-05", shown) == (5.0, 10.0, None, "periods_differ")


def test_a_group_s_flow_is_compared_with_the_same_months(rows: ViewRows) -> None:
    for workshop, actual in (("j24", 4.0), ("d24", 10.0), ("j25", 5.0)):
        rows.values("antalya", workshop, KRD_05=actual)
    shown = "compared_value, change, basis, against_workshop"
    assert group(rows, "j25", "d24", "KRD-05", shown) == (4.0, 1.0, "same_months", "j24")


def test_a_group_without_common_cities_has_no_change(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KAP_01=10.0)
    rows.values("izmir", "d25", KAP_01=10.0)
    shown = "value, compared_value, change, no_change_reason, cities"
    assert group(rows, "d25", "d24", "KAP-01", shown) == (None, None, None, "no_data", 0)


def test_joint_projects_are_counted_once_on_both_sides_of_a_group_change(rows: ViewRows) -> None:
    for city, workshop in (("antalya", "d24"), ("izmir", "d24"), ("antalya", "d25"), ("izmir", "d25")):
        report = rows.report(city, workshop)
        for code in ("AB-1",) if workshop == "d24" else ("AB-1", city):
            rows.row(report, "projects", project_status="implementation", joint_project_code=code)
    # 2024: AB-1 twice = 1. 2025: AB-1 twice and one more each = 3.
    assert group(rows, "d25", "d24", "FON-03") == (3.0, 1.0, 2.0, 2)
