"""What do the list sheets say? derived_part and derived_value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from definition import Definition
from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
# The reports are of workshop 2: January to April 2024.
MEMBER, SISTER = (
    {"membership_status": "member"},
    {"partnership_type": "sister_city", "partnership_status": "active"},
)


def derived(rows: ViewRows, indicator: str) -> list[tuple[Any, ...]]:
    return rows("SELECT value FROM derived_value WHERE indicator = ?", indicator)


def value_of(rows: ViewRows, indicator: str, sheet: str, *lines: dict[str, Any]) -> float | None:
    report = rows.report(workshop="2")
    for line in lines:
        rows.row(report, sheet, **line)
    ((value,),) = derived(rows, indicator)
    return value


def test_every_derived_indicator_of_the_catalogue_is_counted(rows: ViewRows, definition: Definition) -> None:
    report = rows.report()
    for sheet in ("networks", "sister_cities", "projects"):
        rows.row(report, sheet)
    expected = {i.code for i in definition.indicators if i.entry == "derived"}
    assert {code for (code,) in rows("SELECT indicator FROM derived_value")} == expected


def test_an_empty_list_sheet_says_nothing_rather_than_zero(rows: ViewRows) -> None:
    rows.report()
    assert rows("SELECT * FROM derived_value") == []


@pytest.mark.parametrize(
    ("indicator", "sheet", "line"),
    [
        ("AGT-01", "networks", {"membership_status": "observer"}),
        ("AGT-02", "networks", MEMBER | {"network_role": "committee"}),
        ("AGT-02", "networks", {"membership_status": "ended", "network_role": "board"}),
        ("KRD-01", "sister_cities", SISTER | {"partnership_status": "suspended"}),
        ("KRD-01", "sister_cities", SISTER | {"partnership_type": "protocol"}),
        ("FON-01", "projects", {"applied_on": date(2023, 12, 31)}),
        ("FON-01", "projects", {"applied_on": date(2024, 5, 1)}),  # after the period
        ("FON-01", "projects", {"applied_on": None}),
        ("FON-03", "projects", {"project_status": "completed"}),
        ("FON-04", "projects", {"project_start": date(2023, 12, 31), "municipal_grant_eur": 5000.0}),
        ("FON-04", "projects", {"project_start": date(2024, 5, 1), "municipal_grant_eur": 5000.0}),
    ],
)
def test_a_list_of_which_no_row_matches_gives_zero(
    rows: ViewRows, indicator: str, sheet: str, line: dict[str, Any]
) -> None:
    assert value_of(rows, indicator, sheet, line) == 0.0


@pytest.mark.parametrize(
    ("indicator", "sheet", "line"),
    [
        ("AGT-01", "networks", MEMBER),
        ("AGT-02", "networks", MEMBER | {"network_role": "board"}),
        ("AGT-02", "networks", MEMBER | {"network_role": "presidency"}),
        ("KRD-01", "sister_cities", SISTER),
        ("KRD-01", "sister_cities", SISTER | {"partnership_status": "passive"}),
        ("FON-01", "projects", {"applied_on": date(2024, 1, 1)}),
        ("FON-01", "projects", {"applied_on": date(2024, 4, 30), "project_status": "rejected"}),
        ("FON-03", "projects", {"project_status": "implementation"}),
        # 1 000 euro are one thousand euro.
        ("FON-04", "projects", {"project_start": date(2024, 1, 1), "municipal_grant_eur": 1000.0}),
        ("FON-04", "projects", {"project_start": date(2024, 4, 30), "municipal_grant_eur": 1000.0}),
    ],
)
def test_a_matching_row_is_counted(rows: ViewRows, indicator: str, sheet: str, line: dict[str, Any]) -> None:
    assert value_of(rows, indicator, sheet, line) == 1.0


def test_grants_are_added_in_thousand_euro(rows: ViewRows) -> None:
    lines = [
        {"project_start": date(2024, 2, 1), "municipal_grant_eur": euro} for euro in (1234.5, 765.5, None)
    ]
    # 1 234.50 + 765.50 = 2 000 euro; the project without an amount adds none.
    assert value_of(rows, "FON-04", "projects", *lines) == 2.0


def test_the_success_rate_is_accepted_among_concluded_applications_of_three_years(rows: ViewRows) -> None:
    recent = date(2021, 5, 1)  # the first day of the three years to 30 April 2024
    statuses = ["accepted", "implementation", "completed", "rejected", "application", "preparation"]
    lines = [{"applied_on": recent, "project_status": status} for status in statuses]
    too_old = {"applied_on": date(2021, 4, 30), "project_status": "rejected"}
    # 3 accepted of 4 concluded = 75 %.
    assert value_of(rows, "FON-02", "projects", *lines, too_old) == 75.0
    assert rows("SELECT numerator, denominator FROM derived_value WHERE indicator = 'FON-02'") == [(3.0, 4.0)]


def test_a_success_rate_without_concluded_applications_is_missing(rows: ViewRows) -> None:
    assert value_of(rows, "FON-02", "projects", {"applied_on": date(2024, 1, 1)}) is None


def test_the_active_rate_is_of_sister_cities_with_a_joint_activity_in_twelve_months(rows: ViewRows) -> None:
    days = [date(2023, 5, 1), date(2024, 4, 30), date(2023, 4, 30), date(2024, 5, 1), None]
    lines = [SISTER | {"last_joint_activity_on": day} for day in days]
    protocol = SISTER | {"partnership_type": "protocol", "last_joint_activity_on": date(2024, 1, 1)}
    # The first two of five sister cities = 40 %; the protocol is none.
    assert value_of(rows, "KRD-02", "sister_cities", *lines, protocol) == 40.0


def test_permission_time_is_the_mean_of_approvals_of_five_years(rows: ViewRows) -> None:
    def permission(council: date | None, ministry: date | None, **other: str) -> dict[str, Any]:
        return SISTER | {"council_decided_on": council, "ministry_approved_on": ministry} | other

    lines = [
        permission(date(2023, 1, 1), date(2023, 1, 11)),  # 10 days
        permission(
            date(2019, 4, 11), date(2019, 5, 1)
        ),  # 20 days, approved on the first day of the five years
        permission(date(2018, 1, 1), date(2019, 4, 30)),  # too old
        permission(date(2024, 1, 1), date(2024, 5, 1)),  # after the period
        permission(date(2024, 1, 9), date(2024, 1, 1)),  # approved before it was decided: a mistake
        permission(None, date(2023, 1, 1)),
        permission(date(2023, 1, 1), None),
        permission(date(2023, 1, 1), date(2023, 12, 31), partnership_type="protocol"),
    ]
    # (10 + 20) / 2 = 15
    assert value_of(rows, "KAP-05", "sister_cities", *lines) == 15.0


def test_no_permission_to_measure_is_missing(rows: ViewRows) -> None:
    assert value_of(rows, "KAP-05", "sister_cities", SISTER) is None


def test_a_derived_value_names_the_cells_it_was_counted_from(rows: ViewRows) -> None:
    report = rows.report()
    for status in ("member", "observer", "member"):
        rows.row(report, "networks", network="uclg", membership_status=status)
    # The status stands in column B, the rows in 3 to 5.
    assert rows("SELECT sheet, source_cells FROM derived_value WHERE indicator = 'AGT-01'") == [
        ("networks", "B3; B5")
    ]
