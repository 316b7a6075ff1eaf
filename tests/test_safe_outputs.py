"""A text somebody typed never leaves as a formula, and never turns the direction of what stands around it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from definition import Definition
from etl.check import check_here
from etl.database.export import export
from etl.database.publish import publish
from etl.database.views import view_names
from etl.harmless import harmless, harmless_sql, is_dangerous
from etl.history import NO_HISTORY
from etl.layout import FIRST_ROW
from etl.prefilled import prefilled_template
from etl.submit import decide, submit
from tests import office
from tests.builders import changed_workbook
from ui.exports import csv_for_people

AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
HOSTILE = [
    '=HYPERLINK("http://example.invalid";"tıklayın")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "=cmd|'/C calc'!A0",
    '=WEBSERVICE("http://example.invalid")',
    " =1+1",
]
OF_LIBREOFFICE = {"=TRUE()", "=FALSE()"}  # how it spells yes and no
FREE = ("text", "texts")
HARMLESS = ["Ağ", "1+1", "a=1", "'=1", "3-2", "", "–", "e@posta"]


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\t=1", "\r=1", "\n=1", "\u00a0=1", "\ufeff=1", "\u200b+1", "＠x"]
)
def test_what_a_program_would_run_gets_an_apostrophe_in_python_and_in_sql_alike(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert not is_dangerous(harmless(text))
    assert in_sql(text) == harmless(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_no_program_would_run_leaves_as_it_is(text: str) -> None:
    assert harmless(text) == in_sql(text) == text


def in_sql(text: str) -> Any:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE typed (words VARCHAR)")
        connection.execute("INSERT INTO typed VALUES (?)", [text])
        (found,) = connection.execute(f"SELECT {harmless_sql('words')} FROM typed").fetchone() or ("",)
        return found


def hostile_workbook(definition: Definition) -> bytes:
    """The good workbook with a hostile text in every free text of its tables' first rows."""

    def change(book: Workbook) -> None:
        for sheet in definition.workbook.sheets:
            free = [n for n, c in enumerate(sheet.columns, 1) if c.type in FREE and c.need != "printed"]
            for turn, number in enumerate(free if sheet.layout == "table" else ()):
                for row in range(FIRST_ROW, FIRST_ROW + 3):
                    cell = book[sheet.name.tr].cell(row, number)
                    if cell.value is not None:
                        cell.value = HOSTILE[(turn + row) % len(HOSTILE)]
                        cell.data_type = "s"  # typed as text, as by somebody who knows the apostrophe

    return changed_workbook(change, definition=definition)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    """A data folder in which the hostile workbook counts."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    data = hostile_workbook(definition)
    sent = submit(folder, definition, data, "=1+1.xlsx", "deneme", AT, check=check_here(definition))
    assert sent.receipt.acceptance == "acceptable", sent.receipt.problems
    decide(folder, definition, sent.receipt.id, "confirmed", "deneme", "=1+1", at=AT)
    publish(folder, definition)
    return folder


def test_no_field_of_a_csv_export_begins_like_a_formula(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    files = list(export(publish(home, definition), tmp_path, "csv"))
    found = [text for file in files for text in texts_of(file)]
    assert [text for text in found if is_dangerous(text)] == []
    assert any(text.startswith("'=") for text in found), "the hostile texts are there"


def texts_of(file: Path) -> list[str]:
    """Every field that is no number."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [field for row in csv.reader(opened) for field in row if not is_number(field)]


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_a_table_downloaded_from_a_page_has_no_formula_and_its_numbers_stay_numbers() -> None:
    table = pd.DataFrame({"=Ad": [*HOSTILE], "Fark": [-1.5] * len(HOSTILE)})
    lines = csv_for_people(table, "tr").decode("utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    assert [row[0] for row in rows] == ["'=Ad", *(f"'{text}" for text in HOSTILE)]
    assert {row[1] for row in rows[1:]} == {"-1,5"}


def test_the_template_brings_the_texts_back_as_texts_and_sending_it_back_changes_none(
    home: Path, definition: Definition
) -> None:
    template = prefilled_template(home, definition, "antalya", "3").data
    book = load_workbook(io.BytesIO(template))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value in HOSTILE]
    assert len(cells) > 20
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells), "or editing would make a formula of it"
    check = check_here(definition)
    again, first = (
        check(data, "a.xlsx", AT.date(), lambda _city: NO_HISTORY).sheets
        for data in (template, hostile_workbook(definition))
    )
    assert typed(again) == typed(first), "no apostrophe grows with each round"


def typed(sheets: Any) -> list[Any]:
    return [[row.values for row in rows] for key, rows in sheets.items() if key != "indicators"]


@pytest.mark.libreoffice
def test_libreoffice_finds_no_formula_of_the_sender_in_anything_we_give_away(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    snapshot = publish(home, definition)
    csv_files = list(export(snapshot, tmp_path / "csv", "csv"))
    books = list(export(snapshot, tmp_path / "xlsx", "xlsx"))
    with duckdb.connect(snapshot, read_only=True) as connection:
        table = connection.execute("SELECT * FROM stored_cell").df()
    (tmp_path / "ekran.csv").write_bytes(csv_for_people(table, "tr"))
    (tmp_path / "sablon.xlsx").write_bytes(prefilled_template(home, definition, "antalya", "3").data)
    files = [*csv_files, tmp_path / "ekran.csv", tmp_path / "sablon.xlsx"]
    with_texts = [*files, *(book for book in books if book.stem in ("action_status", "stored_cell"))]
    for number, file in enumerate(with_texts):  # LibreOffice would put equal names over each other
        file.rename(tmp_path / f"{number}{file.suffix}")
    named = [tmp_path / f"{number}{file.suffix}" for number, file in enumerate(with_texts)]
    seen = 0
    for opened in office.resaved(named, tmp_path):
        for sheet in load_workbook(opened):
            for row in sheet.iter_rows():
                formulas = {cell.value for cell in row if cell.data_type == "f"}
                assert formulas <= OF_LIBREOFFICE, (opened.name, sheet.title)
                seen += sum(isinstance(cell.value, str) and "1+1" in cell.value for cell in row)
    assert len(view_names()) < len(named)
    assert seen > 20
