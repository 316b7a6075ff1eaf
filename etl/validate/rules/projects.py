"""Do the dates and amounts of a project agree?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from etl.problems import Problem
from etl.validate.derived import number
from etl.validate.rules.case import Case, problem
from etl.validate.rules.rule import rule

SHEET = "projects"


@rule(row="projects.project_start projects.project_end")
def project_ends_after_it_starts(case: Case) -> Iterator[Problem]:
    for row in case.sheets[SHEET]:
        start, end = row.values.get("project_start"), row.values.get("project_end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            begins = row.cells.get("project_start", "")
            yield problem(
                "end_before_start", "warning", SHEET, row, "project_end", start=start, begins=begins
            )


@rule(row="projects.municipal_grant_eur projects.total_budget_eur")
def grant_is_part_of_the_budget(case: Case) -> Iterator[Problem]:
    for row in case.sheets[SHEET]:
        grant, total = number(row, "municipal_grant_eur"), number(row, "total_budget_eur")
        if grant is not None and total is not None and grant > total:
            yield problem("grant_above_total", "warning", SHEET, row, "municipal_grant_eur", total=total)
