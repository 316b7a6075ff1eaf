"""Which cells lie under a merge, so that only the first of them has the value?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from definition import Column, Sheet
from etl.cells import Cell, RawSheet, letters
from etl.interpret.findings import shown
from etl.parse.headers import Header
from etl.problems import Problem, Severity
from etl.submission import ParsedRow

Covered = Mapping[tuple[int, int], Cell]


def covered_cells(raw: RawSheet) -> Covered:
    """(row, column) of every covered cell → the cell whose value is seen there."""
    covered: dict[tuple[int, int], Cell] = {}
    for first_row, first_column, last_row, last_column in raw.merges:
        seen = raw.cells.get((first_row, first_column))
        if seen is None:
            continue  # nothing is seen there, so nothing is missed
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                covered[row, column] = seen
        del covered[first_row, first_column]
    return covered


def merged_cell(sheet: str, column: Column, address: str, seen: Cell) -> Problem:
    severity: Severity = "error" if column.essential else "warning"
    facts = (("found", shown(seen)), ("first", seen.address))
    return Problem("merged_cell", severity, sheet, address, column.key, facts)


def merged_data(
    sheet: Sheet, header: Header, rows: tuple[ParsedRow, ...], covered: Covered
) -> Iterator[Problem]:
    """Every covered cell of the rows that hold data: the value above is not taken for theirs."""
    if not covered:
        return
    for row in rows:
        for column in sheet.columns:
            number = header.columns.get(column.key, 0)
            seen = covered.get((row.number, number))
            if seen is not None and column.need != "printed":
                yield merged_cell(sheet.key, column, f"{letters(number)}{row.number}", seen)
