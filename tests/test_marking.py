"""A file comes back with exactly its wrong cells marked, and nothing else in it changed."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from definition import Definition
from etl.check import check
from etl.layout import MARKS_SHEET
from etl.marking.mark import mark
from etl.sandbox.reading import Sandbox
from etl.submission import CheckedSubmission
from etl.xlsx.reader import read
from tests import office
from tests.builders import filled_workbook
from tests.cases import TODAY

# openpyxl says what it would lose; that it would is why it does not do the marking.
pytestmark = pytest.mark.filterwarnings("ignore:Data Validation extension")
AUTHOR = "Pano denetimi"
# Twenty mistakes at twenty cells.
MISTAKES: dict[str, Any] = {
    **{"cover_B3": None, "cover_B6": "posta yok", "cover_B8": "31.02.2025"},
    **{"actions_A2": "E-11", "actions_G3": "12/31/2024", "actions_I4": 140, "actions_K2": "yaklaşık 100"},
    **{"actions_H5": "Bitti gibi", "actions_B6": "Uzay", "actions_F7": "2024", "actions_D8": None},
    **{"indicators_G2": "çok", "indicators_F3": -4, "indicators_C99": None, "networks_C3": "1899"},
    **{"networks_B4": "belki", "sister_cities_C3": "Almanistan", "projects_E4": "dün", "projects_C2": "?"},
    **{"challenges_C2": "Korkunç", "cooperation_A2": "İkisi de"},
}


def judged(data: bytes, definition: Definition) -> CheckedSubmission:
    return check(data, "a.xlsx", definition, TODAY)


def marked(data: bytes, definition: Definition) -> bytes:
    return mark(data, judged(data, definition).problems, definition)


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def cells_of(data: bytes) -> dict[str, Any]:
    """Every cell with what stands in it, but for the sheet in front."""
    return {
        f"{sheet.name}!{cell.address}": (cell.kind, cell.value, cell.formula)
        for sheet in read(data).sheets
        if sheet.name != MARKS_SHEET
        for cell in sheet.cells.values()
    }


def noted(book: Workbook) -> set[str]:
    return {
        f"{ws.title}!{cell.coordinate}"
        for ws in book
        for row in ws.iter_rows()
        for cell in row
        if cell.comment and AUTHOR in cell.comment.text
    }


def coloured(book: Workbook) -> set[str]:
    return {
        f"{ws.title}!{cell}"
        for ws in book
        for area in ws.conditional_formatting
        for rule in area.rules
        if rule.formula == ['"PANO"="PANO"']
        for cell in str(area.sqref).split()
    }


def rich_workbook() -> bytes:
    """With charts, notes, conditional formats, tables of names and an extension of the sender's own."""

    book = opened(filled_workbook(actions_I2=140, actions_G3="31.02.2025", projects_E5=None))
    actions = book["Eylemler"]
    chart = BarChart()
    chart.add_data(Reference(actions, min_col=9, min_row=1, max_row=9), titles_from_data=True)
    actions.add_chart(chart, "P3")
    actions["I2"].comment = Comment("Bunu Ayşe soracak", "Merve")
    actions["C3"].comment = Comment("Başka bir not", "Merve")
    rule = CellIsRule(operator="greaterThan", formula=["90"], fill=PatternFill(bgColor="FF00FF00"))
    actions.conditional_formatting.add("I2:I9", rule)
    book.create_sheet("Hesap").append([1, 2, "=A1+B1"])
    actions.print_area = "A1:M9"
    buffer = io.BytesIO()
    book.save(buffer)
    return with_extension(buffer.getvalue(), "xl/worksheets/sheet2.xml")


def with_extension(data: bytes, part: str) -> bytes:
    """A drop-down as newer programs store it, which openpyxl would lose."""
    extension = (
        b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        b'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"/></ext></extLst>'
    )
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as source, ZipFile(out, "w") as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == part:
                content = content.replace(b"</worksheet>", extension + b"</worksheet>")
            target.writestr(item, content)
    return out.getvalue()


def test_twenty_mistakes_are_twenty_marks_and_nothing_else_has_changed(definition: Definition) -> None:
    sent = filled_workbook(**MISTAKES)
    found = judged(sent, definition)
    names = {sheet.key: sheet.name.tr for sheet in definition.workbook.sheets}
    places = {f"{names[p.sheet]}!{p.cell}" for p in found.problems if p.severity != "note" and p.cell}
    assert len(places) >= 20
    back = mark(sent, found.problems, definition)
    book = opened(back)
    assert coloured(book) == places
    assert noted(book) == places
    assert cells_of(back) == cells_of(sent)
    assert judged(back, definition) == found


