"""What the list sheets say about indicators, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from definition import Definition
from etl.submission import CheckedRow, Value
from etl.validate.derived import derived_values
from tests.good_rows import NETWORKS, PROJECTS, SISTER_CITIES

END = date(2024, 12, 31)


def values(
    definition: Definition, end: date = END, **sheets: list[dict[str, Value]]
) -> dict[str, float | None]:
    rows = {
        key: tuple(CheckedRow(number, row, {}) for number, row in enumerate(found, 2))
        for key, found in sheets.items()
    }
    return derived_values(definition, rows, end)


def project(status: str, **more: Value) -> dict[str, Value]:
    return {"project_name": "Yeşil Limanlar", "project_status": status, **more}


def test_the_good_workbook_gives_the_figures_worked_out_beside_it(definition: Definition) -> None:
    found = values(definition, networks=NETWORKS, sister_cities=SISTER_CITIES, projects=PROJECTS)
    assert found == {
        "KAP-05": 120,
        "AGT-01": 3,
        "AGT-02": 1,
        "KRD-01": 3,
        "KRD-02": pytest.approx(200 / 3),
        "FON-01": 2,
        "FON-02": pytest.approx(200 / 3),
        "FON-03": 2,
        "FON-04": 225,
    }


def test_an_empty_sheet_says_nothing(definition: Definition) -> None:
    assert set(values(definition).values()) == {None}


def test_a_sheet_with_rows_of_which_none_match_says_zero(definition: Definition) -> None:
    found = values(definition, networks=[{"network": "alda", "membership_status": "applied"}])
    assert (found["AGT-01"], found["AGT-02"], found["KRD-01"]) == (0, 0, None)


@pytest.mark.parametrize(
    ("status", "role", "seats"),
    [("member", "board", 1), ("member", "presidency", 1), ("member", "committee", 0), ("ended", "board", 0)],
)
def test_a_seat_is_a_members_in_the_board_or_the_presidency(
    definition: Definition, status: str, role: str, seats: int
) -> None:
    network: dict[str, Value] = {"network": "alda", "membership_status": status, "network_role": role}
    assert values(definition, networks=[network])["AGT-02"] == seats


def test_a_rate_of_nothing_is_missing_not_zero(definition: Definition) -> None:
    protocol: dict[str, Value] = {"partnership_type": "protocol", "partnership_status": "active"}
    found = values(definition, sister_cities=[protocol], projects=[project("preparation")])
    assert (found["KRD-01"], found["KRD-02"], found["KAP-05"], found["FON-02"]) == (0, None, None, None)


@pytest.mark.parametrize(
    ("applied_on", "counted"),
    [
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 1),
        (date(2024, 4, 30), 1),
        (date(2024, 5, 1), 0),  # after the period
    ],
)
def test_applications_are_those_of_the_year_up_to_the_end_of_the_period(
    definition: Definition, applied_on: date, counted: int
) -> None:
    projects = [project("application", applied_on=applied_on)]
    assert values(definition, date(2024, 4, 30), projects=projects)["FON-01"] == counted


@pytest.mark.parametrize(
    ("applied_on", "rate"),
    [(date(2021, 4, 30), None), (date(2021, 5, 1), 100), (date(2024, 4, 30), 100), (date(2024, 5, 1), None)],
)
def test_the_success_rate_looks_back_three_years(
    definition: Definition, applied_on: date, rate: float | None
) -> None:
    projects = [project("accepted", applied_on=applied_on)]
    assert values(definition, date(2024, 4, 30), projects=projects)["FON-02"] == rate


@pytest.mark.parametrize(
    ("activity", "rate"),
    [(date(2023, 12, 31), 0), (date(2024, 1, 1), 100), (date(2024, 12, 31), 100), (date(2025, 1, 1), 0)],
)
def test_an_active_sister_city_met_in_the_last_twelve_months(
    definition: Definition, activity: date, rate: float
) -> None:
    city: dict[str, Value] = {"partnership_type": "sister_city", "partnership_status": "passive"}
    assert values(definition, sister_cities=[city | {"last_joint_activity_on": activity}])["KRD-02"] == rate


def test_a_joint_project_counts_in_each_row_of_its_own_city(definition: Definition) -> None:
    projects = [project("implementation", joint_project_code="MED-1") for _ in range(2)]
    assert values(definition, projects=projects)["FON-03"] == 2


def test_a_leap_day_looks_back_to_the_28th(definition: Definition) -> None:
    projects = [project("accepted", applied_on=date(2021, 3, 1))]
    assert values(definition, date(2024, 2, 29), projects=projects)["FON-02"] == 100
