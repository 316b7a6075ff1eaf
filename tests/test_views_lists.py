"""What stands in the list sheets? joint_project and one view a sheet."""

from __future__ import annotations

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows


def test_the_codes_of_joint_projects_are_compared_without_regard_to_case(rows: ViewRows) -> None:
    report = rows.report()
    for code in ("ab-1", " AB-1", "", None):
        rows.row(report, "projects", project_status="implementation", joint_project_code=code)
    assert rows("SELECT indicator, joint_code, projects FROM joint_project") == [("FON-03", "AB-1", 2)]


@pytest.mark.parametrize(
    ("view", "sheet"),
    [
        *[("network", "networks"), ("sister_city", "sister_cities"), ("project", "projects")],
        *[("challenge", "challenges"), ("good_practice", "good_practices"), ("cooperation", "cooperation")],
    ],
)
def test_a_list_view_shows_the_rows_of_the_versions_in_force(rows: ViewRows, view: str, sheet: str) -> None:
    for draft in (False, False, True):
        rows.row(rows.report(draft=draft), sheet)
    ((counted,),) = rows("SELECT submission_id FROM counted_report")
    shown = "city, workshop, row_number, submission_id, sheet"
    assert rows(f"SELECT {shown} FROM {view}") == [("antalya", "3", 3, counted, sheet)]
