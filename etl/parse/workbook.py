"""From raw cells to the sheets, rows and columns of the definition. Finds; judges no value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from definition import Definition, Sheet
from etl.cells import RawSheet, RawWorkbook, letters
from etl.fold import clean
from etl.parse.forms import read_form
from etl.parse.headers import Header, UnusableHeader, find_header
from etl.parse.merged import covered_cells, merged_data
from etl.parse.rows import RowCells, data_rows, rows_below
from etl.parse.sheets import find_sheets, names
from etl.parse.shifted import shifted_rows
from etl.parse.stamp import read_stamp, version_remarks
from etl.problems import Problem, Unreadable, unreadable
from etl.submission import ParsedSheet, ParsedWorkbook

_IDENTITY_LISTS = frozenset({"municipalities", "workshops"})  # what the template fills in by itself


class _Parsed(NamedTuple):
    sheet: ParsedSheet
    problems: tuple[Problem, ...]


def parse(raw: RawWorkbook, definition: Definition) -> ParsedWorkbook:
    """The submission as it stands in the file, each value with its cell, and what was noticed on the way.

    Raises Unreadable where the file is no submission at all."""
    stamp = read_stamp(raw)
    problems = [*version_remarks(stamp, definition.workbook), *_workbook_remarks(raw, definition)]
    found = find_sheets(raw, definition)
    problems += found.problems
    sheets: dict[str, ParsedSheet] = {}
    for sheet in definition.workbook.sheets:
        if sheet.key not in found.sheets:
            continue
        try:
            parsed = _sheet(found.sheets[sheet.key], sheet, definition)
        except UnusableHeader as unusable:
            problems.append(_not_read(unusable.problem, sheet))
            continue
        sheets[sheet.key] = parsed.sheet
        problems += parsed.problems
    if not any(_has_own_values(sheets[s.key], s) for s in definition.workbook.sheets if s.required):
        raise unreadable(
            "no_data_rows", sheets=names(s.name.tr for s in definition.workbook.sheets if s.required)
        )
    return ParsedWorkbook(stamp, sheets, tuple(problems), raw.epoch_1904)


def _workbook_remarks(raw: RawWorkbook, definition: Definition) -> Iterator[Problem]:
    # They sign the notes that come with the template, and those of a file that came back marked.
    ours = {definition.text(author, "tr") for author in ("template.product", "marking.author")}
    if raw.comment_authors - ours:
        yield Problem("comments_not_read", "note")
    if raw.external_links:
        yield Problem("external_links", "note")


def _not_read(problem: Problem, sheet: Sheet) -> Problem:
    """The header cannot be used: fatal on a core sheet, elsewhere the sheet counts as absent."""
    if sheet.required:
        raise Unreadable(problem)
    code = f"optional_{problem.code}"
    return Problem(code, "warning", problem.sheet, problem.cell, problem.column, problem.facts)


def _sheet(raw: RawSheet, sheet: Sheet, definition: Definition) -> _Parsed:
    return _Parsed(*read_form(raw, sheet)) if sheet.layout == "form" else _table(raw, sheet, definition)


def _table(raw: RawSheet, sheet: Sheet, definition: Definition) -> _Parsed:
    header = find_header(raw, sheet)
    covered = covered_cells(raw)
    below = rows_below(raw, header, covered)
    rows = data_rows(raw, sheet, header, below, definition)
    parsed = ParsedSheet(sheet.key, clean(raw.name).text, header.columns, rows.data)
    problems = (
        *header.problems,
        *rows.problems,
        *merged_data(sheet, header, rows.data, covered),
        *shifted_rows(sheet, header, rows.data, below, definition),
        *_unseen(raw, parsed, header, below),
    )
    return _Parsed(parsed, problems)


def _unseen(
    raw: RawSheet, parsed: ParsedSheet, header: Header, below: dict[int, RowCells]
) -> Iterator[Problem]:
    """What the sender may not be aware of: hidden values count, columns without a header do not."""
    rows = sum(row.number in raw.hidden_rows for row in parsed.rows)
    if rows:
        yield Problem("hidden_rows", "note", parsed.key, facts=(("count", rows),))
    used = {cell.column for row in parsed.rows for cell in row.cells.values()}
    columns = len(used & raw.hidden_columns)
    if columns:
        yield Problem("hidden_columns", "note", parsed.key, facts=(("count", columns),))
    filled = {column for row in parsed.rows for column in below[row.number]}
    nameless = sorted(filled - header.cells.keys())
    if nameless:
        listed = names(letters(column) for column in nameless)
        yield Problem("columns_without_header", "note", parsed.key, facts=(("found", listed),))


def _has_own_values(parsed: ParsedSheet, sheet: Sheet) -> bool:
    """Did the city write anything? What the template prints or fills in by itself does not count."""
    printed = {c.key for c in sheet.columns if c.need == "printed" or c.list_key in _IDENTITY_LISTS}
    if any(c.need == "printed" for c in sheet.columns):
        printed.add(sheet.key_column.key)  # a sheet with pre-printed rows
    return any(key not in printed for row in parsed.rows for key in row.cells)
