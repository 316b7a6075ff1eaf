"""Who reports for which workshop, and was it approved?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from etl.problems import Problem, Severity
from etl.validate.rules.case import Case, problem
from etl.validate.rules.rule import rule


@rule(row="cover.municipality cover.workshop")
def city_takes_part(case: Case) -> Iterator[Problem]:
    if case.city and case.workshop and case.city not in case.workshop.participants:
        workshop = case.workshop.code
        yield problem(
            "city_not_participating", "error", "cover", case.cover, "municipality", workshop=workshop
        )


@rule(row="cover.workshop")
def workshop_is_open(case: Case) -> Iterator[Problem]:
    if case.workshop and not case.workshop.open:
        openings = [w.title.tr for w in case.definition.workshops if w.open]
        yield problem(
            "workshop_closed", "error", "cover", case.cover, "workshop", open=", ".join(openings) or "–"
        )


@rule(row="cover.municipality")
def template_was_made_for_this_city(case: Case) -> Iterator[Problem]:
    if case.city and case.stamp.city and case.stamp.city != case.city:
        yield problem(
            "stamp_city_differs", "warning", "cover", case.cover, "municipality", city=case.stamp.city
        )


@rule(row="cover.workshop")
def template_was_made_for_this_workshop(case: Case) -> Iterator[Problem]:
    if case.workshop and case.stamp.workshop and case.stamp.workshop != case.workshop.code:
        made_for = case.stamp.workshop
        yield problem("stamp_workshop_differs", "warning", "cover", case.cover, "workshop", workshop=made_for)


@rule(row="cover.approved_on", beside="cover.approval")
def approval_is_not_in_the_future(case: Case) -> Iterator[Problem]:
    approved_on = case.cover.values.get("approved_on")
    if isinstance(approved_on, date) and approved_on > case.today:
        # Only a draft needs no date; what could not be read in its place may well be an approval.
        severity: Severity = "warning" if case.cover.values.get("approval") == "draft" else "error"
        yield problem("approved_in_future", severity, "cover", case.cover, "approved_on", today=case.today)