def test_the_sheet_in_front_has_one_row_a_problem_linked_to_its_cell(definition: Definition) -> None:
    sent = filled_workbook(**MISTAKES)
    found = judged(sent, definition)
    front = opened(mark(sent, found.problems, definition)).worksheets[0]
    told = [p for p in found.problems if p.severity != "note"]
    assert front.title == MARKS_SHEET
    assert front.max_row == len(told) + 1
    for row, problem in enumerate(told, 2):
        link = front.cell(row, 3).hyperlink
        assert (link.location.rpartition("!")[2] if link else "") == problem.cell
    assert front.sheet_view.tabSelected


@pytest.mark.parametrize("make", [lambda: filled_workbook(**MISTAKES), rich_workbook])
def test_what_need_not_change_stays_byte_by_byte(make: Any, definition: Definition) -> None:
    sent = make()
    back = marked(sent, definition)
    with ZipFile(io.BytesIO(sent)) as before, ZipFile(io.BytesIO(back)) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        touched = ("worksheets/sheet", "comments/", "drawings/commentsDrawing", "_rels/")
        of_the_book = {"xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"}
        assert all(name in of_the_book or any(t in name for t in touched) for name in changed), changed
        for name in changed:
            if "worksheets/sheet" in name and "_rels" not in name:
                assert contents(before.read(name)) == contents(after.read(name)), name


def contents(xml: bytes) -> list[bytes]:
    """The sheet without what marking may add: every value, formula, style, list and format of the sender."""
    root = etree.fromstring(xml)
    kept = []
    for child in root:
        name = etree.QName(child).localname
        ours = b'"PANO"="PANO"' in etree.tostring(child)
        if name not in ("sheetViews", "legacyDrawing") and not ours:
            kept.append(etree.tostring(child, method="c14n", exclusive=True))
    return kept


def test_the_senders_notes_formats_charts_and_names_are_still_there(definition: Definition) -> None:
    back = opened(marked(rich_workbook(), definition))
    actions = back["Eylemler"]
    assert actions["I2"].comment.text.startswith("Bunu Ayşe soracak")
    assert AUTHOR in actions["I2"].comment.text
    assert actions["C3"].comment.text == "Başka bir not"
    assert any(str(area.sqref) == "I2:I9" for area in actions.conditional_formatting)
    assert len(actions._charts) == 1
    assert actions.print_area == "'Eylemler'!$A$1:$M$9"
    with ZipFile(io.BytesIO(marked(rich_workbook(), definition))) as file:
        assert b"x14:dataValidations" in file.read("xl/worksheets/sheet2.xml")


def test_marking_again_leaves_the_marks_of_the_second_time_only(definition: Definition) -> None:
    sent = rich_workbook()
    problems = judged(sent, definition).problems
    once = mark(sent, problems, definition)
    assert mark(once, problems, definition) == once
    fewer = [p for p in problems if p.sheet != "actions"]
    again, directly = mark(once, fewer, definition), mark(sent, fewer, definition)
    assert cells_of(again) == cells_of(directly) == cells_of(sent)
    assert coloured(opened(again)) == coloured(opened(directly))
    assert opened(again)["Eylemler"]["I2"].comment.text == "Bunu Ayşe soracak"
    assert noted(opened(again)) == noted(opened(directly))


def mended(data: bytes) -> bytes:
    """The marked file after somebody has corrected the marked cells in a program."""
    book = opened(data)
    book["Eylemler"]["I2"], book["Eylemler"]["G3"] = 100, "30.06.2025"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def spoilt() -> bytes:
    return filled_workbook(actions_I2=140, actions_G3="31.02.2025")


def test_the_corrected_file_is_accepted_without_a_word_of_the_marks(definition: Definition) -> None:
    found = judged(mended(marked(spoilt(), definition)), definition)
    assert (found.acceptance, found.problems) == ("acceptable", ())
    assert not coloured(opened(mark(mended(marked(spoilt(), definition)), (), definition)))


@pytest.mark.libreoffice
def test_libreoffice_opens_the_marked_file_and_saves_the_same_values(
    definition: Definition, tmp_path: Path
) -> None:
    for name, data in {"a": marked(spoilt(), definition), "b": marked(rich_workbook(), definition)}.items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    plain, rich = office.resaved([tmp_path / "a.xlsx", tmp_path / "b.xlsx"], tmp_path)
    assert opened(plain.read_bytes()).sheetnames[0] == MARKS_SHEET
    assert {"Eylemler!I2", "Eylemler!G3"} <= noted(opened(plain.read_bytes()))
    assert judged(plain.read_bytes(), definition).sheets == judged(spoilt(), definition).sheets
    assert len(opened(rich.read_bytes())["Eylemler"]._charts) == 1
    corrected = judged(mended(plain.read_bytes()), definition)
    assert [p for p in corrected.problems if p.severity != "note"] == []
    again = opened(mark(plain.read_bytes(), (), definition))
    assert not noted(again), "marks that an office has saved are found again"


def test_a_file_is_marked_in_the_child_process_as_it_is_marked_here(definition: Definition) -> None:
    problems = judged(spoilt(), definition).problems
    assert Sandbox(definition).mark(spoilt(), problems) == mark(spoilt(), problems, definition)
