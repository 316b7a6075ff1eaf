"""One department head, from the download to the last undo: everything a city does, in one sitting."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from definition import Definition
from tests.e2e.conftest import Visit
from tests.e2e.test_upload_journey import send

# Ten cells of Antalya's pre-filled workbook and what somebody types into them by mistake.
SPOILED = {
    ("Eylemler", "A3"): "ikinci",
    ("Eylemler", "B4"): "Uzay",
    ("Eylemler", "F3"): "yakında",
    ("Eylemler", "G3"): "31.02.2025",
    ("Eylemler", "H4"): "Bitti",
    ("Eylemler", "I2"): 140,
    ("Eylemler", "F5"): "32.13.2024",
    ("Göstergeler", "F2"): -3,
    ("Göstergeler", "G3"): "bilinmiyor",
    ("Kapak", "B8"): "dün",
}


def downloaded(page: Page, button: str, inside: Page | Locator | None = None) -> bytes:
    with page.expect_download() as waiting:
        (inside or page).get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes()


def spoil(data: bytes) -> tuple[bytes, dict[tuple[str, str], Any]]:
    """The workbook with ten cells mistyped, and what stood there."""
    book = load_workbook(io.BytesIO(data))
    before = {place: book[place[0]][place[1]].value for place in SPOILED}
    for (sheet, cell), typed in SPOILED.items():
        book[sheet][cell].value = typed
    return saved(book), before


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def marks(data: bytes) -> dict[tuple[str, str], str]:
    """The cells that the list in front names, each with the note that explains it."""
    book = load_workbook(io.BytesIO(data))
    lines = list(book["Düzeltilecekler"].iter_rows(min_row=2, values_only=True))
    errors = [(str(line[1]), str(line[2])) for line in lines if line[0] == "Hata"]
    return {(sheet, cell): book[sheet][cell].comment.text for sheet, cell in errors}


def progress(page: Page) -> str:
    return page.get_by_test_id("stMetric").filter(has_text="Plan ilerlemesi").inner_text()


def errors(page: Page) -> Locator:
    return page.get_by_role("table", name="Düzeltilecek hücreler")


def test_from_the_template_to_the_last_undo(cold_visit: Visit, definition: Definition) -> None:
    page = cold_visit.open("city?city=antalya")
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    cold_visit.settled()
    at_first = progress(page)

    # Download, spoil ten cells, upload: ten problems at ten cells.
    page = cold_visit.open("submit?city=antalya")
    template = downloaded(page, "Antalya şablonunu indir")
    spoiled, before = spoil(template)
    send(page, spoiled, "antalya.xlsx")
    expect(page.get_by_role("heading", name="10 hata var")).to_be_visible()
    for sheet, cell in SPOILED:
        line = errors(page).get_by_role("row").filter(has_text=sheet)
        expect(line.filter(has=page.get_by_text(cell, exact=True))).to_have_count(1)

    # The sender's own workbook, marked: repair what the marks say, upload again.
    marked = downloaded(page, "Kendi dosyanız, işaretli")
    assert set(marks(marked)) == set(SPOILED)
    assert all(marks(marked).values())
    book = load_workbook(io.BytesIO(marked))
    for (sheet, cell), value in before.items():
        book[sheet][cell].value = value
    book["Eylemler"]["I2"].value = 55  # and one real change: the first action moved on
    book["Eylemler"]["H2"].value = "Devam Ediyor"
    send(page, saved(book), "duzeltilmis.xlsx")

    # The preview says what moves; confirmed, it counts.
    expect(page.get_by_role("table", name="Onaylarsanız değişecek başlıca rakamlar")).to_contain_text(
        "Plan ilerlemesi"
    )
    page.get_by_role("button", name="Onayla").click()
    expect(page.get_by_role("heading", name="Gönderiminiz sayıldı")).to_be_visible()
    cold_visit.settled()
    receipt = page.url
    assert downloaded(page, "Makbuz").startswith(b"%PDF")

    # The figure has changed, and leads to the cell that was typed.
    page = cold_visit.open("city?city=antalya")
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    cold_visit.settled()
    now = progress(page)
    assert now != at_first
    page.get_by_role("button", name="Bu rakamlar hangi hücrelerden geliyor?").click()
    cells = page.get_by_role("dialog")
    expect(cells.get_by_text(re.compile("hücre, 1 dosyadan"))).to_be_visible()
    listed = downloaded(page, "CSV indir", cells).decode("utf-8-sig").splitlines()
    assert [
        line for line in listed if line.startswith("Antalya;Eylemler!I2;E-1.1;%55;") and "duzeltilmis" in line
    ]
    source = load_workbook(io.BytesIO(downloaded(page, "duzeltilmis.xlsx", cells)))
    assert source["Eylemler"]["I2"].value == 55

    # Taken back, the old figure is there again; restored, the new one.
    page.goto(receipt)
    page.get_by_text("Bu gönderimi geri al").click()
    page.get_by_label("Neden geri alıyorsunuz?").fill("Yanlış dosya")
    page.get_by_role("button", name="Geri al", exact=True).click()
    expect(page.get_by_text("Neden: Yanlış dosya")).to_be_visible()
    page = cold_visit.open("city?city=antalya")
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    cold_visit.settled()
    assert progress(page) == at_first
    assert cold_visit.complaints == []
