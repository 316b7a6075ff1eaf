"""A document of the sample stays known as one, whatever somebody does to it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader

from definition import LANGUAGES, Definition, Language
from tests import opened
from tests.office import resaved
from tests.packs import AT, pack_of
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.deck import deck
from ui.documents.pack import Pack

group, home = opened.group, opened.home


@pytest.fixture
def sample(home: Path) -> Pack:
    return pack_of(home, is_sample=True)


def on_master(made: Any) -> list[str]:
    return [shape.text_frame.text for shape in made.slide_master.shapes if shape.name.startswith("watermark")]


def edited(data: bytes) -> bytes:
    """Every box of every slide is deleted, one is written anew, and slides of every layout are added."""
    made = Presentation(io.BytesIO(data))
    for slide in made.slides:
        for shape in list(slide.shapes):
            shape._element.getparent().remove(shape._element)
        slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "Kendi sözlerim"
    for layout in made.slide_layouts:
        made.slides.add_slide(layout)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_keep_it_when_all_their_boxes_go_and_others_come(
    home: Path, definition: Definition, language: Language
) -> None:
    made = Presentation(io.BytesIO(edited(deck(pack_of(home, language=language, is_sample=True)))))
    words = [definition.text(key, language) for key in ("pack.watermark", "shell.banner")]
    assert on_master(made) == words
    for slide in made.slides:
        # What the master shows every slide shows, unless it or its layout says otherwise.
        assert slide.slide_layout.slide_master == made.slide_master
        assert slide._element.get("showMasterSp") is None
        assert slide.slide_layout._element.get("showMasterSp") is None


@pytest.mark.libreoffice
def test_libreoffice_shows_it_on_every_edited_slide(
    sample: Pack, definition: Definition, tmp_path: Path
) -> None:
    file = tmp_path / "sunum.pptx"
    file.write_bytes(edited(deck(sample)))
    (again,) = resaved([file], tmp_path, to="pptx")
    (shown,) = resaved([again], tmp_path / "pdf", to="pdf")
    pages = [page.extract_text() for page in PdfReader(shown).pages]
    assert len(pages) > 11
    for page in pages:
        assert definition.text("pack.watermark", "tr") in page
        assert definition.text("shell.banner", "tr") in page


def test_every_sheet_keeps_it_when_it_is_saved_again(sample: Pack, definition: Definition) -> None:
    made = load_workbook(io.BytesIO(book(sample)))
    for sheet in made.worksheets:
        assert sheet.freeze_panes == "B3"  # it does not scroll away
        sheet.append(["Kendi satırım"])
    target = io.BytesIO()
    made.save(target)
    _marked(target.getvalue(), definition.text("shell.banner", "tr"))


@pytest.mark.libreoffice
def test_every_sheet_keeps_it_when_libreoffice_saves_it(
    sample: Pack, definition: Definition, tmp_path: Path
) -> None:
    file = tmp_path / "dokum.xlsx"
    file.write_bytes(book(sample))
    (again,) = resaved([file], tmp_path)
    _marked(again.read_bytes(), definition.text("shell.banner", "tr"))


def _marked(data: bytes, banner: str) -> None:
    """In sight, on paper, and on the tab."""
    sheets = load_workbook(io.BytesIO(data)).worksheets
    assert len(sheets) > 3
    for sheet in sheets:
        assert sheet["A1"].value == banner
        assert sheet["A1"].fill.fgColor.rgb[2:] == "FDF3DC"
        assert sheet.print_title_rows in ("$1:$2", "1:2")
        assert banner in sheet.oddHeader.center.text
        assert sheet.sheet_properties.tabColor.rgb[2:] == "E69F00"


def test_without_its_first_row_a_sheet_is_still_printed_with_it(sample: Pack, definition: Definition) -> None:
    made = load_workbook(io.BytesIO(book(sample)))
    for sheet in made.worksheets:
        sheet.delete_rows(1)
        assert definition.text("shell.banner", "tr") in sheet.oddHeader.center.text


def test_a_brief_has_it_behind_the_words_of_every_page(sample: Pack, definition: Definition) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(brief(sample, AT))).pages]
    assert len(pages) > 3
    assert all(definition.text("pack.watermark", "tr") in page for page in pages)


def test_documents_of_real_data_have_none(home: Path, definition: Definition) -> None:
    real = pack_of(home)
    assert on_master(Presentation(io.BytesIO(deck(real)))) == []
    for sheet in load_workbook(io.BytesIO(book(real))).worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet["A1"].font.bold
    text = PdfReader(io.BytesIO(brief(real, AT))).pages[0].extract_text()
    assert definition.text("pack.watermark", "tr") not in text
