"""The whole upload without a mouse: every step is reached by Tab and done with a key."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.builders import filled_workbook
from tests.e2e.conftest import Visit
from tests.e2e.test_upload_journey import XLSX

MOST_TABS = 60
# Rings, frames and grounds of an element and of what it stands in.
LOOK = """e => {
  const looks = [];
  for (let part = e, n = 0; part && n < 5; part = part.parentElement, n++) {
    const look = getComputedStyle(part);
    looks.push(look.outline, look.boxShadow, look.borderColor, look.backgroundColor);
  }
  return looks.join();
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """On with Tab until it has the focus, and a reader can see that it has."""
    before = wanted.evaluate(LOOK)
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            assert wanted.evaluate(LOOK) != before, "the focus cannot be seen"
            return
    raise AssertionError(f"not reached by Tab: {wanted}")


def test_a_report_is_downloaded_sent_confirmed_and_taken_back_by_keyboard(cold_visit: Visit) -> None:
    page = cold_visit.open("submit?city=antalya")
    template = page.get_by_role("button", name="Antalya şablonunu indir")
    tab_to(page, template)
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    assert Path(downloading.value.path()).stat().st_size > 10_000

    cold_visit.settled()
    tab_to(page, page.get_by_test_id("stFileUploader").get_by_role("button", name="Dosya seç"))
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files({"name": "antalya.xlsx", "mimeType": XLSX, "buffer": filled_workbook()})
    expect(page.get_by_test_id("stFileChipName")).to_have_text("antalya.xlsx")
    tab_to(page, page.get_by_role("button", name="Yükle ve denetle"))
    page.keyboard.press("Enter")

    confirm = page.get_by_role("button", name="Onayla", exact=True)
    expect(confirm).to_be_disabled()
    cold_visit.settled()
    # It has far fewer rows than the report that counts: that is asked about first.
    tab_to(page, page.get_by_role("checkbox", name=re.compile("Evet, bilerek")))
    page.keyboard.press("Space")
    expect(confirm).to_be_enabled()
    cold_visit.settled()
    tab_to(page, confirm)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gönderiminiz sayıldı")).to_be_visible()

    cold_visit.settled()
    tab_to(page, page.locator(".st-key-withdraw summary"))
    page.keyboard.press("Enter")
    reason = page.locator(".st-key-withdraw_reason input")
    expect(reason).to_be_visible()
    tab_to(page, reason)
    page.keyboard.type("Yanlış dosya")
    tab_to(page, page.locator(".st-key-withdraw_do button"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("geri alındı", re.IGNORECASE)).first).to_be_visible()
    assert cold_visit.complaints == []


def test_the_first_tab_leads_past_the_menu_to_the_page(visit: Visit) -> None:
    page = visit.open("city?city=izmir")
    page.keyboard.press("Tab")
    past = page.get_by_role("link", name="Ana içeriğe geç")
    expect(past).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stMain")).to_be_focused()
