"""One visible sheet of the template: headers, values, drop-downs, notes and the look of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as _Part
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from definition import Column, Definition, Sheet
from etl.harmless import is_dangerous
from etl.layout import (
    FIRST_ROW,
    FORM_FIELD_COLUMN,
    FORM_FIRST_ROW,
    FORM_INFO_COLUMN,
    FORM_VALUE_COLUMN,
    HEADER_ROW,
    header,
)
from etl.submission import Value
from etl.template.lists import LONGEST_LIMIT, validation
from etl.template.notes import column_note, indicator_note, previous_note
from etl.template.rows import Written, written
from etl.template.styles import (
    INFO,
    PRINTED,
    PRINTED_CORE,
    TAB_OPTIONAL,
    TAB_REQUIRED,
    alignment,
    header_style,
    number_format,
    printed_number_format,
    value_style,
)

_FORM_WIDTHS = {FORM_FIELD_COLUMN: 32, FORM_VALUE_COLUMN: 58, FORM_INFO_COLUMN - 1: 3, FORM_INFO_COLUMN: 54}
_HEADER_HEIGHT, _FIELD_HEIGHT, _LONG_FIELD_HEIGHT, _LONG_TEXT = 34, 34, 120, 300
_PAPER_A4 = 9
_HOW_WHOLE, _HOW_SLICE = ("how_optional", "how_empty"), ("slice_rows", "slice_new", "slice_removed")


def put(ws: Worksheet, row: int, number: int, value: Written, style: str = "") -> Cell:
    """Write a value; a text that looks like a formula or an error stays a text."""
    cell = ws.cell(row, number)
    assert isinstance(cell, Cell)  # nothing is merged here
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if style:
        cell.style = style
    if isinstance(value, str) and is_dangerous(value):
        cell.quotePrefix = True  # or it becomes a formula when somebody edits it
    return cell


def fill_form(ws: Worksheet, sheet: Sheet, definition: Definition, row: Mapping[str, Value]) -> None:
    for number, column in enumerate(sheet.columns, start=FORM_FIRST_ROW):
        field = put(ws, number, FORM_FIELD_COLUMN, header(column), header_style(column))
        field.comment = column_note(sheet, column, definition)
        # The few cells of the form are styled one by one: the fields of its column differ in format.
        value, printed = written(row.get(column.key), column, definition), column.need == "printed"
        style = PRINTED if printed else value_style(column, sheet)
        place = put(ws, number, FORM_VALUE_COLUMN, value, style).coordinate
        if not printed:
            ws.add_data_validation(validation(column, definition, place))
        long = _LONG_TEXT < column.max_length <= LONGEST_LIMIT
        ws.row_dimensions[number].height = _LONG_FIELD_HEIGHT if long else _FIELD_HEIGHT
    for wide, width in _FORM_WIDTHS.items():
        ws.column_dimensions[get_column_letter(wide)].width = width


def add_info(ws: Worksheet, definition: Definition, workshop: str, *, prefilled: bool, unit: str) -> None:
    """What is shown and not typed: the reporting period, the deadline, how to fill in."""
    about = definition.workshop(workshop)
    day = "%d.%m.%Y"
    lines = [
        definition.text("template.period", "tr").format(
            start=about.period_start.strftime(day), end=about.period_end.strftime(day)
        ),
        definition.text("template.deadline", "tr").format(date=about.deadline.strftime(day)),
        definition.text("template.how_essential", "tr"),
        *(definition.text(f"template.{key}", "tr") for key in (_HOW_SLICE if unit else _HOW_WHOLE)),
        definition.text("template.how_notes", "tr"),
    ]
    if prefilled and not unit:
        lines.append(definition.text("template.prefilled", "tr"))
    for row, line in enumerate(lines, start=FORM_FIRST_ROW):
        put(ws, row, FORM_INFO_COLUMN, line, INFO)


def fill_table(
    ws: Worksheet,
    sheet: Sheet,
    definition: Definition,
    rows: Sequence[Mapping[str, Value]],
    previous: str | None = None,
) -> None:
    """`previous`: the workshop of the values that are printed to compare with."""
    last_row = FIRST_ROW + definition.workbook.max_rows - 1
    for number, column in enumerate(sheet.columns, start=1):
        _head(ws, number, sheet, column, definition, last_row)
        style = value_style(column, sheet)
        for row_number, row in enumerate(rows, start=FIRST_ROW):
            if row.get(column.key) is not None:
                put(ws, row_number, number, written(row[column.key], column, definition), style)
    if sheet.key == "indicators":
        _explain_indicators(ws, sheet, definition, rows)
        number = [c.key for c in sheet.columns].index("previous_actual") + 1
        ws.cell(HEADER_ROW, number).comment = previous_note(sheet.columns[number - 1], previous, definition)
    ws.row_dimensions[HEADER_ROW].height = _HEADER_HEIGHT
    first_moving = "B" if sheet.columns[0].key_column else "A"
    ws.freeze_panes = f"{first_moving}{FIRST_ROW}"


def _head(
    ws: Worksheet, number: int, sheet: Sheet, column: Column, definition: Definition, last_row: int
) -> None:
    top = put(ws, HEADER_ROW, number, header(column), header_style(column))
    top.comment = column_note(sheet, column, definition)
    letter = get_column_letter(number)
    # The format belongs to the column: formatted empty cells would multiply the cost of every reading.
    look = ws.column_dimensions[letter]
    look.width, look.number_format, look.alignment = column.width, number_format(column), alignment(column)
    if column.need != "printed":
        ws.add_data_validation(validation(column, definition, f"{letter}{FIRST_ROW}:{letter}{last_row}"))


def _explain_indicators(
    ws: Worksheet, sheet: Sheet, definition: Definition, rows: Sequence[Mapping[str, Value]]
) -> None:
    """Printed cells look printed, core rows stand out, each name says what is counted."""
    printed = {n: c.key for n, c in enumerate(sheet.columns, start=1) if c.need == "printed" or c.key_column}
    name = next(n for n, key in printed.items() if key == "indicator_name")
    for row_number, row in enumerate(rows, start=FIRST_ROW):
        indicator = definition.indicator(str(row["indicator_code"]))
        for number, key in printed.items():
            value = row.get(key)
            if value is None:
                continue
            cell = ws.cell(row_number, number)
            cell.style = PRINTED_CORE if indicator.core else PRINTED
            if isinstance(value, int | float):
                cell.number_format = printed_number_format(value)
        ws.cell(row_number, name).comment = indicator_note(indicator, definition)


def set_up_page(ws: Worksheet, sheet: Sheet) -> None:
    """Landscape A4, as wide as one page, with the lines of the grid and the header on each."""
    ws.page_setup.orientation, ws.page_setup.paperSize = "landscape", _PAPER_A4
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.sheet_properties.tabColor = TAB_REQUIRED if sheet.required else TAB_OPTIONAL
    ws.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    ws.HeaderFooter.oddFooter = HeaderFooterItem(left=_Part("&A"), right=_Part("&P / &N"))
    if sheet.layout == "table":
        ws.print_options.gridLines = True
        ws.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
