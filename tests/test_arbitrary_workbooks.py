"""Whatever stands wherever in a workbook: a verdict comes out, and its problems point at cells that exist.

The real template with arbitrary contents in arbitrary places, as openpyxl writes them and as no program
should. The number of workbooks per test is small here; ARBITRARY_WORKBOOKS=5000 in the environment makes it
as large as there is time for.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_STORED

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import IllegalCharacterError

from definition import LANGUAGES, Column, Definition, load
from etl.cells import RawSheet, RawWorkbook, letters
from etl.check import check
from etl.fold import clean, fold
from etl.layout import LISTS_SHEET, STAMP_SHEET
from etl.lookups import choices_of, says_nothing
from etl.messages import words
from etl.parse.sheets import find_sheets
from etl.problems import Problem, Unreadable
from etl.report import as_json
from etl.submission import CheckedSubmission
from etl.xlsx.addresses import position
from etl.xlsx.reader import read
from tests.builders import Typed, changed_workbook, column_of, filled_workbook
from tests.mutations import unzipped
from tests.packages import zipped

TODAY = date(2025, 2, 1)
MANY = int(os.environ.get("ARBITRARY_WORKBOOKS", "0"))


def workbooks(usually: int) -> settings:
    return settings(max_examples=MANY or usually)


@cache
def the_definition() -> Definition:
    return load()


# --- what may stand in a cell

_LISTED = """1.234,56|1,234.56|1.234|12.34|₺1.234,56|%45|45 %|yaklaşık 100|10-15|1e5|1|4.10|+90 312 000 00 00
31.02.2026|12/31/2026|2024-13-45|0000-00-00|0206-01-01|Mart 2026|2026|-|yok|N/A|TOPLAM|Genel Toplam| |
Not: bu bir dipnottur|İmza|Hazırlayan: Merve|E-1.1|e 4,1|KAP-01|Eylem Kodu *|Durum|Kapak|=1+1|@x
Tamamlandı|TAMAMLANDI|Devam Ediyor|Almanya; Fransa|a@b.c|https://x.y|😀|عربي|東京|\u202eters|\u200b
{found}|{|%s|<b>|&amp;|_x0041_|_x005F_x000D_"""
SAYINGS = [*re.split(r"[|\n]", _LISTED), "x" * 5001]
any_text = st.one_of(
    st.sampled_from(SAYINGS),
    st.text(max_size=30),
    st.text(st.characters(categories=["Cc", "Cf", "Zs", "Mn", "Nd", "So", "Co"]), max_size=8),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=4), st.integers(1, 8000)),
)
any_number = st.one_of(
    st.integers(-3, 150),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.45, 46096, 46096.5, 2958465, 2958466, 1e15, 1e300, 5e-324, -0.0, 2**53 + 1]),
)
any_day = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(lambda d: d.replace(microsecond=0))
any_content = st.one_of(
    any_text,
    any_number,
    any_day,
    any_day.map(lambda moment: moment.time()),
    st.booleans(),
    st.none(),
    st.builds(
        Typed, any_number, st.sampled_from(["0%", "0.00%", "dd.mm.yyyy", "[h]:mm", "@", "[$€-2] #,##0"])
    ),
    st.sampled_from(["#REF!", "#DIV/0!", "#N/A", "#NAME?", "=SUM(A1:A9)", "=A1", '="a"']),
)
near = st.tuples(st.integers(1, 14), st.integers(1, 16))
far = st.tuples(st.integers(1, 20_000), st.integers(1, 256))
any_place = st.one_of(near, near, near, far)
any_sheet = st.integers(0, 10)  # the hidden ones are the last two


@dataclass(frozen=True)
class Changes:
    """What somebody did to the template."""

    typed: list[tuple[int, tuple[int, int], Any]]
    merged: list[
        tuple[int, int, int, int, int]
    ]  # sheet, first row and column, how much lower and farther right
    hidden: list[tuple[int, int]]
    renamed: list[tuple[int, str]]


any_changes = st.builds(
    Changes,
    typed=st.lists(st.tuples(any_sheet, any_place, any_content), max_size=12),
    merged=st.lists(st.tuples(any_sheet, *[st.integers(1, 12)] * 2, *[st.integers(0, 4)] * 2), max_size=2),
    hidden=st.lists(st.tuples(any_sheet, st.integers(1, 12)), max_size=2),
    renamed=st.lists(
        st.tuples(
            any_sheet, st.one_of(st.sampled_from(["Eylemler (2)", "Projects", "x"]), st.text(max_size=31))
        ),
        max_size=1,
    ),
)


def changed(changes: Changes) -> bytes:
    def change(book: Any) -> None:
        for number, (row, column), content in changes.typed:
            _type(book.worksheets[number].cell(row, column), content)
        for number, row, column, height, width in changes.merged:
            book.worksheets[number].merge_cells(None, row, column, row + height, column + width)
        for number, row in changes.hidden:
            book.worksheets[number].row_dimensions[row].hidden = True
        for number, name in changes.renamed:
            if name.strip() and not re.search(r"[\\/?*\[\]:\x00-\x1f\ufffe\uffff]", name):
                book.worksheets[number].title = name

    return changed_workbook(change)


def _type(cell: Any, content: Any) -> None:
    if isinstance(cell, MergedCell):
        return
    value = content.value if isinstance(content, Typed) else content
    try:
        cell.value = re.sub("[\ufffe\uffff]", "", value) if isinstance(value, str) else value
    except IllegalCharacterError:  # a control character: below, in raw XML, it is written as _x0001_
        cell.value = repr(value)
    if isinstance(content, Typed):
        cell.number_format = content.number_format


# --- what must hold of every verdict


def judged(data: bytes) -> CheckedSubmission:
    """The verdict, after it was found to be one that can be shown."""
    definition = the_definition()
    checked = check(data, "bildirim.xlsx", definition, TODAY)
    assert checked.acceptance in ("acceptable", "needs_fixing", "unreadable")
    for language in LANGUAGES:
        json.dumps(as_json(checked, definition, language), allow_nan=False)
        for problem in checked.problems:
            message = words(problem, definition, language)
            assert message.message, problem
            assert message.fix, problem
    errors = any(problem.severity == "error" for problem in checked.problems)
    assert errors == (checked.acceptance != "acceptable")
    if checked.acceptance == "unreadable" and checked.problems[0].code.startswith("refused_"):
        _assert_refused_somewhere(checked.problems[0])
    else:
        book = read(data, leave_out=frozenset({fold(LISTS_SHEET)}))
        assert [p for p in checked.problems if p.cell and not _exists(p, book)] == []
    return checked


def _assert_refused_somewhere(refusal: Problem) -> None:
    """Where the reader stopped, nothing tells which cells there are."""
    listed = {sheet.name.tr for sheet in the_definition().workbook.sheets}
    assert refusal.sheet in {"", STAMP_SHEET, *listed}
    assert not refusal.cell or position(refusal.cell)


def _exists(problem: Problem, book: RawWorkbook) -> bool:
    """The cell, or an empty one of a row that holds something, in a column that does or is next to one."""
    row, column = position(problem.cell)
    for sheet in _named(problem.sheet, book):
        rows, columns = {place[0] for place in sheet.cells}, {place[1] for place in sheet.cells}
        if row in rows and {column, column - 1} & columns:
            return True
        if any(m[0] <= row <= m[2] and m[1] <= column <= m[3] for m in sheet.merges):
            return True
    return False


def _named(name: str, book: RawWorkbook) -> Iterator[RawSheet]:
    """The sheet of the definition as it stands in the file, or the file's own of that name."""
    yield from (sheet for sheet in book.sheets if sheet.name == name)
    try:
        found = find_sheets(book, the_definition()).sheets
    except Unreadable:
        return
    if name in found:
        yield found[name]


@workbooks(50)
@given(any_changes)
def test_any_content_anywhere_gets_a_verdict_that_points_at_its_cells(changes: Changes) -> None:
    checked = judged(changed(changes))
    if checked.acceptance != "unreadable":
        touched = {number for number, *_ in [*changes.typed, *changes.merged, *changes.renamed]}
        untouched = [s.key for n, s in enumerate(the_definition().workbook.sheets) if n not in touched]
        before = _good().sheets
        assert {key: checked.sheets[key] for key in untouched} == {key: before[key] for key in untouched}


@cache
def _good() -> CheckedSubmission:
    return check(filled_workbook(), "bildirim.xlsx", the_definition(), TODAY)


# --- one cell of a row of data: everything else stays, and what was understood is what was typed


def _columns() -> list[tuple[str, str]]:
    return [
        (sheet.key, column.key)
        for sheet in the_definition().workbook.sheets
        if sheet.layout == "table"
        for column in sheet.columns
        if column is not sheet.key_column and column.need != "printed"
    ]


plain_content = st.one_of(any_text, any_number, any_day, st.builds(Typed, any_number, st.just("0%")))


@workbooks(70)
@given(st.sampled_from(_columns()), st.integers(2, 4), plain_content)
def test_what_was_understood_is_what_was_typed(where: tuple[str, str], row: int, content: Any) -> None:
    sheet = the_definition().workbook.sheet(where[0])
    column = sheet.column(where[1])
    if isinstance(content, str) and (content.startswith(("=", "#")) or not _writable(content)):
        return  # the first would be a formula or an error to openpyxl
    address = f"{letters(column_of(the_definition(), sheet.key, column.key))}{row}"
    checked = judged(filled_workbook(**{f"{sheet.key}_{address}": content}))
    before, after = _values(_good()), _values(checked)
    place = (sheet.key, row, column.key)
    if not any(place[:2] == known[:2] for known in before):
        return  # below the last row of this sheet
    assert {k: v for k, v in after.items() if k != place} == {k: v for k, v in before.items() if k != place}
    told = [p for p in checked.problems if (p.sheet, p.cell) == (sheet.key, address)]
    if after[place] is None:
        assert told or column.need != "required" or _says_nothing(content)
    else:
        assert _same(after[place], content, column), (after[place], told)


def _writable(text: str) -> bool:
    """Can openpyxl write it, and does it come back as it is?"""
    return (
        not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", text) and "_x" not in text and len(text) <= 32_767
    )


def _says_nothing(content: Any) -> bool:
    return isinstance(content, str) and (not clean(content).text or says_nothing(clean(content).text))


def _values(checked: CheckedSubmission) -> dict[tuple[str, int, str], Any]:
    return {
        (key, row.number, column): value
        for key, rows in checked.sheets.items()
        for row in rows
        for column, value in row.values.items()
    }


def _same(value: Any, content: Any, column: Column) -> bool:
    """Is the value what a person would say stands in the cell? Only hygiene lies between them."""
    if isinstance(content, Typed):
        written = content.value * 100
        return (
            value == pytest.approx(written, rel=1e-9, abs=1e-9)
            if not isinstance(value, str)
            else "%" in value
        )
    if isinstance(content, datetime):
        return value in (content.date(), (text := f"{content:%d.%m.}{content.year:04}"), (text,))
    if isinstance(content, int | float):
        if isinstance(value, int | float):
            return value == pytest.approx(content, rel=1e-9, abs=1e-9)
        if isinstance(value, date):
            return 20_000 <= content <= 80_000
        return column.list_key != "" or _number_in(value) == pytest.approx(content, rel=1e-14)
    text = clean(content).text
    if column.type in ("text", "email", "url"):
        return value in (text, text.removeprefix("mailto:"))
    if column.type == "texts":
        return fold(" ".join(value)) == fold(text)
    if column.type in ("list", "country"):
        closed = the_definition().lists[column.list_key or "countries"]
        return value == choices_of(closed).get(fold(text), text if closed.open else None)
    return True  # a number or a date in words: test_interpret knows each spelling


def _number_in(value: Any) -> float:
    text = value[0] if isinstance(value, tuple) else value
    return float(text.replace(",", "."))


# --- cells as no program should write them

ODD_TYPES = ["n", "s", "str", "inlineStr", "b", "e", "d", "", "x", "N", "shared", "😀"]
ODD_INSIDES = """
<v/>|<v></v>|<v>0</v>|<v>1</v><v>2</v>|<v><v>1</v></v>|<f/>|<f>A1</f>|<f>1</f><v/>|<is/>|<t>x</t>|
<v>99999999</v>|<v>-1</v>|<v>1e999</v>|<v>NaN</v>|<v>2024-05-20</v>|<v>#REF!</v>|<!-- --><v>1</v>|
<is><v>1</v></is>|<is><t/></is>|<is><r><t>a</t></r><rPh><t>b</t></rPh></is>|<v><![CDATA[1]]></v>|
<extLst><ext><v>3</v></ext></extLst>|<c r="B2"><v>1</v></c>|<row r="9"><c><v>1</v></c></row>|
""".replace("\n", "").split("|")
xml_text = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20
)
escapes = st.integers(0, 0xFFFF).map(lambda number: f"_x{number:04X}_")
any_inside = st.one_of(
    st.sampled_from(ODD_INSIDES),
    st.one_of(xml_text, escapes, any_number.map(str)).map(lambda text: f"<v>{escape(text)}</v>"),
    st.one_of(xml_text, escapes, st.lists(escapes, max_size=4).map("".join)).map(
        lambda text: f"<is><t>{escape(text)}</t></is>"
    ),
)
any_address = st.one_of(
    near.map(lambda place: f"{letters(place[1])}{place[0]}"),
    far.map(lambda place: f"{letters(place[1])}{place[0]}"),
    st.sampled_from(
        ["", "a1", "$A$1", "A0", "1A", "A", "1", "XFD1048576", "XFE1", "A1:B2", "Ā1", "A01", "A1 "]
    ),
)


