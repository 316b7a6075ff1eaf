"""The comparison with openpyxl finds what differs, explains what may, and is silent of honest workbooks."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from etl.cells import RawWorkbook
from etl.xlsx.reader import read
from tests import against_openpyxl
from tests.against_openpyxl import compare, main
from tests.builders import filled_workbook
from tests.explained import Difference, reason_of
from tests.packages import parts, zipped
from tests.stoppable import Stoppable

MERGED = (
    "<worksheet {ns}><sheetData>{rows}</sheetData>"
    '<mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'
)
TWO = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def with_types(**fields: str) -> bytes:
    """With the content types that openpyxl insists on."""
    return zipped(parts(**fields) | {"[Content_Types].xml": TYPES})


def test_a_submission_is_equal_cell_by_cell() -> None:
    found = compare(filled_workbook(actions_I2="=10*4", indicators_G3=0.5))
    assert (found.verdict, found.reasons) == ("equal", ())
    assert found.cells > 500


def shaped() -> bytes:
    book = Workbook()
    book.active.append([1, 2])
    book.active.merge_cells("D1:E2")
    book.active.row_dimensions[1].hidden = True
    book.active.column_dimensions.group("G", "XFD", hidden=True)
    book.create_sheet("Gizli").sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_sheets_have_the_same_order_merges_and_hidden_rows_and_columns() -> None:
    assert compare(shaped()).verdict == "equal"


MISREAD: list[dict[str, Any]] = [
    {"name": "Sheet2"},
    {"hidden": True},
    {"merges": ()},
    {"hidden_rows": frozenset()},
    {"hidden_columns": frozenset({7})},
]


@pytest.mark.parametrize("misread", MISREAD)
def test_what_the_reader_would_miss_of_a_sheet_is_told(
    misread: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = read(shaped()).sheets
    wrong = RawWorkbook((replace(first, **misread), second))
    monkeypatch.setattr(against_openpyxl, "read", lambda _: wrong)
    assert compare(shaped()).verdict == "differs"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (with_types(sheet=MERGED, rows=TWO), "openpyxl empties the cells that a merge covers"),
        (
            with_types(rows='<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>'),
            "a formula that gives an empty text: openpyxl takes it for one never calculated",
        ),
    ],
)
def test_a_difference_that_openpyxl_causes_is_explained(data: bytes, reason: str) -> None:
    found = compare(data)
    assert (found.verdict, found.reasons) == ("equal", (reason,))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("number", 1, False), ("number", 2, False)),
        (("text", "a", False), None),
        (None, ("text", "a", False)),
        (("number", 0.45, False), ("percent", 0.45, False)),
        (("text", "_x0041_", False), ("text", "B", False)),
    ],
)
def test_a_fault_of_the_reader_is_not_explained_away(ours: object, theirs: object) -> None:
    assert reason_of(Difference(ours, theirs, covered=False, sheet_known=True)) == ""  # type: ignore[arg-type]


def test_a_folder_is_compared_file_by_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled_workbook())
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    assert main(tmp_path) == 0
    assert "{'equal': 1, 'ours refused': 1}" in capsys.readouterr().out


def _troublesome(data: bytes) -> bytes:
    match data:
        case b"never ends":
            time.sleep(60)
        case b"takes all memory":
            return bytes(1 << 40)
        case b"dies":
            os._exit(1)
    return data


def test_a_library_that_never_answers_is_given_up_and_the_next_file_is_read() -> None:
    library = Stoppable(_troublesome, seconds=1, memory=1 << 30)
    asked = [b"never ends", b"good", b"takes all memory", b"dies", b"good"]
    assert [library.ask(data) for data in asked] == [None, b"good", None, None, b"good"]
    library.stop()
