"""The reader against openpyxl: the same cells, kinds and values from every workbook that openpyxl writes."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from etl.cells import RawSheet, RawWorkbook
from etl.xlsx.limits import LIMITS
from etl.xlsx.number_formats import ByCondition, style_of
from etl.xlsx.reader import read
from tests.builders import filled_workbook
from tests.oracle import Read, read_by_openpyxl
from tests.packages import package


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def workbook_with(change: Callable[[Any], object]) -> bytes:
    book = Workbook()
    change(book.active)
    return saved(book)


def read_by_us(data: bytes) -> Read:
    return {
        (sheet.name, cell.address): (cell.kind, cell.value, cell.formula)
        for sheet in read(data).sheets
        for cell in sheet.cells.values()
    }


def one_sheet(data: bytes) -> RawSheet:
    return read(data).sheets[0]


VALUES = [
    *[0, 1, -7, 750_000, 12.5, 1e-9, 1e300, 2**53, 0.1 + 0.2],
    *["metin", "  boşluklu  ", "satır\nsonu", "ğüşıöçİ", "<&>'\"", "😀 عربي", "-", "45"],
    *[True, False, "#REF!", "#DIV/0!", "#N/A", "#NAME?"],
    *[datetime(2024, 2, 29), datetime(2024, 2, 29, 13, 45, 10), date(1900, 1, 1), date(1900, 3, 1)],
    *[date(9999, 12, 31), time(9, 30), "=1+1", '="a"&"b"', "=Sheet!B2"],
]
FORMATS = [
    *["General", "0", "0%", "0.00%", "#,##0.00", '#,##0.00 "TL"', '"dd.mm" 0'],
    *["dd.mm.yyyy", "yyyy-mm-dd hh:mm", "[$-41F]d mmmm yyyy;@", "h:mm AM/PM", "mmm-yy", "[Red]0.0"],
    *["_-* #,##0.00_-", "@", "0.00E+00", "# ?/?", "[Blue]0%;0"],
]


def test_every_kind_of_value_is_read_as_openpyxl_reads_it() -> None:
    data = workbook_with(lambda sheet: [sheet.append([value]) for value in VALUES])
    assert read_by_us(data) == read_by_openpyxl(data)


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_every_number_under_every_format_is_read_as_openpyxl_reads_it(epoch_1904: bool) -> None:
    book = Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    for row, number in enumerate([1, 45, 59, 61, 46096, 46096.75, 0.45, 0.25], start=1):
        for column, number_format in enumerate(FORMATS, start=1):
            book.active.cell(row, column, number).number_format = number_format
    data = saved(book)
    assert read(data).epoch_1904 is epoch_1904
    assert read_by_us(data) == read_by_openpyxl(data)


# Where openpyxl is no judge: it has no kind "percent", and durations are a type of its own.
KINDS = [
    ("0%", "percent"),
    ("[$-41F]0,0%;[Red]-0,0%", "percent"),
    ('0.0 "%"', "number"),
    (r"0\%", "number"),
    ('0;"%"0', "number"),
    ("General;0%", "number"),
    ("#,##0.00 [$₺-41F]", "number"),
    ("#,##0 [$USD]", "number"),
    ('0 "gün"', "number"),
    ("0_d", "number"),
    ("[h]:mm", "number"),
    ("[mm]:ss", "number"),
    ("dd/mm/yyyy", "date"),
    ("[$-41F]d mmmm yyyy", "date"),
    ("h:mm", "date"),
    ("GG", "number"),
]


@pytest.mark.parametrize(("code", "kind"), KINDS)
def test_the_number_format_tells_percentages_and_dates(code: str, kind: str) -> None:
    assert style_of(code) == kind


@pytest.mark.parametrize(
    ("code", "number", "kind"),
    [
        ("[=0]?;0%", 0, "number"),
        ("[=0]?;0%", 0.45, "percent"),
        ('[Red][<0]"eksi";0%', 0.45, "percent"),
        ('[Red][=0]"-";dd.mm.yyyy', 45000, "date"),
        ("[>=1]0;[<0]0;0%", 45, "number"),
        ("[>=1]0;[<0]0;0%", 0.45, "percent"),
        ("[<1]0%;0", 45, "number"),
    ],
)
def test_a_format_with_conditions_tells_them_by_the_number(code: str, number: float, kind: str) -> None:
    style = style_of(code)
    assert isinstance(style, ByCondition)
    assert style.of(number) == kind
    rows = f'<row r="1"><c r="A1" s="0"><v>{number}</v></c></row>'
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="{escape(code, {chr(34): "&quot;"})}"/></numFmts>'
    styles = formats + '<cellXfs><xf numFmtId="164"/></cellXfs>'
    assert one_sheet(package(rows, styles=styles)).cells[1, 1].kind == kind


def test_an_extension_of_the_workbook_does_not_hide_that_it_counts_days_from_1904() -> None:
    extension = "<extLst><ext><x:workbookPr defaultImageDpi='32767'/></ext></extLst>"
    assert read(package(properties='date1904="1"', names=extension)).epoch_1904


def test_addresses_in_small_letters_are_read_too() -> None:
    assert one_sheet(package('<row r="1"><c r="ab1"><v>7</v></c></row>')).cells[1, 28].value == 7


def test_a_filled_template_is_read_as_openpyxl_reads_it() -> None:
    data = filled_workbook(actions_I2="=10*4", indicators_G3=0.5)
    assert read_by_us(data) == read_by_openpyxl(data)


any_number = st.one_of(st.integers(-(2**53), 2**53), st.floats(-1e300, 1e300, allow_subnormal=False))
any_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
).filter(lambda text: not text.startswith(("=", "#")) and "_x" not in text)
any_moment = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
any_place = st.tuples(st.integers(1, LIMITS.last_row), st.integers(1, LIMITS.last_column))


@given(st.dictionaries(any_place, st.one_of(any_number, any_text, any_moment, st.booleans()), max_size=12))
def test_what_is_written_anywhere_comes_back_equal(typed: dict[tuple[int, int], Any]) -> None:
    def write(sheet: Any) -> None:
        for (row, column), value in typed.items():
            sheet.cell(row, column, value)

    found = {place: cell.value for place, cell in one_sheet(workbook_with(write)).cells.items()}
    assert found.keys() == typed.keys()
    for place, value in typed.items():
        assert found[place] == pytest.approx(value, rel=1e-15) if _is_float(value) else found[place] == value


def _is_float(value: object) -> bool:
    return isinstance(value, float) and math.isfinite(value)


def test_whole_numbers_are_integers_however_they_are_spelled() -> None:
    sheet = one_sheet(workbook_with(lambda s: s.append([5, 5.0, 5.5, 1e3])))
    assert [(type(c.value), c.value) for c in sheet.cells.values()] == [
        (int, 5),
        (int, 5),
        (float, 5.5),
        (int, 1000),
    ]


def test_cells_know_their_address_and_stand_in_sheet_order() -> None:
    def write(sheet: Any) -> None:
        sheet["AB7"], sheet["C2"], sheet["A7"] = 1, 2, 3

    assert [cell.address for cell in one_sheet(workbook_with(write)).cells.values()] == ["C2", "A7", "AB7"]


def test_empty_and_styled_cells_do_not_exist() -> None:
    def write(sheet: Any) -> None:
        sheet["A1"] = "tek"
        sheet["XFD1048576"].number_format = "0.00"
        sheet["B2"].number_format = "0%"

    assert list(one_sheet(workbook_with(write)).cells) == [(1, 1)]


def test_a_formula_without_a_stored_result_shows_the_formula() -> None:
    cells = one_sheet(workbook_with(lambda s: s.append(["=SUM(B1:B9)"]))).cells
    assert (cells[1, 1].kind, cells[1, 1].value) == ("formula", "=SUM(B1:B9)")


def test_an_array_formula_is_a_formula_too() -> None:
    def write(sheet: Any) -> None:
        sheet["A1"] = ArrayFormula("A1:A2", "=B1:B2*2")

    assert one_sheet(workbook_with(write)).cells[1, 1].kind == "formula"


def test_merges_hidden_rows_columns_and_sheets_are_kept() -> None:
    book = Workbook()
    book.active.append([1])
    book.active.merge_cells("B2:D4")
    book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions.group("C", "E", hidden=True)
    book.create_sheet("Gizli").sheet_state = "hidden"
    book.create_sheet("Çok gizli").sheet_state = "veryHidden"
    found: RawWorkbook = read(saved(book))
    first = found.sheets[0]
    assert (first.merges, first.hidden_rows, first.hidden_columns) == (((2, 2, 4, 4),), {5}, {3, 4, 5})
    assert [(s.name, s.hidden) for s in found.sheets[1:]] == [("Gizli", True), ("Çok gizli", True)]


def test_sheets_come_in_the_order_of_the_workbook_and_charts_are_left_out() -> None:
    book = Workbook()
    book.active.title = "İkinci"
    book.create_sheet("Birinci", 0)
    book.create_chartsheet("Grafik", 0)
    assert [s.name for s in read(saved(book)).sheets] == ["Birinci", "İkinci"]
