"""A checked file as one JSON object, which other programs rely on: see "check --json" in the README."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from definition import Column, Definition, Language, Sheet
from etl.messages import words
from etl.problems import Problem
from etl.provenance.right_template import right_template
from etl.submission import CheckedRow, CheckedSubmission, Value

# An indicator row without any of these was only printed, not filled in.
_FILLED_IN = ("baseline", "target", "actual", "missing_reason", "deviation_reason")


def as_json(
    checked: CheckedSubmission,
    definition: Definition,
    language: Language,
    named_folder: Path | None = None,
) -> dict[str, Any]:
    """`named_folder`: the data folder, where a command has to name it."""
    problems = [_problem(p, definition, language, named_folder) for p in checked.problems]
    return {
        "state": checked.acceptance,
        "city": checked.city,
        "workshop": checked.workshop,
        "message": verdict(checked, definition, language),
        "problems": problems,
        "sheets": {
            sheet.name.tr: _sheet(sheet, checked, definition)
            for sheet in definition.workbook.sheets
            if sheet.key in checked.sheets
        },
    }


def verdict(checked: CheckedSubmission, definition: Definition, language: Language) -> str:
    """One sentence: what the file is and what to do next."""
    if checked.acceptance == "unreadable":
        return words(checked.problems[0], definition, language).message
    text = definition.text(f"cli.verdict.{checked.acceptance}", language)
    return text.format(errors=checked.count("error"), warnings=checked.count("warning"))


def _problem(
    problem: Problem, definition: Definition, language: Language, named_folder: Path | None
) -> dict[str, Any]:
    message = words(problem, definition, language)
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": sheet_name(problem, definition) or None,
        "cell": problem.cell or None,
        "column": column_header(problem, definition) or None,
        "found": message.found,
        "expected": message.expected,
        "message": message.message,
        "fix": message.fix,
        "command": right_template(problem, named_folder) or None,
    }


def sheet_name(problem: Problem, definition: Definition) -> str:
    """The sheet's name as the template writes it; a sheet of the sender's own as he named it."""
    names = {s.key: s.name.tr for s in definition.workbook.sheets}
    return names.get(problem.sheet, problem.sheet)


def column_header(problem: Problem, definition: Definition) -> str:
    """The header as the template writes it, without the star."""
    for sheet in definition.workbook.sheets:
        if sheet.key == problem.sheet:
            return next((c.header.tr for c in sheet.columns if c.key == problem.column), problem.column)
    return problem.column


def _sheet(sheet: Sheet, checked: CheckedSubmission, definition: Definition) -> list[dict[str, Any]]:
    rows = checked.sheets[sheet.key]
    if sheet.key == "indicators":
        # A cell that could not be read has no value, but its row was filled in all the same.
        unread = {p.cell for p in checked.problems if p.sheet == sheet.key and p.fact("found") is not None}
        rows = tuple(row for row in rows if _filled(row, unread))
    return [_row(sheet, row, definition) for row in rows]


def _filled(row: CheckedRow, unread: set[str]) -> bool:
    return any(row.values.get(key) is not None or row.cells.get(key) in unread for key in _FILLED_IN)


def _row(sheet: Sheet, row: CheckedRow, definition: Definition) -> dict[str, Any]:
    values = {c.header.tr: spelled(c, row.values.get(c.key), definition) for c in sheet.read_columns}
    return values | {"_row": row.number}


def spelled(column: Column, value: Value, definition: Definition) -> str | float | int | None:
    """A value in the template's spelling: list values by their Turkish words, dates as ISO."""
    labels: Mapping[str, str] = {}
    if column.list_key:
        labels = {c.code: c.label.tr for c in definition.lists[column.list_key].choices}
    elif column.type == "countries":
        labels = {c.code: c.label.tr for c in definition.lists["countries"].choices}
    if isinstance(value, tuple):
        return "; ".join(labels.get(v, v) for v in value)
    if isinstance(value, date):
        return value.isoformat()
    return labels.get(value, value) if isinstance(value, str) else value
