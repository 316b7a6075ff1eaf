"""Read by its usual spelling or by walking its XML, a sheet holds the same cells."""

from __future__ import annotations

import random
from io import BytesIO
from zipfile import ZipFile

import pytest

from etl.cells import RawWorkbook
from etl.problems import Unreadable
from etl.xlsx import plain_cells
from etl.xlsx.reader import read
from tests.builders import changed_workbook, filled_workbook
from tests.messes import MESSES, together
from tests.mutations import altered
from tests.packages import package, parts, zipped

USUAL = (
    '<row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" s="0" t="s"><v>0</v></c><c r="B1" s="1"/></row>'
    '<row r="2" hidden="1">'
    '<c r="A2" t="inlineStr"><is><t xml:space="preserve"> &lt;a&amp;b&#252; </t></is></c>'
    '<c r="B2"><f>A1&amp;"x"</f><v>1.5</v></c><c r="AB2" t="str"><f>""</f><v></v></c></row>'
    '<row r="4"/><row r="5"><c r="C5" t="b"><v>1</v></c><c r="D5" t="e"><v>#N/A</v></c><c r="E5"></c></row>'
)
STRINGS = "<si><t>bir_x0041_</t></si>"
STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def outcome(data: bytes) -> RawWorkbook | str:
    try:
        return read(data)
    except Unreadable as refusal:
        return refusal.problem.code


def walked(data: bytes, monkeypatch: pytest.MonkeyPatch) -> RawWorkbook | str:
    with monkeypatch.context() as patched:
        patched.setattr(plain_cells, "collect", lambda xml, cells: None)
        return outcome(data)


@pytest.fixture
def recognized(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each sheet that is read, whether its spelling was recognized."""
    found: list[bool] = []
    collect = plain_cells.collect

    def spied(xml: bytes, cells: plain_cells.SheetCells) -> bytes | None:
        rest = collect(xml, cells)
        found.append(rest is not None)
        return rest

    monkeypatch.setattr(plain_cells, "collect", spied)
    return found


def test_the_spelling_of_spreadsheet_programs_is_recognized(
    monkeypatch: pytest.MonkeyPatch, recognized: list[bool]
) -> None:
    for data in (filled_workbook(), package(USUAL, strings=STRINGS, styles=STYLES)):
        assert outcome(data) == walked(data, monkeypatch)
    assert all(recognized)


@pytest.mark.parametrize("name", MESSES)
def test_a_messy_workbook_holds_the_same_cells(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = changed_workbook(together(name))
    assert outcome(data) == walked(data, monkeypatch)


OTHERWISE = [
    "<!-- a remark -->" + USUAL,
    USUAL.replace("<v>1.5</v>", "<v><![CDATA[1.5]]></v>"),
    USUAL.replace('r="1" spans', 'r="1" r="2" spans'),
    USUAL.replace("&#252;", "&nbsp;"),
    USUAL.replace("&#252;", "&#0;"),
    USUAL.replace("&#252;", "\x07"),
    USUAL.replace(" &lt;", "\r\n&lt;"),
    USUAL.replace("</row>", "", 1),
    USUAL.replace('<c r="E5"></c>', '<c r="E5"><v>1</v><v>2</v></c>'),
    USUAL.replace('<c r="E5"></c>', '<c><v>7</v></c><c r="a9"><v>8</v></c>'),
    USUAL.replace('<c r="E5"></c>', '<c r="E5" t="s"><v>99</v></c>'),
    USUAL.replace('<c r="E5"></c>', '<c r="C5"><v>2</v></c>'),
    USUAL.replace('<c r="E5"></c>', '<c r="XFE5"><v>2</v></c>'),
    USUAL.replace('<c r="E5"></c>', "<c r=\"E5\" t='n'><v>2]]></v></c>"),
    USUAL.replace("<f>A1", '<f t="shared" ref="B2:B3" si="0">A1'),
    USUAL + "<c r='A9'/>",
    "<row><c><v>1</v></c></row>",
]


@pytest.mark.parametrize("rows", OTHERWISE)
def test_another_spelling_is_left_to_the_walk(rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = package(rows, strings=STRINGS, styles=STYLES)
    assert outcome(data) == walked(data, monkeypatch)


@pytest.mark.parametrize("seed", range(4))
def test_however_chance_alters_a_sheet_both_ways_say_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    sheet = "xl/worksheets/sheet1.xml"
    contents: dict[str, str] = parts(USUAL, strings=STRINGS, styles=STYLES)
    for _ in range(250):
        data = zipped(contents | {sheet: altered(contents[sheet].encode(), chance)})
        assert outcome(data) == walked(data, monkeypatch)


def test_another_encoding_is_left_to_the_walk(
    monkeypatch: pytest.MonkeyPatch, recognized: list[bool]
) -> None:
    sheet = parts(USUAL, strings=STRINGS)["xl/worksheets/sheet1.xml"]
    declared = f'<?xml version="1.0" encoding="iso-8859-9"?>{sheet}'.encode("iso-8859-9")
    data = zipped(parts(USUAL, strings=STRINGS) | {"xl/worksheets/sheet1.xml": declared})
    assert outcome(data) == walked(data, monkeypatch)
    assert recognized == [False]


def test_the_rest_of_the_sheet_is_read_all_the_same() -> None:
    with ZipFile(BytesIO(filled_workbook())) as file:
        assert b"<sheetData>" in file.read("xl/worksheets/sheet2.xml")

    def merge(book: object) -> None:
        book["Eylemler"].merge_cells("C2:C3")  # type: ignore[index]

    sheets = {sheet.name: sheet for sheet in read(changed_workbook(merge)).sheets}
    assert sheets["Eylemler"].merges == ((2, 3, 3, 3),)
