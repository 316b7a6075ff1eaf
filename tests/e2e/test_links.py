"""Whatever somebody has on the screen, the address shows it to somebody else in another browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server, Visit

Step = Callable[[Page], None]
PER_HEAD = "100.000 kişi başına"
# One page of each build; that every tab opens by its address is asked where every state is opened.
TABS = {
    "city?city=antalya": ["Geçmiş"],
    "cooperation": ["Ağlar"],
    "workshop": ["Kararlar"],
    "definitions": ["Durumlar"],
}


def tab(page: Page, name: str) -> Any:
    return page.get_by_role("tab", name=name, exact=True).first


def elsewhere(browser: Browser, arguments: dict[str, Any], server: Server, url: str) -> Visit:
    """The same address in a browser that has never been here."""
    other = Visit(browser.new_context(**arguments).new_page(), server)
    other.page.goto(url)
    other.settled()
    return other


@pytest.mark.parametrize("path", TABS)
def test_a_chosen_tab_comes_back_from_its_address(
    path: str, visit: Visit, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = visit.open(path)
    for name in TABS[path][::-1]:
        before = page.url
        tab(page, name).click()
        expect(page).not_to_have_url(before)
        visit.settled()
        other = elsewhere(browser, browser_context_args, visit.server, page.url)
        expect(tab(other.page, name)).to_have_attribute("aria-selected", "true")
        other.page.context.close()


def press(kind: str, name: str) -> Step:
    return lambda page: page.get_by_role(kind, name=name, exact=True).first.click()  # type: ignore[arg-type]


def press_words(words: str, key: str) -> Step:
    """A switch is pressed by the words beside it; its own box lies underneath."""
    return lambda page: page.locator(f".st-key-{key}").get_by_text(words).first.click()


def pick(key: str, option: str) -> Step:
    def do(page: Page) -> None:
        box = page.locator(f".st-key-{key}").get_by_role("combobox")
        box.click()
        box.fill(option)  # a long list draws only what is in sight
        page.get_by_role("option", name=option).first.click()

    return do


def pick_many(key: str, option: str) -> Step:
    def do(page: Page) -> None:
        pick(key, option)(page)
        page.keyboard.press("Escape")  # the list stays open for more

    return do


def typed(key: str, words: str) -> Step:
    def do(page: Page) -> None:
        box = page.locator(f".st-key-{key} input")
        box.fill(words)
        box.press("Enter")

    return do


# One of each kind of choice: on which page, what is pressed, what the address then holds, and what it shows
# to the next reader.
CHOSEN: list[tuple[str, Step, str, str]] = [
    ("", press("radio", "Kardeş şehir sayısı"), "map=KRD-01", "radio:Kardeş şehir sayısı"),
    ("compare", pick_many("own_peers", "Bursa"), "peers=bursa", "text:1 / 1 şehir"),
    ("compare?tab=workshops", pick("own_indicator", "KRD-05"), "indicator=KRD-05", "text:Grup: "),
    ("cooperation?tab=practices", typed("own_search", "kooperatif"), "search=kooperatif", "text:Liman kenti"),
    ("cooperation?tab=networks", pick("own_b", "Bursa"), "b=bursa", "box:own_b=Bursa"),
    (
        "indicators?indicator=KRD-05",
        press_words(PER_HEAD, "own_per_head"),
        "per_head=1",
        f"switch:{PER_HEAD}",
    ),
    ("actions", press("radio", "Gecikmiş"), "only=overdue", "radio:Gecikmiş"),
    (
        "city?city=antalya&tab=lists",
        press("tab", "Kardeş Şehirler (38)"),
        "list=sister_cities",
        "text:38 satır",
    ),
]


@pytest.mark.parametrize(("path", "step", "kept", "shown"), CHOSEN, ids=[c[2] + "@" + c[0] for c in CHOSEN])
def test_every_choice_comes_back_from_its_address(
    path: str,
    step: Step,
    kept: str,
    shown: str,
    visit: Visit,
    browser: Browser,
    browser_context_args: dict[str, Any],
) -> None:
    page = visit.open(path)
    step(page)
    expect(page).to_have_url(re.compile(re.escape(kept)))
    visit.settled()
    other = elsewhere(browser, browser_context_args, visit.server, page.url).page
    kind, _, what = shown.partition(":")
    if kind in ("radio", "switch"):
        expect(other.get_by_role(kind, name=what, exact=True)).to_be_checked()  # type: ignore[arg-type]
    elif kind == "box":
        key, _, value = what.partition("=")
        expect(other.locator(f".st-key-{key}").get_by_role("combobox")).to_have_value(value)
    else:
        expect(other.get_by_text(what).first).to_be_visible()
    other.context.close()


def test_a_frozen_view_opens_from_its_address_and_says_so(
    cold_visit: Visit, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    page = cold_visit.open("workshop?tab=frozen")
    page.get_by_role("textbox").last.fill("Sonbahar")
    page.get_by_role("button", name="Dondur").click()
    expect(page.get_by_text("Sonbahar").first).to_be_visible()
    for path in ("", "city?city=antalya"):
        join = "&" if "?" in path else "?"
        url = f"{cold_visit.server.url}/{path}{join}asof=sonbahar"
        other = elsewhere(browser, browser_context_args, cold_visit.server, url)
        expect(other.page.get_by_text("Sonbahar. Rakamlar")).to_be_visible()
        assert other.complaints == []
        other.page.context.close()
