"""What is taken along to the workshop says exactly what the screen says."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from definition import LANGUAGES, Definition, Language
from etl.database import snapshots
from tests import opened
from tests.office import resaved
from tests.opened import tiles
from tests.small_group import open_page, send_one
from ui import data, format
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.deck import deck
from ui.documents.pack import Pack, collect

group, home, empty = opened.group, opened.home, opened.empty
AT = datetime(2025, 2, 20, tzinfo=UTC)


def pack_of(home: Path, language: Language = "tr", vs: str | None = "2", is_sample: bool = False) -> Pack:
    snapshot = snapshots.current(home)
    assert snapshot
    return collect(snapshot, "3", vs, language, is_sample)


def slides(made: bytes) -> list[list[str]]:
    """The texts of each slide, those of tables and charts too."""
    return [
        [text for shape in slide.shapes for text in _texts(shape)]
        for slide in Presentation(io.BytesIO(made)).slides
    ]


def _texts(shape: Any) -> list[str]:
    if shape.has_text_frame:
        return [shape.text_frame.text]
    if shape.has_table:
        return [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return []


def charts(made: bytes) -> list[Any]:
    found = (shape for slide in Presentation(io.BytesIO(made)).slides for shape in slide.shapes)
    return [shape.chart for shape in found if shape.has_chart]


def pdf(made: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(made)).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in pages]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_figures_are_those_of_the_screen_in_every_document(
    home: Path, language: Language
) -> None:
    shown = tiles(open_page("overview", workshop="3", lang=language))
    pack = pack_of(home, language)
    assert {tile.label: tile.value for tile in pack.tiles} == shown
    first = slides(deck(pack))[0]
    sheet = load_workbook(io.BytesIO(book(pack))).worksheets[0]
    lines = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    brief_page = pdf(brief(pack, AT))[0]
    for label, value in shown.items():
        assert {label, value} <= set(first)
        assert lines[label] == value
        assert " ".join(value.split()) in brief_page


def test_plan_progress_in_every_document_is_that_of_the_view(home: Path) -> None:
    view = data.plan_progress("3").dropna(subset=["plan_progress_pct"])
    pack = pack_of(home)
    (chart,) = charts(deck(pack))
    names = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    sheet = load_workbook(io.BytesIO(book(pack)))["Şehirlerin plan ilerlemesi"]
    cells = {row[0]: row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}
    page = pdf(brief(pack, AT))[0]
    for row in view.to_dict("records"):
        name = {"antalya": "Antalya", "ankara": "Ankara"}[row["city"]]
        assert names[name] == pytest.approx(row["plan_progress_pct"], abs=0.05)
        assert cells[name] == pytest.approx(row["plan_progress_pct"], abs=0.05)
        assert format.percent(row["plan_progress_pct"], "tr") in page
    assert set(names) == {"Antalya", "Ankara"}, "a city without a figure has no bar"
    assert cells["Mersin"] is None


def test_a_chart_can_be_edited_by_whoever_presents_it(home: Path) -> None:
    (chart,) = charts(deck(pack_of(home)))
    workbook = chart.part.chart_workbook.xlsx_part.blob
    values = [cell.value for row in load_workbook(io.BytesIO(workbook)).active.iter_rows() for cell in row]
    assert "Antalya" in values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_and_page_says_which_data_it_shows_and_that_it_is_invented(
    home: Path, definition: Definition, language: Language
) -> None:
    pack = pack_of(home, language, is_sample=True)
    banner = definition.text("shell.banner", language)
    for slide in slides(deck(pack)):
        foot = next(text for text in slide if banner in text)
        assert all(note in foot for note in pack.footnotes)
    for page in pdf(brief(pack, AT)):
        assert banner in page
        assert " ".join(pack.footnotes[0].split()) in page
    for sheet in load_workbook(io.BytesIO(book(pack))).worksheets:
        assert banner in sheet.oddHeader.center.text


def test_every_city_that_takes_part_has_a_page(home: Path, definition: Definition) -> None:
    pages = pdf(brief(pack_of(home), AT))
    participants = definition.workshop("3").participants
    assert len(pages) == 1 + len(participants)
    assert [page for page in pages if page.startswith("Antalya")]


def test_the_same_snapshot_makes_the_same_brief_to_the_byte(home: Path) -> None:
    assert brief(pack_of(home), AT) == brief(pack_of(home), AT)


def test_what_somebody_typed_is_shown_and_never_obeyed(
    tmp_path: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    hostile = '#panic("x") =cmd|x <b>'
    late = datetime(2024, 3, 31).date()
    send_one(tmp_path, definition, "antalya", "3", actions_C3=hostile, actions_G3=late)
    pack = pack_of(tmp_path, vs=None)
    assert any(hostile in page for page in pdf(brief(pack, AT)))
    sheet = load_workbook(io.BytesIO(book(pack))).worksheets[-1]
    assert hostile in [cell.value for row in sheet.iter_rows() for cell in row]
    formulas = [
        c.coordinate
        for s in load_workbook(io.BytesIO(book(pack)))
        for r in s.iter_rows()
        for c in r
        if c.data_type == "f"
    ]
    assert formulas == []


@pytest.mark.libreoffice
def test_the_workbook_opens_in_libreoffice_with_the_same_numbers(home: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    sent = tmp_path / "in" / "paket.xlsx"
    sent.write_bytes(book(pack_of(home)))
    before = load_workbook(sent)
    after = load_workbook(resaved([sent], tmp_path / "out")[0])
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        numbers = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, float)]
        again = [c.value for row in after[sheet.title].iter_rows() for c in row if isinstance(c.value, float)]
        assert again == pytest.approx(numbers)


def test_without_a_report_the_pack_says_so_and_is_still_made(empty: Path, definition: Definition) -> None:
    pack = pack_of(empty)
    assert pack.tiles == ()
    assert definition.text("pack.no_report", "tr") in pdf(brief(pack, AT))[1]
    assert len(slides(deck(pack))) == 1
    assert load_workbook(io.BytesIO(book(pack))).sheetnames


def test_the_page_offers_all_three(home: Path, definition: Definition) -> None:
    at = open_page("workshop", tab="pack", workshop="3")
    offered = {button.label for button in at.get("download_button")}
    assert {definition.text(f"pack.{kind}", "tr") for kind in ("slides", "workbook", "brief")} <= offered
    assert not re.search("Traceback", str(at.exception))
