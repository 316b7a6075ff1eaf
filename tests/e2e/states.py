"""Every state that somebody can have before their eyes: an address, and what is pressed there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.builders import filled_workbook


@dataclass(frozen=True)
class State:
    path: str
    name: str = ""
    press: Callable[[Page], None] = lambda page: None
    complaint: str = "\n"  # what Streamlit itself says in the console there; otherwise nothing may be said

    @property
    def tab(self) -> str:
        """The key of the words on the tab that the address names; empty without one."""
        named = re.search(r"^(\w+)\?.*tab=(\w+)", self.path)
        kind = "chapter" if named and named[1] == "definitions" else "tab"
        return f"{named[1]}.{kind}.{named[2]}" if named else ""

    def __str__(self) -> str:
        return f"{self.path or 'overview'}{' ' + self.name if self.name else ''}"


def opens(key: str, role: str) -> Callable[[Page], None]:
    """Press what has this key and wait until something of this role is there."""

    def press(page: Page) -> None:
        page.locator(f".st-key-{key} button, .st-key-{key} summary").first.click()
        expect(page.get_by_role(role).last).to_be_visible()  # type: ignore[arg-type]

    return press


def _calendar(page: Page) -> None:
    page.locator(".st-key-task_due").get_by_role("button").last.click()
    expect(page.get_by_role("grid")).to_be_visible()


def _search_in_a_table(page: Page) -> None:
    page.get_by_test_id("stDataFrame").first.hover()
    page.get_by_test_id("stElementToolbarButton").first.click()


def _no_option(page: Page) -> None:
    box = page.locator(".st-key-choose_city").get_by_role("combobox")
    box.click()
    box.fill("qqqq")


def newest_report(page: Page) -> None:
    """From the history of a city to what became of its newest file, with everything unfolded."""
    page.get_by_role("table").last.get_by_role("link").first.click()
    expect(page.locator(".st-key-start_again")).to_be_visible()
    unfold(page)


def unfold(page: Page) -> None:
    """Open whatever is folded on the page."""
    folded = page.get_by_test_id("stMain").locator("details:not([open]) > summary")
    resting = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    for _ in range(_FOLDED_AT_MOST):
        # What is pressed while the page is still being drawn may be drawn anew, folded.
        expect(resting).to_be_visible()
        if folded.count() == 0:
            return
        folded.first.click()
    expect(folded).to_have_count(0)


def _spoilt_file(page: Page) -> None:
    workbook = {"name": "antalya.xlsx", "mimeType": XLSX, "buffer": filled_workbook(actions_H3=SPOILT)}
    page.locator('input[type="file"]').first.set_input_files(workbook)  # type: ignore[arg-type]
    expect(page.get_by_test_id("stFileChipName")).to_be_visible()
    page.locator(".st-key-send_first button").click()
    expect(page.locator(".st-key-downloads")).to_be_visible()


def _wrong_file(page: Page) -> None:
    page.locator('input[type="file"]').first.set_input_files(
        {"name": "rapor.txt", "mimeType": "text/plain", "buffer": b"x"}
    )
    expect(page.get_by_test_id("stFileChipName")).to_be_visible()
    page.locator(".st-key-send_first button").click()
    expect(page.locator(".panel.bad")).to_be_visible()


_FOLDED_AT_MOST = 30
SPOILT = "Bitti"  # no status of an action
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CITY = "city?city=antalya&workshop=3&vs=2"
# The tabs that a page opens with are its plain address.
STATES = (
    State(""),
    State("", "local mode", opens("local", "radiogroup")),
    State("", "sources", opens("overview_tiles_sources", "dialog")),
    State(_CITY),
    *(State(f"{_CITY}&tab={tab}") for tab in ("indicators", "lists", "history")),
    State("city", "nothing found", _no_option),
    State("indicators?indicator=KRD-05"),
    State("actions"),
    State("compare?vs=2"),
    State("compare?vs=2&tab=changes"),
    State("compare?vs=2&tab=workshops"),
    *(
        State(f"cooperation?tab={tab}")
        for tab in ("matches", "practices", "challenges", "networks", "partners")
    ),
    *(State(f"workshop?tab={tab}") for tab in ("readiness", "tasks", "figures", "pack", "frozen")),
    State("workshop?tab=tasks", "calendar", _calendar),
    State("cooperation?tab=partners&as=map"),
    State(f"{_CITY}&tab=lists&list=sister_cities", "map", opens("city_sister_cities_map", "img")),
    State("submit?city=antalya"),
    State("submit?city=mugla"),
    State("submit?city=manisa"),
    State("submit?city=antalya", "wrong file", _wrong_file),
    State("submit?city=antalya", "errors", _spoilt_file),
    State("submit?city=izmir", "counted", newest_report),
    State("submit?city=mugla", "waiting", newest_report),
    State("definitions"),
    State("definitions?tab=statuses"),
    State("manage"),
    State("manage?tab=workshops"),
    State("manage?tab=activity"),
    State("boyle-bir-sayfa-yok", "no such page", complaint="does not seem to exist"),
)
