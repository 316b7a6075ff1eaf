"""Does a row look as if it had slipped by one column?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from definition import Column, Definition, Sheet
from etl.cells import Cell
from etl.fold import clean, fold
from etl.interpret.dates import serial_date, typed_date
from etl.interpret.numbers import typed_number
from etl.interpret.written import normal_code
from etl.lookups import choices_of
from etl.parse.headers import Header
from etl.parse.rows import RowCells
from etl.problems import Problem
from etl.submission import ParsedRow

_FEWEST = 2  # cells that must speak for it
_NUMERIC = frozenset({"number", "integer", "percent", "measure", "year"})


def shifted_rows(
    sheet: Sheet,
    header: Header,
    data: tuple[ParsedRow, ...],
    rows: Mapping[int, RowCells],
    definition: Definition,
) -> Iterator[Problem]:
    columns = {number: sheet.column(key) for key, number in header.columns.items()}
    for row in data:
        cells = rows[row.number]
        here, misfits = _fitting(cells, columns, 0, definition)
        if misfits < _FEWEST:
            continue
        beside = max(_fitting(cells, columns, shift, definition)[0] for shift in (1, -1))
        if beside >= here + _FEWEST:
            first = next(iter(cells.values()))
            yield Problem("shifted_row", "warning", sheet.key, first.address, facts=(("row", row.number),))


def _fitting(
    cells: RowCells, columns: Mapping[int, Column], shift: int, definition: Definition
) -> tuple[int, int]:
    """How many cells fit, and how many do not fit, the columns `shift` to their left."""
    fit = misfit = 0
    for number, cell in cells.items():
        column = columns.get(number - shift)
        verdict = _fits(cell, column, definition) if column else None
        fit += verdict is True
        misfit += verdict is False
    return fit, misfit


def _fits(cell: Cell, column: Column, definition: Definition) -> bool | None:
    """None where a column takes anything, so that its cell says nothing."""
    text = cell.value if isinstance(cell.value, str) else None
    if column.type == "date":
        if cell.kind == "number" and isinstance(cell.value, float | int):
            return serial_date(float(cell.value), False).day is not None
        return cell.kind == "date" or (text is not None and typed_date(clean(text).text).day is not None)
    if column.type in _NUMERIC:
        return cell.kind in ("number", "percent") or (
            text is not None and typed_number(clean(text).text) is not None
        )
    if column.type == "code":
        return text is not None and normal_code(clean(text).text, column.pattern) is not None
    closed = definition.lists.get("countries" if column.type == "country" else column.list_key)
    if closed is None or closed.open or column.type == "countries":
        return None
    return text is not None and fold(text) in choices_of(closed)
