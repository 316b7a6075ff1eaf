"""Which rows of a table hold data, and which only accompany it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from definition import Definition, Sheet
from etl.cells import Cell, RawSheet
from etl.fold import is_blank
from etl.interpret.findings import shown
from etl.parse.asides import (
    has_its_key,
    holds_a_listed_value,
    is_footnote,
    is_repeated_header,
    is_signature,
    is_total,
)
from etl.parse.headers import Header
from etl.parse.merged import Covered
from etl.problems import Problem
from etl.submission import ParsedRow

RowCells = Mapping[int, Cell]  # by column number


class Rows(NamedTuple):
    data: tuple[ParsedRow, ...]
    problems: tuple[Problem, ...]  # a note for each row that was left out


def rows_below(raw: RawSheet, header: Header, covered: Covered) -> dict[int, RowCells]:
    """The cells with something of their own in them, by row, below the header; not of ignored columns."""
    rows: dict[int, dict[int, Cell]] = {}
    for place, cell in raw.cells.items():
        read = place[0] > header.last_row and place[1] not in header.ignored
        if read and place not in covered and not is_blank(cell):
            rows.setdefault(place[0], {})[place[1]] = cell
    return {row: dict(sorted(rows[row].items())) for row in sorted(rows)}


def data_rows(
    raw: RawSheet, sheet: Sheet, header: Header, rows: Mapping[int, RowCells], definition: Definition
) -> Rows:
    """Every row with something in a known column, but for repeated headers, totals, footnotes, signatures."""
    keys = {number: key for key, number in header.columns.items()}
    data: list[ParsedRow] = []
    left_out: list[Problem] = []
    signed = False  # what stands below a line of signatures are the names that belong to it
    for number, row in rows.items():
        cells = {keys[column]: cell for column, cell in row.items() if column in keys}
        if not cells:
            continue
        aside = _aside(raw, sheet, header, cells, list(row.values()), signed, definition)
        signed = aside == "signature_skipped"
        if aside:
            first = next(iter(row.values()))
            facts = (("found", shown(first)), ("row", number))
            left_out.append(Problem(aside, "note", sheet.key, first.address, "", facts))
        else:
            data.append(ParsedRow(number, cells))
    return Rows(tuple(data), tuple(left_out))


def _aside(
    raw: RawSheet,
    sheet: Sheet,
    header: Header,
    cells: Mapping[str, Cell],
    row: list[Cell],
    signed: bool,
    definition: Definition,
) -> str:
    """The code of the note for a row that is no data, or nothing."""
    if has_its_key(sheet, cells, definition):
        return ""
    if is_repeated_header(sheet, cells):
        return "repeated_header_skipped"
    if is_total(row):
        return "total_row_skipped"
    if holds_a_listed_value(sheet, cells, definition):
        return ""
    if is_signature(row, after_one=signed):
        return "signature_skipped"
    if is_footnote(sheet, header, row, _width(raw, row[0])):
        return "footnote_skipped"
    return ""


def _width(raw: RawSheet, cell: Cell) -> int:
    """Over how many columns a cell is merged."""
    at = (m[3] - m[1] + 1 for m in raw.merges if (m[0], m[1]) == (cell.row, cell.column))
    return next(at, 1)
