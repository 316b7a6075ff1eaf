"""What a template filled in by hand still says after LibreOffice has saved it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from definition import Definition
from etl.check import values_of
from tests import office
from tests.builders import Typed, filled_workbook

pytestmark = pytest.mark.libreoffice
BY_HAND = {
    "actions_I3": 55,
    "networks_E2": 4,
    "actions_I4": Typed(0.45, "0%"),
    "cooperation_C2": "Ortak arıyoruz",
}


@pytest.fixture(scope="module")
def sent() -> bytes:
    return filled_workbook(**BY_HAND)


@pytest.fixture(scope="module")
def resaved(sent: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    (folder / "sablon.xlsx").write_bytes(sent)
    return office.resaved([folder / "sablon.xlsx"], folder)[0].read_bytes()


@pytest.fixture(scope="module")
def before(sent: bytes) -> Workbook:
    return load_workbook(io.BytesIO(sent))


@pytest.fixture(scope="module")
def after(resaved: bytes) -> Workbook:
    return load_workbook(io.BytesIO(resaved))


def lists(book: Workbook) -> Iterator[tuple[str, str, str]]:
    for ws in book:
        for validation in ws.data_validations.dataValidation:
            if validation.type == "list":
                yield ws.title, str(validation.sqref), validation.formula1


def notes(book: Workbook) -> dict[str, str]:
    cells = [cell for ws in book for row in ws.iter_rows() for cell in row if cell.comment]
    return {f"{c.parent.title}!{c.coordinate}": c.comment.text.strip() for c in cells}


def values(book: Workbook) -> dict[str, object]:
    cells = [cell for ws in book for row in ws.iter_rows() for cell in row if cell.value is not None]
    return {f"{c.parent.title}!{c.coordinate}": c.value for c in cells}


def formats(book: Workbook, definition: Definition) -> dict[str, str]:
    """By column: LibreOffice writes one definition for neighbours that look the same."""
    return {
        f"{sheet.key}.{number}": dimension.number_format.replace("\\", "").lower()
        for sheet in definition.workbook.sheets
        for dimension in book[sheet.name.tr].column_dimensions.values()
        for number in range(dimension.min, min(dimension.max, len(sheet.columns)) + 1)
    }


def test_every_value_of_every_sheet_arrives_equal(before: Workbook, after: Workbook) -> None:
    assert values(after) == values(before)


def test_every_value_is_read_the_same(definition: Definition, sent: bytes, resaved: bytes) -> None:
    day = date(2025, 1, 31)
    assert values_of(resaved, definition, day).sheets == values_of(sent, definition, day).sheets


def test_every_drop_down_still_offers_its_list(before: Workbook, after: Workbook) -> None:
    assert sorted(lists(after)) == sorted(lists(before))


def test_every_list_name_still_points_at_its_labels(before: Workbook, after: Workbook) -> None:
    def places(book: Workbook) -> dict[str, str]:
        return {
            n: d.attr_text.replace("'", "") for n, d in book.defined_names.items() if n.startswith("liste")
        }

    assert places(after) == places(before)


def test_every_note_is_kept(before: Workbook, after: Workbook) -> None:
    assert notes(after) == notes(before)


def test_every_column_keeps_its_format(definition: Definition, before: Workbook, after: Workbook) -> None:
    assert formats(after, definition) == formats(before, definition)


def test_the_hidden_sheets_stay_hidden(after: Workbook) -> None:
    assert [ws.title for ws in after if ws.sheet_state != "visible"] == ["_Listeler", "_Sablon"]