@st.composite
def any_cell(draw: st.DrawFn) -> str:
    attributes = {
        "r": draw(st.one_of(st.none(), any_address)),
        "t": draw(st.one_of(st.none(), st.sampled_from(ODD_TYPES))),
        "s": draw(
            st.sampled_from([None, None, "0", "5", "11", "12", "999999", "-1", "99999999999999999999", "x"])
        ),
    }
    written = " ".join(f"{k}={quoteattr(v)}" for k, v in attributes.items() if v is not None)
    return f"<c {written}>{draw(any_inside)}</c>"


any_row = st.builds(
    lambda number, cells: f"<row{number}>{''.join(cells)}</row>",
    st.sampled_from(["", ' r="1"', ' r="5"', ' r="20000"', ' r="0"', ' r="x"', ' r="3" hidden="1"']),
    st.lists(any_cell(), max_size=4),
)
_CELL = re.compile(r"<c [^>]*?(?:/>|>.*?</c>)")
TEMPLATE = unzipped(filled_workbook())


@workbooks(150)
@given(
    st.lists(st.tuples(any_sheet, st.integers(0, 200), any_cell()), max_size=3),
    st.lists(st.tuples(any_sheet, st.booleans(), any_row), max_size=1),
)
def test_cells_as_no_program_writes_them_get_a_verdict(
    cells: list[tuple[int, int, str]], rows: list[tuple[int, bool, str]]
) -> None:
    contents = {name: content for name, content in TEMPLATE.items()}
    for number, at, cell in cells:
        part = f"xl/worksheets/sheet{number + 1}.xml"
        sheet = contents[part].decode()
        found = list(_CELL.finditer(sheet))
        place = found[at % len(found)]
        contents[part] = (sheet[: place.start()] + cell + sheet[place.end() :]).encode()
    for number, first, row in rows:
        part = f"xl/worksheets/sheet{number + 1}.xml"
        mark = b"<sheetData>" if first else b"</sheetData>"
        contents[part] = contents[part].replace(mark, mark + row.encode() if first else row.encode() + mark)
    judged(zipped(contents, ZIP_STORED))
