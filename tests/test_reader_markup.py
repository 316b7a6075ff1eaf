"""What other programs write and openpyxl does not: the reader on hand-written XML."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from etl.cells import RawSheet
from etl.problems import Unreadable
from etl.xlsx.reader import read
from tests.packages import MAIN, STRICT, package, parts, relations, zipped

ROW = '<row r="1">{}</row>'


def sheet_of(rows: str, **fields: str) -> RawSheet:
    return read(package(rows, **fields)).sheets[0]


def values_of(rows: str, **fields: str) -> dict[str, Any]:
    return {cell.address: cell.value for cell in sheet_of(rows, **fields).cells.values()}


# What stands in a cell, and how it is read: kind, value, from a formula.
CELLS = [
    ('<c r="A1"><v>5</v></c>', ("number", 5, False)),
    ('<c r="A1"><v>5.0</v></c>', ("number", 5, False)),
    ('<c r="A1"><v>1E3</v></c>', ("number", 1000, False)),
    ('<c r="A1" t="n"><f>2+3</f><v>5</v></c>', ("number", 5, True)),
    ('<c r="A1"><f>2+3</f></c>', ("formula", "=2+3", False)),
    ('<c r="A1"><f>2+3</f><v></v></c>', ("formula", "=2+3", False)),
    ('<c r="A1"><f>2+3</f><v/></c>', ("formula", "=2+3", False)),
    ('<c r="A1" t="str"><f>A2</f><v>so_x006E_uç</v></c>', ("text", "sonuç", True)),
    ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ("error", "#DIV/0!", True)),
    ('<c r="A1" t="e"><v>#REF!</v></c>', ("error", "#REF!", False)),
    ('<c r="A1" t="b"><v>1</v></c>', ("bool", True, False)),
    ('<c r="A1" t="b"><v>0</v></c>', ("bool", False, False)),
    ('<c r="A1" t="d"><v>2024-05-20</v></c>', ("date", datetime(2024, 5, 20), False)),
    ('<c r="A1" t="d"><v>2024-05-20T10:30:00Z</v></c>', ("date", datetime(2024, 5, 20, 10, 30), False)),
    ('<c r="A1" t="d"><v>Mart 2026</v></c>', ("text", "Mart 2026", False)),
    ('<c r="A1" t="s"><v>0</v></c>', ("text", "kalın ve ince", False)),
    ('<c r="A1" t="s"><v>1</v></c>', ("text", "東京", False)),
    ('<c r="A1" t="inlineStr"><is><t>satır</t></is></c>', ("text", "satır", False)),
    (
        '<c r="A1" t="inlineStr"><is><r><t>iki </t></r><r><t>parça</t></r></is></c>',
        ("text", "iki parça", False),
    ),
    ('<c r="A1" t="inlineStr"><is><t>a_x000D_b_x005F_x0041_</t></is></c>', ("text", "a\rb_x0041_", False)),
    ('<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00_</t></is></c>', ("text", "😀", False)),
    ('<c r="A1" t="inlineStr"><is><t>_xD83D_</t></is></c>', ("text", "\ufffd", False)),
    ('<c r="A1"><v>12,5</v></c>', ("text", "12,5", False)),
    ('<c r="A1"><v>1e999</v></c>', ("text", "1e999", False)),
    ('<c r="A1"><v>NaN</v></c>', ("text", "NaN", False)),
    ('<c r="A1" s="1"><v>0.45</v></c>', ("percent", 0.45, False)),
    ('<c r="A1" s="2"><v>46096</v></c>', ("date", datetime(2026, 3, 15), False)),
    ('<c r="A1" s="2"><v>-5</v></c>', ("number", -5, False)),
    ('<c r="A1" s="2"><v>99999999</v></c>', ("number", 99999999, False)),
    ('<c r="A1" s="3"><v>1.5</v></c>', ("number", 1.5, False)),
    ('<c r="A1" s="99"><v>1</v></c>', ("number", 1, False)),
]
STRINGS = (
    "<si><r><t>kalın</t></r><r><t> ve ince</t></r></si>"
    '<si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/></si>'
)
STYLES = (  # an id below 164 of its own, as Apple Numbers writes
    '<dxfs><dxf><numFmt numFmtId="10" formatCode="0.00"/></dxf></dxfs>'
    '<numFmts><numFmt numFmtId="100" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="100"/><xf numFmtId="46"/></cellXfs>'
)


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_each_spelling_of_a_cell_is_understood(cell: str, expected: tuple[str, object, bool]) -> None:
    found = sheet_of(ROW.format(cell), strings=STRINGS, styles=STYLES).cells[1, 1]
    assert (found.kind, found.value, found.formula) == expected


EMPTY = [
    '<c r="A1"/>',
    '<c r="A1" s="1"></c>',
    '<c r="A1"><v></v></c>',
    '<c r="A1" t="s"><v/></c>',
    '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>',
    '<c r="A1" t="inlineStr"><is><t></t></is></c>',
    '<c r="A1" t="s"><v>0</v></c>',
]


@pytest.mark.parametrize("cell", EMPTY)
def test_a_cell_that_shows_nothing_does_not_exist(cell: str) -> None:
    assert values_of(ROW.format(cell), strings="<si><t/></si>") == {}


def test_rows_and_cells_without_an_address_follow_each_other() -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row>"
        '<row r="5"><c><v>3</v></c><c r="D5"><v>4</v></c><c><v>5</v></c></row>'
        "<row><c><v>6</v></c></row>"
    )
    assert values_of(rows) == {"A1": 1, "C1": 2, "A5": 3, "D5": 4, "E5": 5, "A6": 6}


def test_an_empty_cell_with_an_address_still_moves_the_next_one_without() -> None:
    assert values_of('<row r="1"><c r="B1" s="1"/><c><v>3</v></c></row>') == {"C1": 3}


def test_styled_blanks_are_dropped_without_losing_their_neighbours() -> None:
    rows = '<row r="1"><c r="A1" s="4"/><c r="B1"><v>2</v></c><c r="C1" s="4"></c></row>'
    assert values_of(rows) == {"B1": 2}


def test_text_that_looks_like_a_blank_cell_is_kept() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="A1"/>]]></t></is></c></row>'
    assert values_of(row) == {"A1": '<c r="A1"/>'}


def test_rows_out_of_order_are_put_in_order() -> None:
    rows = '<row r="3"><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    assert list(values_of(rows)) == ["A1", "A3"]


def test_a_wrong_dimension_loses_nothing() -> None:
    sheet = '<worksheet {ns}><dimension ref="A1:A1"/><sheetData>{rows}</sheetData></worksheet>'
    assert values_of('<row r="9"><c r="K9"><v>7</v></c></row>', sheet=sheet) == {"K9": 7}


def test_day_numbers_of_a_1904_workbook_count_from_1904() -> None:
    found = sheet_of(
        ROW.format('<c r="A1" s="2"><v>44634</v></c>'), styles=STYLES, properties='date1904="true"'
    )
    assert found.cells[1, 1].value == datetime(2026, 3, 15)


def test_prefixed_files_are_read() -> None:
    contents = parts()
    contents["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1" hidden="1"><x:c r="A1" t="inlineStr">'
        "<x:is><x:t>önekli</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )
    sheet = read(zipped(contents)).sheets[0]
    assert (sheet.cells[1, 1].value, sheet.hidden_rows) == ("önekli", {1})


def test_strict_files_are_read() -> None:
    contents = parts(ROW.format('<c r="A1" t="d"><v>2024-05-20</v></c>'))
    for transitional, strict in STRICT.items():
        contents = {name: xml.replace(transitional, strict) for name, xml in contents.items()}
    assert read(zipped(contents)).sheets[0].cells[1, 1].value == datetime(2024, 5, 20)


def test_formulas_in_extensions_are_not_mistaken_for_cells() -> None:
    sheet = (
        '<worksheet {ns}><sheetData>{rows}</sheetData><extLst><ext xmlns:xm="m">'
        "<xm:f>Sayfa!A1</xm:f><xm:v>9</xm:v></ext></extLst></worksheet>"
    )
    assert values_of(ROW.format('<c r="A1"><v>1</v></c>'), sheet=sheet) == {"A1": 1}


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-9"])
def test_other_encodings_are_read(encoding: str) -> None:
    contents: dict[str, Any] = parts(ROW.format('<c r="A1" t="str"><v>ğış</v></c>'))
    part = "xl/worksheets/sheet1.xml"
    contents[part] = f'<?xml version="1.0" encoding="{encoding}"?>{contents[part]}'.encode(encoding)
    assert read(zipped(contents)).sheets[0].cells[1, 1].value == "ğış"


def test_part_names_are_found_in_any_case_and_with_backslashes() -> None:
    contents = {name.replace("xl/", "XL\\"): content for name, content in parts(ROW.format("")).items()}
    assert [sheet.name for sheet in read(zipped(contents)).sheets] == ["Sayfa"]


def test_a_sheet_that_is_listed_without_a_part_does_not_hide_the_others() -> None:
    contents = parts(ROW.format('<c r="A1"><v>1</v></c>'))
    module = '<sheets><sheet name="Modül1" sheetId="2" r:id=""/>'
    contents["xl/workbook.xml"] = contents["xl/workbook.xml"].replace("<sheets>", module)
    assert [sheet.name for sheet in read(zipped(contents)).sheets] == ["Sayfa"]


def test_external_links_and_comments_are_noticed() -> None:
    contents = parts()
    contents["xl/_rels/workbook.xml.rels"] = relations(
        rId1=("worksheet", "worksheets/sheet1.xml"), rId9=("externalLink", "externalLinks/externalLink1.xml")
    )
    contents["[Content_Types].xml"] = (
        '<Types><Override PartName="/xl/comments1.xml" ContentType="spreadsheetml.comments+xml"/></Types>'
    )
    contents["xl/comments1.xml"] = "<comments><authors><author>A &amp; B</author></authors></comments>"
    found = read(zipped(contents))
    assert (found.external_links, found.comment_authors) == (True, {"A & B"})
    plain = read(package())
    assert (plain.external_links, plain.comment_authors) == (False, frozenset())


BROKEN = [
    '<row r="0"/>',
    '<row r="1048577"/>',
    '<row r="x"/>',
    '<row r="1"><c r="A0"><v>1</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" s="x"/></row><row><c/></row>',
    '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
    '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    '<row r="1">',
    "<row>&nbsp;</row>",
]


@pytest.mark.parametrize("rows", BROKEN)
def test_markup_that_makes_no_sense_is_refused(rows: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(package(rows, strings="<si><t>bir</t></si>"))
    assert refusal.value.problem.code == "refused_malformed"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_missing_part_is_refused(part: str) -> None:
    contents = parts()
    del contents[part]
    with pytest.raises(Unreadable) as refusal:
        read(zipped(contents))
    assert refusal.value.problem.code == "refused_malformed"
