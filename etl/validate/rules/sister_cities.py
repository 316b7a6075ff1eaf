"""Is a partnership permitted, and are its dates in order?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from etl.problems import Problem
from etl.validate.rules.case import Case, Facts, problem
from etl.validate.rules.rule import rule

SHEET = "sister_cities"


@rule(row="sister_cities.council_decided_on sister_cities.ministry_approved_on")
def ministry_approves_after_the_council(case: Case) -> Iterator[Problem]:
    for row in case.sheets[SHEET]:
        council, ministry = row.values.get("council_decided_on"), row.values.get("ministry_approved_on")
        if isinstance(council, date) and isinstance(ministry, date) and ministry < council:
            decided = row.cells.get("council_decided_on", "")
            facts: Facts = {"council": council, "decided": decided}
            yield problem("ministry_before_council", "warning", SHEET, row, "ministry_approved_on", **facts)


@rule(
    row="sister_cities.partnership_type sister_cities.partnership_status sister_cities.ministry_approved_on",
    beside="sister_cities.partner_city",
)
def active_sister_city_has_permission(case: Case) -> Iterator[Problem]:
    """Law 5393, article 74."""
    for row in case.sheets[SHEET]:
        kind, status = row.values.get("partnership_type"), row.values.get("partnership_status")
        approved = row.values.get("ministry_approved_on") is not None
        if kind == "sister_city" and status == "active" and not approved:
            city = row.values.get("partner_city")
            partner = city if isinstance(city, str) else ""
            yield problem(
                "permission_missing", "warning", SHEET, row, "ministry_approved_on", partner=partner
            )
