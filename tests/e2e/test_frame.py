"""The frame around the pages, as a browser meets it."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from definition import Definition, Language
from tests.e2e.conftest import Server, Visit, running


def heading(definition: Definition, path: str, language: Language) -> str:
    return definition.text(f"shell.page.{path or 'overview'}", language)


@pytest.mark.parametrize("path", ["", "compare", "submit"])
def test_a_page_opens_on_a_cold_server_without_a_fault_or_a_word_to_another_host(
    cold_visit: Visit, definition: Definition, path: str
) -> None:
    page = cold_visit.open(path)
    expect(page.get_by_text(definition.text("shell.banner", "tr"))).to_be_visible()
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    page.wait_for_timeout(1000)  # what is loaded late (charts, tables) may complain late
    assert cold_visit.complaints == []


def test_on_a_phone_the_menu_makes_way_for_the_page_that_was_chosen(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("")
    page.get_by_test_id("stExpandSidebarButton").click()
    link = page.get_by_test_id("stSidebarNavLink").nth(1)
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(re.compile(r"/city"))
    expect(link).not_to_be_in_viewport()


def test_a_chosen_filter_is_in_the_url_on_the_next_page_and_after_going_back(visit: Visit) -> None:
    page = visit.open("city?city=izmir")
    choose(page, "choose_city", "Muğla")
    expect(page).to_have_url(re.compile(r"/city\?city=mugla$"))
    nav(page, "Genel Bakış")
    expect(page).to_have_url(re.compile(r"/\?city=mugla$"))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/city\?city=izmir$"))
    expect(chosen(page, "choose_city")).to_have_value("İzmir")


@pytest.mark.parametrize("typed", ["mugla", "MUĞLA", "Muğla", "MUGLA"])
def test_a_city_is_found_however_its_letters_are_typed(visit: Visit, typed: str) -> None:
    page = visit.open("city?city=izmir")
    box = chosen(page, "choose_city")
    box.click()
    box.fill(typed)
    expect(page.get_by_role("option")).to_have_text(["Muğla"])
    box.fill("İZMİR")
    expect(page.get_by_role("option")).to_have_text(["İzmir"])


def test_a_link_shows_the_same_to_everybody(visit: Visit) -> None:
    page = visit.open("city?city=mersin&workshop=2&vs=1")
    expect(chosen(page, "choose_city")).to_have_value("Mersin")
    expect(chosen(page, "choose_workshop")).to_have_value(re.compile("^2. Çalıştay"))
    expect(page).to_have_url(re.compile("city=mersin&workshop=2&vs=1"))


def test_the_language_switch_changes_everything_and_is_remembered(
    visit: Visit, context: BrowserContext, definition: Definition
) -> None:
    page = visit.open("city?city=izmir")
    page.locator(".st-key-lang").get_by_text("en", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"city=izmir.*lang=en"))
    expect(page.get_by_text(definition.text("shell.banner", "en"))).to_be_visible()
    again = Visit(context.new_page(), visit.server)
    expect(again.open("actions")).to_have_url(re.compile("lang=en"))
    visit.settled().locator(".st-key-lang").get_by_text("tr", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    expect(page).not_to_have_url(re.compile("lang="))
    assert visit.complaints == []


def test_the_language_route_returns_to_this_server_only(server: Server) -> None:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    def goes_to(referer: str) -> str:
        request = urllib.request.Request(f"{server.url}/dil/en", headers={"Referer": referer})
        try:
            urllib.request.build_opener(Stay).open(request)
        except urllib.error.HTTPError as answer:
            return str(answer.headers["location"])
        raise AssertionError("no redirect")

    assert goes_to(f"{server.url}/city?city=izmir&lang=tr") == "/city?city=izmir&lang=en"
    assert goes_to("https://elsewhere.example/x?city=izmir") == "/?lang=en"
    assert goes_to(f"{server.url}//elsewhere.example/") == "/elsewhere.example/?lang=en"


def test_an_unknown_address_is_said_in_turkish(visit: Visit) -> None:
    page = visit.open("boyle-bir-sayfa-yok")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Sayfa bulunamadı")
    expect(dialog).not_to_contain_text("The page")


def test_the_first_start_makes_the_sample_before_the_reader_s_eyes(
    page: Page, tmp_path: Path, definition: Definition
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "SAMPLE").touch()
    with running(tmp_path / "data", tmp_path / "server.log") as started:
        page.goto(started.url)
        expect(page.get_by_role("progressbar")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading(definition, "", "tr"))
        expect(page.get_by_text(re.compile("^Veri durumu: "))).to_be_visible()


def chosen(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-{key}").get_by_role("combobox")


def choose(page: Page, key: str, words: str) -> None:
    chosen(page, key).click()
    page.get_by_role("option", name=words).click()


def nav(page: Page, words: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=words).click()
