"""What people do to a good workbook without meaning to change a value: changes for tests.builders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.worksheet import Worksheet

from definition import Column, Sheet, load
from etl.layout import FIRST_ROW, HEADER_ROW

Mess = Callable[[Workbook], None]
_MONTHS = (
    *("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
    *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
)
_KNOWN = load()


def _tables(book: Workbook) -> list[tuple[Sheet, Worksheet]]:
    found = {ws.title: ws for ws in book.worksheets}
    return [
        (s, found[s.name.tr]) for s in _KNOWN.workbook.sheets if s.layout == "table" and s.name.tr in found
    ]


def _each(book: Workbook, change: Callable[[Column, Any], Any], *types: str) -> None:
    """Type the values of some kinds of columns otherwise, in every table that has its header on top."""
    for sheet, ws in _tables(book):
        for number, column in enumerate(sheet.columns, 1):
            if column.type in types and column.need != "printed":
                for row in range(FIRST_ROW, ws.max_row + 1):
                    cell = ws.cell(row, number)
                    if cell.value is not None:
                        cell.value = change(column, cell.value)


def numbers_as_turkish_text(book: Workbook) -> None:
    _each(book, lambda _c, v: _turkish(v), "number")


def _turkish(value: Any) -> Any:
    """1250000.5 → 1.250.000,5"""
    if not isinstance(value, int | float):
        return value
    whole, _, part = f"{value:,}".partition(".")
    return whole.replace(",", ".") + (f",{part}" if part else ",0")


def percentages_with_their_sign(book: Workbook) -> None:
    _each(book, lambda _c, v: f"%{v:g}".replace(".", ",") if isinstance(v, int | float) else v, "percent")


def days_as_text(book: Workbook) -> None:
    _each(book, lambda _c, v: f"{v:%d.%m.%Y}" if isinstance(v, date) else v, "date")


def days_in_words(book: Workbook) -> None:
    _each(
        book, lambda _c, v: f"{v.day} {_MONTHS[v.month - 1]} {v.year}" if isinstance(v, date) else v, "date"
    )


def days_with_a_time(book: Workbook) -> None:
    _each(book, lambda _c, v: datetime(v.year, v.month, v.day, 14, 30) if isinstance(v, date) else v, "date")


def blanks_around_words(book: Workbook) -> None:
    _each(book, lambda _c, v: f"\u00a0 {v}\u200b  " if isinstance(v, str) else v, "text", "list", "code")


def listed_words_in_capitals_without_turkish_letters(book: Workbook) -> None:
    plain = str.maketrans("çğıöşüÇĞİÖŞÜâî", "cgiosuCGIOSUai")

    def shouted(column: Column, value: Any) -> Any:
        if not isinstance(value, str) or _KNOWN.lists[column.list_key].open:
            return value  # what an open list does not know is a text of its own
        return value.translate(plain).upper()

    _each(book, shouted, "list")


def title_rows_above(book: Workbook) -> None:
    for _, ws in _tables(book):
        ws.insert_rows(1, 3)
        ws["A1"] = "T.C. ANTALYA BÜYÜKŞEHİR BELEDİYESİ"
        ws["B2"] = "2024 yılı bildirimi"


def headers_written_otherwise(book: Workbook) -> None:
    for _, ws in _tables(book):
        for cell in ws[HEADER_ROW]:
            if isinstance(cell.value, str):
                cell.value = f"  {cell.value.replace(' ', chr(10), 1).upper()} : "


def headers_in_english(book: Workbook) -> None:
    for sheet, ws in _tables(book):
        for number, column in enumerate(sheet.columns, 1):
            ws.cell(HEADER_ROW, number).value = column.header.en


def columns_reversed(book: Workbook) -> None:
    for _, ws in _tables(book):
        rows = [[(c.value, c.number_format) for c in row][::-1] for row in ws.iter_rows()]
        for number, row in enumerate(rows, 1):
            for column, (value, number_format) in enumerate(row, 1):
                cell = ws.cell(number, column)
                cell.value, cell.number_format = value, number_format


def sheets_renamed_and_reordered(book: Workbook) -> None:
    for ws in book.worksheets:
        if ws.sheet_state == "visible":
            ws.title = f" {ws.title.upper()} "
    book._sheets.reverse()


def scratch_sheet(book: Workbook) -> None:
    book.create_sheet("Hesap", 0).append(["Durum", "İlerleme (%)", 12])


def total_and_footnotes(book: Workbook) -> None:
    actions = book["Eylemler"]
    actions.append(["TOPLAM", None, None, None, None, None, None, None, None, None, 2_350_000])
    actions.append(["* Bütçeler KDV dahildir."])
    actions.append([])
    actions.append(["Hazırlayan", None, "Onaylayan"])
    actions.append(["Ad Soyad", None, "Daire Başkanı"])


def header_repeated(book: Workbook) -> None:
    projects = book["Projeler"]
    projects.insert_rows(4)
    for number, cell in enumerate(projects[HEADER_ROW], 1):
        projects.cell(4, number).value = cell.value


def rows_and_columns_hidden(book: Workbook) -> None:
    actions = book["Eylemler"]
    actions.row_dimensions[3].hidden = True
    actions.column_dimensions["C"].hidden = True
    actions.auto_filter.ref = f"A1:{actions.dimensions.partition(':')[2]}"
    book["Ağlar"].sheet_state = "hidden"


def blank_rows_between(book: Workbook) -> None:
    book["Eylemler"].insert_rows(4, 2)
    book["Projeler"].insert_rows(3)


def coloured_protected_and_without_lists(book: Workbook) -> None:
    for ws in book.worksheets:
        ws.protection.sheet = True
        ws.data_validations = DataValidationList()
        for row in ws.iter_rows(max_row=5):
            for cell in row:
                cell.fill = PatternFill("solid", fgColor="FFFF00")


def days_counted_from_1904(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def styled_blanks_far_below(book: Workbook) -> None:
    for _, ws in _tables(book):
        for row in range(400, 420):
            ws.cell(row, 26).number_format = "0.00"


# Those that need the header on top come first.
MESSES: Mapping[str, Mess] = {
    mess.__name__: mess
    for mess in (
        *(numbers_as_turkish_text, percentages_with_their_sign, days_as_text, days_in_words),
        *(days_with_a_time, blanks_around_words, listed_words_in_capitals_without_turkish_letters),
        *(total_and_footnotes, header_repeated, blank_rows_between, rows_and_columns_hidden),
        *(coloured_protected_and_without_lists, days_counted_from_1904, styled_blanks_far_below),
        *(headers_written_otherwise, headers_in_english, columns_reversed, title_rows_above),
        *(scratch_sheet, sheets_renamed_and_reordered),
    )
}
# Each undoes or contradicts the one beside it.
CONTRARY = (
    {"days_as_text", "days_in_words", "days_with_a_time"},
    {"headers_written_otherwise", "headers_in_english"},
)


def together(*names: str) -> Mess:
    """Several of them on one workbook, in the order of MESSES."""

    def change(book: Workbook) -> None:
        for name, mess in MESSES.items():
            if name in names:
                mess(book)

    return change
