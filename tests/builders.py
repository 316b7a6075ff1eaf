"""A good workbook made by the real template, and the one cell that matters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from definition import Definition, load
from etl.layout import HEADER_ROW
from etl.template.file import saved
from etl.template.rows import Rows
from etl.template.workbook import build
from tests.good_rows import CITY, WORKSHOP, good_rows

MADE_AT = datetime(2025, 1, 6, 9, 30)


@dataclass(frozen=True)
class Typed:
    """A value under a number format of its own: 45 % typed into Excel is Typed(0.45, "0%")."""

    value: Any
    number_format: str


def filled_workbook(**places: Any) -> bytes:
    """A good submission of Antalya for workshop 3; actions_C3=90 types 90 into C3 of the actions sheet,
    None empties the cell, a text beginning with = is a formula."""
    return changed_workbook(lambda _book: None, **places)


def changed_workbook(
    change: Callable[[Workbook], object],
    *,
    definition: Definition | None = None,
    rows: Rows | None = None,
    city: str = CITY,
    workshop: str = WORKSHOP,
    **places: Any,
) -> bytes:
    """The same after `change`, which may do to the workbook what a person can: rename, reorder, delete."""
    definition = definition or load()
    book = build(definition, city, workshop, MADE_AT, good_rows(definition) if rows is None else rows)
    for place, typed in places.items():
        key, _, address = place.rpartition("_")
        _type(book[definition.workbook.sheet(key).name.tr][address], typed)
    change(book)
    return saved(book, MADE_AT)


def _type(cell: Any, typed: Any) -> None:
    cell.value = typed.value if isinstance(typed, Typed) else typed
    if isinstance(typed, Typed):
        cell.number_format = typed.number_format


def column_of(definition: Definition, sheet: str, column: str) -> int:
    """The number of a column in the template."""
    return [c.key for c in definition.workbook.sheet(sheet).columns].index(column) + 1


def without_column(definition: Definition, sheet: str, column: str) -> Callable[[Workbook], None]:
    """A change: the column was deleted."""

    def change(book: Workbook) -> None:
        book[definition.workbook.sheet(sheet).name.tr].delete_cols(column_of(definition, sheet, column))

    return change


def with_header(definition: Definition, sheet: str, column: str, header: str) -> Callable[[Workbook], None]:
    """A change: the header reads differently."""

    def change(book: Workbook) -> None:
        ws = book[definition.workbook.sheet(sheet).name.tr]
        ws.cell(HEADER_ROW, column_of(definition, sheet, column)).value = header

    return change


def with_columns_reversed(definition: Definition, sheet: str) -> Callable[[Workbook], None]:
    """A change: the columns stand in the opposite order."""

    def change(book: Workbook) -> None:
        ws = book[definition.workbook.sheet(sheet).name.tr]
        contents = [[cell.value for cell in row][::-1] for row in ws.iter_rows()]
        for row, values in enumerate(contents, start=1):
            for number, value in enumerate(values, start=1):
                ws.cell(row, number).value = value

    return change


def with_rows_above(
    definition: Definition, sheet: str, titles: Mapping[int, str]
) -> Callable[[Workbook], None]:
    """A change: rows were inserted above the header, with a title in column A of some of them."""

    def change(book: Workbook) -> None:
        ws = book[definition.workbook.sheet(sheet).name.tr]
        ws.insert_rows(1, max(titles))
        for row, title in titles.items():
            ws.cell(row, 1).value = title

    return change
