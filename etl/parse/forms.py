"""A sheet with a field and its value in each row: which value belongs to which field?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from definition import Sheet
from etl.cells import Cell, RawSheet, letters
from etl.fold import clean, fold, is_blank
from etl.layout import FORM_FIELD_COLUMN, FORM_VALUE_COLUMN
from etl.lookups import headers_of
from etl.parse.headers import assign, header_text, missing_column, nearest
from etl.parse.merged import covered_cells, merged_cell
from etl.parse.sheets import names
from etl.problems import Problem
from etl.submission import ParsedRow, ParsedSheet

_SEARCHED_ROWS = 80
# How far right of its field a value may stand; what stands farther is explanation.
_REACH = FORM_VALUE_COLUMN - FORM_FIELD_COLUMN + 1


class Form(NamedTuple):
    sheet: ParsedSheet
    problems: tuple[Problem, ...]


def read_form(raw: RawSheet, sheet: Sheet) -> Form:
    """The fields in any order, titles between them allowed; raises UnusableHeader."""
    column = _field_column(raw, sheet)
    labels = {r: c for (r, number), c in raw.cells.items() if number == column and r <= _SEARCHED_ROWS}
    fields = assign(sheet, {row: cell for row, cell in labels.items() if not is_blank(cell)})
    covered = covered_cells(raw)
    values = {key: value for key, cell in fields.items() if (value := _value(raw, cell, covered))}
    columns = Counter(cell.column for cell in values.values()).most_common(1)
    parsed = ParsedSheet(
        key=sheet.key,
        name=clean(raw.name).text,
        columns={key: cell.row for key, cell in fields.items()},
        rows=(ParsedRow(min(cell.row for cell in fields.values()), values),),
        form=True,
        value_column=columns[0][0] if columns else column + 1,
    )
    used = {cell.row for cell in fields.values()}
    extra = [cell for row, cell in sorted(labels.items()) if row not in used and _value(raw, cell, covered)]
    return Form(parsed, (*_missing(sheet, fields, extra), *_merged(sheet, parsed, covered)))


def _field_column(raw: RawSheet, sheet: Sheet) -> int:
    """The column with most known fields."""
    known = headers_of(sheet)
    found: dict[int, set[str]] = {}
    for (row, column), cell in raw.cells.items():
        if row <= _SEARCHED_ROWS and isinstance(cell.value, str) and (name := known.get(fold(cell.value))):
            found.setdefault(column, set()).add(name.column)
    return max(found, key=lambda column: (len(found[column]), -column), default=FORM_FIELD_COLUMN)


def _value(raw: RawSheet, field: Cell, covered: Mapping[tuple[int, int], Cell]) -> Cell | None:
    for column in range(field.column + 1, field.column + _REACH + 1):
        cell = raw.cells.get((field.row, column))
        if cell is not None and not is_blank(cell) and (field.row, column) not in covered:
            return cell
    return None


def _missing(sheet: Sheet, fields: Mapping[str, Cell], extra: list[Cell]) -> Iterator[Problem]:
    for column in sheet.columns:
        if column.key not in fields:
            near = nearest(column, extra)
            yield missing_column(sheet, column, near)
            extra = [cell for cell in extra if cell is not near]
    if extra:
        listed = names(f"{header_text(c)} ({c.address})" for c in extra)
        yield Problem("extra_columns", "note", sheet.key, facts=(("found", listed),))


def _merged(sheet: Sheet, parsed: ParsedSheet, covered: Mapping[tuple[int, int], Cell]) -> Iterator[Problem]:
    """A value that lies under a neighbour's merge belongs to the neighbour only."""
    for key, row in parsed.columns.items():
        cover = covered.get((row, parsed.value_column))
        if cover is not None and key not in parsed.rows[0].cells and cover.column == parsed.value_column:
            address = f"{letters(parsed.value_column)}{row}"
            yield merged_cell(sheet.key, sheet.column(key), address, cover)
