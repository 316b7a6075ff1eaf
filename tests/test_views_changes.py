"""How have the indicators changed? comparison, workshop_change and indicator_total."""

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


def change(
    rows: ViewRows,
    workshop: str,
    compared: str,
    indicator: str,
    columns: str = "change, basis, no_change_reason",
) -> tuple[Any, ...]:
    where = "workshop = ? AND compared_workshop = ? AND indicator = ? AND city = 'antalya'"
    ((*found,),) = rows(f"SELECT {columns} FROM workshop_change WHERE {where}", workshop, compared, indicator)
    return tuple(found)


def test_a_level_changes_by_the_difference(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KAP_01=10.0)
    rows.values("antalya", "j25", KAP_01=7.0)
    assert change(rows, "j25", "d24", "KAP-01") == (-3.0, "difference", None)


def test_a_flow_of_the_same_year_changes_by_the_increment(rows: ViewRows) -> None:
    rows.values("antalya", "j25", KRD_05=4.0)
    rows.values("antalya", "d25", KRD_05=10.0)
    assert change(rows, "d25", "j25", "KRD-05") == (6.0, "increment", None)


@pytest.mark.parametrize(
    ("was", "now", "improved"), [(4.0, 10.0, None), (10.0, 4.0, False), (4.0, 4.0, None)]
)
def test_more_of_the_same_year_is_no_improvement_and_less_of_it_is_a_step_back(
    rows: ViewRows, was: float, now: float, improved: bool | None
) -> None:
    rows.values("antalya", "j25", KRD_05=was)
    rows.values("antalya", "d25", KRD_05=now)
    assert change(rows, "d25", "j25", "KRD-05", "basis, improved") == ("increment", improved)
    group = "SELECT basis, improved FROM group_change WHERE indicator = 'KRD-05' AND workshop = 'd25'"
    assert rows(f"{group} AND compared_workshop = 'j25'") == [("increment", improved)]


def test_ten_by_december_and_five_by_june_is_no_fall(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KRD_05=10.0)
    rows.values("antalya", "j25", KRD_05=5.0)
    shown = "actual, compared_actual, change, basis, no_change_reason, improved"
    assert change(rows, "j25", "d24", "KRD-05", shown) == (5.0, 10.0, None, None, "periods_differ", None)


def test_a_flow_of_another_year_is_compared_with_the_same_months(rows: ViewRows) -> None:
    rows.values("antalya", "j24", KRD_05=4.0)
    rows.values("antalya", "j25", KRD_05=5.0)
    assert change(rows, "j25", "j24", "KRD-05") == (1.0, "same_months", None)


def test_the_same_months_are_looked_for_in_the_year_of_the_workshop_asked_for(rows: ViewRows) -> None:
    rows.values("antalya", "j24", KRD_05=4.0)
    rows.values("antalya", "d24", KRD_05=10.0)
    rows.values("antalya", "j25", KRD_05=5.0)
    # Asked for December 2024, June 2025 is compared with June 2024: 5 - 4.
    shown = "compared_actual, change, basis, against_workshop"
    assert change(rows, "j25", "d24", "KRD-05", shown) == (4.0, 1.0, "same_months", "j24")


@pytest.mark.parametrize(("was", "now"), [(None, 5.0), (5.0, None), (None, None)])
def test_without_both_values_there_is_no_change(rows: ViewRows, was: float | None, now: float | None) -> None:
    rows.values("antalya", "d24", KAP_01=was)
    rows.values("antalya", "d25", KAP_01=now)
    assert change(rows, "d25", "d24", "KAP-01") == (None, None, "no_data")


def test_a_workshop_that_the_city_missed_is_no_data(rows: ViewRows) -> None:
    rows.values("antalya", "d25", KAP_01=5.0, KRD_05=5.0)
    for indicator in ("KAP-01", "KRD-05"):
        assert change(rows, "d25", "j24", indicator) == (None, None, "no_data")


@pytest.mark.parametrize(
    ("direction", "was", "now", "improved"),
    [
        *[("higher", 5, 6, True), ("higher", 5, 4, False), ("higher", 5, 5, None)],
        *[("lower", 5, 6, False), ("lower", 5, 4, True), ("context", 5, 6, None)],
    ],
)
def test_better_is_what_the_indicator_s_direction_says(
    rows: ViewRows, direction: str, was: float, now: float, improved: bool | None
) -> None:
    rows.indicator("X-01", direction=direction)
    for workshop, actual in (("d24", was), ("d25", now)):
        rows.value(rows.report("antalya", workshop), "X-01", actual=actual)
    assert change(rows, "d25", "d24", "X-01", "improved") == (improved,)


def test_the_total_adds_the_last_value_of_each_year_only(rows: ViewRows) -> None:
    for workshop, actual in (("j24", 4.0), ("d24", 10.0), ("j25", 5.0)):
        rows.values("antalya", workshop, KRD_05=actual)
    # June 2024: 4. December 2024 holds June's: 10. June 2025: 10 + 5.
    found = rows("SELECT workshop, total_to_date, years FROM indicator_total WHERE indicator = 'KRD-05'")
    assert sorted(found) == [("d24", 10.0, 1), ("j24", 4.0, 1), ("j25", 15.0, 2)]


def test_a_year_without_a_value_adds_nothing_to_the_total(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KRD_05=None)
    rows.values("antalya", "j25", KRD_05=5.0)
    found = rows("SELECT workshop, total_to_date, years FROM indicator_total WHERE indicator = 'KRD-05'")
    assert sorted(found) == [("d24", None, 0), ("j25", 5.0, 1)]


def test_a_level_has_no_total(rows: ViewRows) -> None:
    rows.values("antalya", "d24", KAP_01=10.0)
    assert rows("SELECT * FROM indicator_total WHERE indicator = 'KAP-01'") == []
