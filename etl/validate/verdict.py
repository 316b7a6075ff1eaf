"""From cells to a verdict: what the values are, what is wrong with them, and may they be counted?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache

from definition import Definition, Sheet
from etl.history import History
from etl.problems import SEVERITIES, Problem
from etl.submission import CheckedRow, CheckedSubmission, ParsedRow, ParsedSheet, ParsedWorkbook
from etl.validate.cell_checks import checker
from etl.validate.doubts import Doubts, doubts_of
from etl.validate.lacking import columns_as_needed, sheets_as_needed, slipped_rows_as_needed
from etl.validate.rules import RULES, Case, Rule, ask, open_case
from etl.xlsx.addresses import position

_Place = tuple[str, str]
_TOLD = 20_000  # more than anybody reads; the answer of the reading process is bounded, too


def validate(
    parsed: ParsedWorkbook,
    definition: Definition,
    history_of: Callable[[str], History],
    today: date,
    rules: Sequence[Rule] = RULES,
) -> CheckedSubmission:
    """Judge every cell and the submission as a whole. Never raises for what a person typed.

    `history_of` is asked at most once, for the city that the cover names."""
    found = list(parsed.problems)
    sheets: dict[str, tuple[CheckedRow, ...]] = {}
    for sheet in definition.workbook.sheets:
        rows, problems = _checked(parsed, definition, sheet, today)
        sheets[sheet.key] = rows
        found += _new(problems, found)
    found = slipped_rows_as_needed(columns_as_needed(found))
    doubts, read = doubts_of(definition, parsed, sheets, found), frozenset(parsed.sheets)
    asked_once, told = cache(history_of), tuple(found)

    def opened(doubts: Doubts) -> Case:
        return open_case(definition, parsed.stamp, sheets, asked_once, today, read, told, doubts)

    case = opened(doubts)
    found = [*sheets_as_needed(found, case.wanted_sheets), *ask(rules, opened, doubts)]
    return CheckedSubmission(
        acceptance="needs_fixing" if any(p.severity == "error" for p in found) else "acceptable",
        city=case.city,
        workshop=case.workshop.code if case.workshop else None,
        draft="cover" in sheets and case.cover.values.get("approval") == "draft",
        stamp=parsed.stamp,
        sheets=sheets,
        problems=_as_many_as_can_be_read(in_workbook_order(definition, found)),
    )


def _checked(
    parsed: ParsedWorkbook, definition: Definition, sheet: Sheet, today: date
) -> tuple[tuple[CheckedRow, ...], list[Problem]]:
    found = parsed.sheets.get(sheet.key, ParsedSheet(sheet.key, "", {}, ()))
    rows = found.rows
    if sheet.layout == "form":
        rows = rows[:1] or (ParsedRow(1, {}),)  # a form without any answer is a row of missing values
    check = checker(definition, sheet, found, today.year, parsed.epoch_1904)
    checked = [check.row(row) for row in rows]
    # What has no cell, because its column is not there, is the same in every row and told once.
    told = dict.fromkeys(problem for _, problems in checked for problem in problems)
    return tuple(row for row, _ in checked), list(told)


def _new(problems: Iterable[Problem], told: Iterable[Problem]) -> list[Problem]:
    """Leaves out what only follows from a problem already told of the same cell: a value that could not be
    read is missing for every rule that needs it."""
    errors = {_place(p) for p in told if p.cell and p.severity == "error"}
    warnings = {_place(p) for p in told if p.cell and p.severity == "warning"}

    def follows(problem: Problem) -> bool:
        place = _place(problem)
        worse_is_told = place in errors or (place in warnings and problem.severity != "error")
        return worse_is_told and problem.fact("found") is None

    return [problem for problem in problems if not follows(problem)]


def _as_many_as_can_be_read(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The first ones, errors before all, and how many there are in all."""
    if len(problems) <= _TOLD:
        return problems
    more = Problem("more_problems", "note", facts=(("count", len(problems)), ("told", _TOLD)))
    return (*problems[:_TOLD], more)


def in_workbook_order(definition: Definition, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors, warnings, notes; each by sheet, row and column. What has no cell comes first."""
    sheets = {sheet.key: place for place, sheet in enumerate(definition.workbook.sheets)}

    def key(problem: Problem) -> tuple[int, int, str, tuple[int, int]]:
        known = sheets.get(problem.sheet, len(sheets) if problem.sheet else -1)
        own_name = "" if problem.sheet in sheets else problem.sheet
        cell = position(problem.cell) if problem.cell else (0, 0)
        return SEVERITIES.index(problem.severity), known, own_name, cell

    return tuple(sorted(problems, key=key))


def _place(problem: Problem) -> _Place:
    return problem.sheet, problem.cell
