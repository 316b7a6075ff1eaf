"""The empty or pre-filled workbook a city receives, made from the definition."""

from __future__ import annotations

from datetime import datetime
from types import MappingProxyType

from openpyxl import Workbook

from definition import Definition
from etl.layout import STAMP_KEYS, STAMP_SHEET
from etl.submission import Stamp
from etl.template.file import saved
from etl.template.lists import add_lists
from etl.template.rows import Rows, cover_row, table_rows
from etl.template.sheets import add_info, fill_form, fill_table, put, set_up_page
from etl.template.styles import add_styles

NO_ROWS: Rows = MappingProxyType({})


def make_template(
    definition: Definition,
    city: str,
    workshop: str,
    made_at: datetime,
    rows: Rows = NO_ROWS,
    prefilled_from: str = "",
) -> bytes:
    """The workbook as a file: the same arguments give the same bytes."""
    return saved(build(definition, city, workshop, made_at, rows, prefilled_from), made_at)


def build(
    definition: Definition,
    city: str,
    workshop: str,
    made_at: datetime,
    rows: Rows = NO_ROWS,
    prefilled_from: str = "",
) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book, definition.workbook.sheets)
    for sheet in definition.workbook.sheets:
        ws = book.create_sheet(sheet.name.tr)
        if sheet.layout == "form":
            fill_form(ws, sheet, definition, cover_row(city, workshop, rows))
            add_info(ws, definition, workshop, prefilled=bool(prefilled_from))
        else:
            fill_table(ws, sheet, definition, table_rows(sheet, definition, workshop, rows))
        set_up_page(ws, sheet)
    add_lists(book, definition, workshop)
    version = definition.workbook.template_version
    _add_stamp(book, Stamp(version, city, workshop, made_at.isoformat(timespec="seconds"), prefilled_from))
    book.properties.creator = definition.text("template.product", "tr")
    book.properties.title = definition.text("template.title", "tr").format(
        city=definition.municipality(city).name, workshop=definition.workshop(workshop).title.tr
    )
    return book


def _add_stamp(book: Workbook, stamp: Stamp) -> None:
    hidden = book.create_sheet(STAMP_SHEET)
    hidden.sheet_state = "hidden"
    for row, key in enumerate(STAMP_KEYS, start=1):
        put(hidden, row, 1, key)
        put(hidden, row, 2, getattr(stamp, key) or None)
