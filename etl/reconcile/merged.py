"""The version in force with everything that its sender changed: the rows of what comes of both."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from definition import Definition, Sheet
from etl.cells import letters
from etl.layout import FIRST_ROW, FORM_FIRST_ROW, FORM_VALUE_COLUMN
from etl.reconcile.compare import Cell, Row, Rows, keyed, own_columns
from etl.submission import CheckedRow, Value


def merged_rows(
    definition: Definition, in_force: Rows, sent: Rows, kept: Collection[Cell]
) -> dict[str, tuple[Row, ...]]:
    """What was sent, with the cells and whole rows `kept` as they are in force. A row that is in force keeps
    its place, so that as few addresses move as possible; the sender's new ones stand at the end."""
    return {
        sheet.key: tuple(_rows(sheet, in_force.get(sheet.key, ()), sent.get(sheet.key, ()), frozenset(kept)))
        for sheet in definition.workbook.sheets
    }


def _rows(
    sheet: Sheet, in_force: Sequence[Row], sent: Sequence[Row], kept: Collection[Cell]
) -> Iterator[Row]:
    now, ours = keyed(sheet, in_force), keyed(sheet, sent)
    for key in dict.fromkeys((*now, *ours)):
        theirs = now.get(key, {})
        if (sheet.key, key, "") in kept:
            if theirs:
                yield theirs
            continue
        cells = [c.key for c in own_columns(sheet) if (sheet.key, key, c.key) in kept]
        if key in ours or cells:
            # A printed row that the file left empty is known by its code all the same.
            name = {sheet.key_column.key: theirs.get(sheet.key_column.key)}
            row = {**name, **ours.get(key, {}), **{column: theirs.get(column) for column in cells}}
            yield {column: value for column, value in row.items() if value is not None}


def as_checked(definition: Definition, rows: Rows) -> Mapping[str, tuple[CheckedRow, ...]]:
    """The rows as they will be read from the workbook that is made of them: to try them before it is."""
    return {
        sheet.key: tuple(
            _checked(sheet, number, row) for number, row in enumerate(rows.get(sheet.key, ()), FIRST_ROW)
        )
        for sheet in definition.workbook.sheets
    }


def _checked(sheet: Sheet, number: int, row: Row) -> CheckedRow:
    values: dict[str, Value] = {column.key: row.get(column.key) for column in sheet.read_columns}
    if sheet.layout == "form":
        letter = letters(FORM_VALUE_COLUMN)
        cells = {c.key: f"{letter}{n}" for n, c in enumerate(sheet.columns, FORM_FIRST_ROW)}
        return CheckedRow(FORM_FIRST_ROW, values, cells)
    cells = {c.key: f"{letters(n)}{number}" for n, c in enumerate(sheet.columns, 1)}
    return CheckedRow(number, values, cells)
