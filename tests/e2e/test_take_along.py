"""The control that hands out the pack, as somebody uses it who prepares a meeting."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from pptx import Presentation
from pypdf import PdfReader

from definition import Definition, Language
from tests.e2e.conftest import Visit
from tests.e2e.test_every_state import other_language
from tests.e2e.words import foreign_words


@pytest.mark.parametrize("language", ["tr", "en"])
def test_two_presses_lead_from_a_city_to_its_slides_workbook_and_brief(
    visit: Visit, definition: Definition, language: Language
) -> None:
    page = visit.open(f"city?city=antalya&workshop=3{'&lang=en' if language == 'en' else ''}")
    page.get_by_role("button", name=definition.text("pack.button", language)).click()
    received: dict[str, bytes] = {}
    for kind in ("slides", "workbook", "brief"):
        button = page.get_by_role("button", name=definition.text(f"pack.{kind}", language))
        expect(button).to_be_visible(timeout=20_000)
        with page.expect_download() as waiting:
            button.click()
        received[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    assert set(received) == {f"ornek-calistay-3-antalya.{ending}" for ending in ("pptx", "xlsx", "pdf")}
    assert len(Presentation(io.BytesIO(received["ornek-calistay-3-antalya.pptx"])).slides) > 3
    assert len(load_workbook(io.BytesIO(received["ornek-calistay-3-antalya.xlsx"])).sheetnames) > 3
    assert len(PdfReader(io.BytesIO(received["ornek-calistay-3-antalya.pdf"])).pages) == 1
    assert other_language(page, foreign_words(definition, visit.server.home, language)) == {}
    assert visit.complaints == []
