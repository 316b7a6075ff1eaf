"""A department head at the browser: from the first error to a figure that counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from definition import Definition
from tests.builders import filled_workbook
from tests.e2e.conftest import Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send(page: Page, data: bytes, name: str) -> None:
    """Choose the file in the one box there is and press the button below it."""
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": XLSX, "buffer": data})
    expect(page.get_by_test_id("stFileChipName")).to_have_text(name)
    page.get_by_role("button", name="Yükle ve denetle").click()


def test_a_bad_workbook_shows_its_message_at_its_cell(cold_visit: Visit) -> None:
    page = cold_visit.open("submit?city=antalya")
    send(page, filled_workbook(actions_H3="Bitti"), "antalya.xlsx")
    expect(page.get_by_role("heading", name="1 hata var")).to_be_visible()
    line = page.get_by_role("table", name="Düzeltilecek hücreler").get_by_role("row").nth(1)
    for told in ("Eylemler", "H3", "Bitti", "Tamamlandı"):
        expect(line).to_contain_text(told)
    expect(page).to_have_url(re.compile(r"id=\d{8}-\d{6}-[0-9a-f]{6}"))
    page.reload()
    expect(line).to_contain_text("H3")
    send(
        page, filled_workbook(actions_H3="Bitti", actions_H5="Bitti"), "antalya-2.xlsx"
    )  # the box below the table
    expect(page.get_by_role("heading", name="2 hata var")).to_be_in_viewport()
    assert cold_visit.complaints == []


def test_a_good_workbook_changes_a_figure_on_the_first_page(cold_visit: Visit) -> None:
    before = _figures(cold_visit.open())
    page = cold_visit.open("submit?city=antalya")
    send(page, filled_workbook(), "antalya.xlsx")
    page.get_by_text("Evet, bilerek").click()  # it has far fewer rows than the report that counts
    page.get_by_role("button", name="Onayla").click()
    expect(page.get_by_role("heading", name="Gönderiminiz sayıldı")).to_be_in_viewport()
    page.get_by_test_id("stTopNavLink").filter(has_text="Genel Bakış").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Genel Bakış")
    cold_visit.settled()
    assert _figures(page) != before
    assert cold_visit.complaints == []


def test_any_file_is_taken_and_refused_in_our_own_words(cold_visit: Visit) -> None:
    page = cold_visit.open("submit?city=antalya")
    send(page, b"%PDF-1.7\n", "rapor.pdf")
    expect(page.get_by_role("heading", name="Dosya okunamadı")).to_be_visible()
    expect(page.get_by_text("Dosya PDF; hücreleri okunamaz.")).to_be_visible()


def test_the_template_comes_down_filled_for_the_chosen_city(
    cold_visit: Visit, definition: Definition, tmp_path: Path
) -> None:
    page = cold_visit.open("submit?city=izmir")
    with page.expect_download() as coming:
        page.get_by_role("button", name="İzmir şablonunu indir").click()
    coming.value.save_as(tmp_path / "sablon.xlsx")
    book = load_workbook(tmp_path / "sablon.xlsx")
    assert book[definition.workbook.sheet("cover").name.tr]["B1"].value == "İzmir"
    assert book[definition.workbook.sheet("actions").name.tr]["A2"].value


@pytest.mark.parametrize("width", [1280, 390])
def test_a_line_of_the_history_leads_to_its_receipt(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open("submit?city=izmir")
    page.get_by_role("table", name="İzmir: gönderim geçmişi").get_by_role("link").first.click()
    expect(page.get_by_text("Makbuz no")).to_be_visible()
    expect(page).to_have_url(re.compile("city=izmir"))


def _figures(page: Page) -> list[str]:
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    return page.get_by_test_id("stMetricValue").all_inner_texts()
