"""The comparison with openpyxl finds what differs, explains what may, and is silent of honest workbooks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.against_openpyxl import compare, main
from tests.builders import filled_workbook
from tests.explained import Difference, reason_of
from tests.packages import parts, zipped

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


def test_hidden_rows_sheets_and_merges_are_compared_too() -> None:
    book = Workbook()
    book.active.append([1, 2])
    book.active.merge_cells("D1:E2")
    book.active.row_dimensions[1].hidden = True
    book.create_sheet("Gizli").sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    assert compare(buffer.getvalue()).verdict == "equal"


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
