"""What do the cities make together? common_figure and group_figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
CITIES = ("antalya", "bursa", "izmir")


def group(rows: ViewRows, indicator: str, columns: str = "value, cities, cities_expected") -> tuple[Any, ...]:
    ((*found,),) = rows(
        f"SELECT {columns} FROM group_figure WHERE workshop = 'x' AND indicator = ?", indicator
    )
    return tuple(found)


@pytest.fixture(autouse=True)
def _workshop(rows: ViewRows) -> None:
    rows.workshop("x", "2025-01-01", "2025-12-31", CITIES)


def test_a_sum_leaves_out_the_missing_city_and_says_so(rows: ViewRows) -> None:
    rows.values("antalya", "x", KAP_01=10.0)
    rows.values("izmir", "x", KAP_01=None)
    # 10, of one of three cities: izmir has no value and bursa no report.
    assert group(rows, "KAP-01") == (10.0, 1, 3)


def test_a_zero_is_a_value(rows: ViewRows) -> None:
    rows.values("antalya", "x", KAP_01=10.0)
    rows.values("izmir", "x", KAP_01=0.0)
    assert group(rows, "KAP-01", "value, cities, minimum, median") == (10.0, 2, 0.0, 5.0)


def test_without_any_value_there_is_no_figure(rows: ViewRows) -> None:
    shown = "aggregation, value, cities, cities_expected, median, mean_achievement_pct, cities_with_light"
    assert group(rows, "KAP-01", shown) == ("sum", None, 0, 3, None, None, 0)


def test_a_median_is_the_middle_value(rows: ViewRows) -> None:
    for city, actual in zip(CITIES, (1.0, 2.0, 9.0), strict=True):
        rows.values(city, "x", KAP_04=actual)
    assert group(rows, "KAP-04", "aggregation, value, minimum, maximum") == ("median", 2.0, 1.0, 9.0)


def test_the_group_s_plan_progress_counts_each_city_once(rows: ViewRows) -> None:
    large, small = rows.report("antalya", "x"), rows.report("izmir", "x")
    for number in range(4):
        rows.action(large, f"E-1.{number}", progress_pct=10)
    rows.action(small, progress_pct=90)
    # (10 + 90) / 2 = 50, though four of five actions stand at 10.
    assert group(rows, "EYL-01") == (50.0, 2, 3)


def test_a_rate_is_made_from_its_parts_and_never_a_mean_of_rates(rows: ViewRows) -> None:
    first, second = rows.report("antalya", "x"), rows.report("izmir", "x")
    for number in range(4):
        rows.action(first, f"E-1.{number}", end_date=date(2025, 6, 30 - number))
    rows.action(second, end_date=date(2026, 6, 30))
    # 4 of 4 and 0 of 1 are overdue: 4 / 5 = 80 %. The mean of 100 % and 0 % would be 50 %.
    assert group(rows, "EYL-02") == (80.0, 2, 3)


def applications(rows: ViewRows, city: str, accepted: int, rejected: int) -> str:
    report = rows.report(city, "x")
    for status in ["accepted"] * accepted + ["rejected"] * rejected:
        rows.row(report, "projects", project_status=status, applied_on=date(2025, 3, 1))
    return report


def test_a_typed_rate_without_parts_is_left_out_of_the_group_s_rate(rows: ViewRows) -> None:
    applications(rows, "antalya", accepted=1, rejected=3)
    rows.values("izmir", "x", FON_02=100.0)
    # 1 / 4 = 25 % of one city; two cities have a rate, 25 and 100.
    shown = "value, cities, cities_with_value, median"
    assert group(rows, "FON-02", shown) == (25.0, 1, 2, 62.5)


def test_a_rate_of_typed_values_only_has_no_group_figure(rows: ViewRows) -> None:
    rows.values("izmir", "x", FON_02=100.0)
    assert group(rows, "FON-02", "value, cities, cities_with_value") == (None, 0, 1)


def joint(rows: ViewRows, city: str, *codes: str | None, typed: float | None = None) -> str:
    """A report with one project under way for each code, applied for in the year."""
    report = rows.report(city, "x")
    for code in codes:
        started = dict(
            applied_on=date(2025, 1, 5), project_start=date(2025, 3, 1), municipal_grant_eur=2000.0
        )
        rows.row(report, "projects", project_status="implementation", joint_project_code=code, **started)
    if typed is not None:
        rows.value(report, "FON-03", actual=typed)
    return report


def test_a_joint_project_is_counted_once_in_the_group(rows: ViewRows) -> None:
    joint(rows, "antalya", "AB-1", None)
    joint(rows, "izmir", "ab-1 ", "AB-2")
    joint(rows, "bursa", "AB-1")
    # 2 + 2 + 1 = 5 projects, of which AB-1 stands three times: 3. Grants stay: 5 × 2 000.
    assert group(rows, "FON-01", "value, cities, repeated_projects") == (3.0, 3, 2)
    assert group(rows, "FON-03", "value, cities, repeated_projects") == (3.0, 3, 2)
    assert group(rows, "FON-04", "value, cities") == (10.0, 3)


def test_a_typed_count_that_agrees_with_the_list_is_freed_of_repetitions_too(rows: ViewRows) -> None:
    joint(rows, "antalya", "AB-1")
    joint(rows, "izmir", "AB-1", typed=1.0)
    assert group(rows, "FON-03") == (1.0, 2, 3)


def test_a_typed_count_that_disagrees_with_the_list_is_taken_as_it_is(rows: ViewRows) -> None:
    joint(rows, "antalya", "AB-1")
    joint(rows, "izmir", "AB-1", typed=5.0)
    assert group(rows, "FON-03") == (6.0, 2, 3)


def test_the_mean_of_achievement_takes_a_surplus_as_100(rows: ViewRows) -> None:
    for city, actual in (("antalya", 12.0), ("izmir", 5.0)):
        rows.value(rows.report(city, "x"), "KRD-05", target=10.0, actual=actual)
    # 120 % enters as 100: (100 + 50) / 2 = 75. In December 120 is on track and 50 behind.
    shown = "mean_achievement_pct, cities_on_track, cities_with_light"
    assert group(rows, "KRD-05", shown) == (75.0, 1, 2)


def test_a_draft_never_enters_the_group(rows: ViewRows) -> None:
    rows.value(rows.report("antalya", "x", draft=True), "KAP-01", actual=10.0)
    assert group(rows, "KAP-01") == (None, 0, 3)


def test_sums_are_exact_whatever_the_order(rows: ViewRows) -> None:
    for city, actual in zip(CITIES, (0.1, 0.2, 0.3), strict=True):
        rows.values(city, "x", KAP_01=actual)
    # In binary 0.1 + 0.2 + 0.3 is 0.6000000000000001.
    assert group(rows, "KAP-01") == (0.6, 3, 3)
