"""The rules for the slice of a unit: those that need nothing but its own rows, and whose rows these are.

What the whole plan or earlier reports say of them is judged when they stand in the whole workbook."""

from __future__ import annotations

from collections.abc import Iterator

from etl.problems import Problem
from etl.slices.units import UNIT, is_of
from etl.validate.rules import Rule, actions, cover, rows, rule
from etl.validate.rules.case import Case, problem


@rule(row="cover.municipality")
def cover_names_the_city_of_the_stamp(case: Case) -> Iterator[Problem]:
    if case.city and case.city != case.stamp.city:
        made_for = case.stamp.city
        yield problem("slice_city_differs", "error", "cover", case.cover, "municipality", city=made_for)


@rule(row="cover.workshop")
def cover_names_the_workshop_of_the_stamp(case: Case) -> Iterator[Problem]:
    if case.workshop and case.workshop.code != case.stamp.workshop:
        made_for = case.stamp.workshop
        yield problem("slice_workshop_differs", "error", "cover", case.cover, "workshop", workshop=made_for)


@rule(row="actions.responsible_unit")
def rows_are_of_the_unit(case: Case) -> Iterator[Problem]:
    for row in case.sheets["actions"]:
        if row.values.get(UNIT) is not None and not is_of(row.values, case.stamp.unit):
            yield problem("slice_foreign_row", "error", "actions", row, UNIT, unit=case.stamp.unit)


SLICE_RULES: tuple[Rule, ...] = (
    cover_names_the_city_of_the_stamp,
    cover_names_the_workshop_of_the_stamp,
    cover.city_takes_part,
    cover.workshop_is_open,
    rows.sheets_have_rows,
    rows.action_codes_stand_once,
    rows_are_of_the_unit,
    actions.action_ends_after_it_starts,
    actions.theme_agrees_with_code,
    actions.progress_agrees_with_status,
    actions.deviation_of_action_is_explained,
    actions.postponed_action_has_its_new_date,
)
