"""How the template looks: a few shared named styles, so that it stays small and is written quickly."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

from definition import Column, Sheet

TEXT_FORMAT = "@"  # keeps E-3.2 a code and =, +, - at the start of a text a text
DATE_FORMAT = "dd.mm.yyyy"
# Percentages and measures stay General: there Excel turns a typed %45 into a percentage the reader
# understands, while under a number format it keeps a bare 0,45.
_FORMATS = {"date": DATE_FORMAT, "number": "#,##0.00", "integer": "#,##0", "year": "0"}
_FORMATS |= {"percent": "General", "measure": "General"}

ESSENTIAL, ORDINARY, PRINTED_HEADER = "Pano zorunlu başlık", "Pano başlık", "Pano basılı başlık"
PRINTED, PRINTED_CORE = "Pano basılı", "Pano basılı çekirdek"
INFO = "Pano bilgi"
TAB_REQUIRED, TAB_OPTIONAL = "1F4E79", "9DB4CC"

_DARK, _GREY, _WHITE = "1F2937", "4B5563", "FFFFFF"
_LINE = Side(style="thin", color="B6C2CF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = Alignment(vertical="center", wrap_text=True)
_TOP = Alignment(vertical="top", wrap_text=True)


def number_format(column: Column) -> str:
    return _FORMATS.get(column.type, TEXT_FORMAT)


def printed_number_format(number: float) -> str:
    """Of a figure that is only shown: as exact as people type them, and a whole one without decimals."""
    return _FORMATS["integer"] if float(number).is_integer() else _FORMATS["number"]


def alignment(column: Column) -> Alignment:
    """Texts wrap; dates stand in the middle, so that they do not touch the text of the next column."""
    style = number_format(column)
    horizontal = "center" if style in (DATE_FORMAT, _FORMATS["year"]) else None
    return Alignment(horizontal=horizontal, vertical="top", wrap_text=style == TEXT_FORMAT or None)


def value_style(column: Column, sheet: Sheet) -> str:
    """The name of the style of a cell with a value; in a form its box shows where to write."""
    return f"Pano {'alan' if sheet.layout == 'form' else 'değer'} {number_format(column)}"


def header_style(column: Column) -> str:
    if column.essential:
        return ESSENTIAL
    return PRINTED_HEADER if column.need == "printed" else ORDINARY


def add_styles(book: Workbook, sheets: tuple[Sheet, ...]) -> None:
    """Register every named style the sheets use."""
    for style in (
        _filled(ESSENTIAL, TAB_REQUIRED, _font(_WHITE, bold=True), _HEAD),
        _filled(ORDINARY, "DCE6F1", _font(_DARK, bold=True), _HEAD),
        _filled(PRINTED_HEADER, "E5E7EB", _font(_GREY, bold=True), _HEAD),
        _filled(PRINTED, "F3F4F6", _font(_GREY), _TOP, TEXT_FORMAT),
        _filled(PRINTED_CORE, "F3F4F6", _font(_DARK, bold=True), _TOP, TEXT_FORMAT),
        NamedStyle(INFO, font=_font(_GREY), alignment=_HEAD),
    ):
        book.add_named_style(style)
    values = {value_style(column, sheet): (column, sheet) for sheet in sheets for column in sheet.columns}
    for name, (column, sheet) in values.items():
        book.add_named_style(_value_style(name, column, sheet))


def _font(colour: str | None = None, *, bold: bool = False) -> Font:
    # Without a name LibreOffice falls back to a serif font.
    return Font(name="Calibri", size=11, color=colour, bold=bold)


def _filled(
    name: str, colour: str, font: Font, alignment: Alignment, number_format: str = "General"
) -> NamedStyle:
    fill = PatternFill("solid", fgColor=colour)
    return NamedStyle(
        name, font=font, fill=fill, border=_BOX, alignment=alignment, number_format=number_format
    )


def _value_style(name: str, column: Column, sheet: Sheet) -> NamedStyle:
    style = NamedStyle(name, font=_font(), number_format=number_format(column))
    style.alignment = alignment(column)
    if sheet.layout == "form":
        style.border = _BOX
        style.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    return style
