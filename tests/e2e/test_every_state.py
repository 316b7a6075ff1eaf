"""Every page, tab, dialog and fault: in one language, for everybody, and without a word to another host.

One opening a state answers all of it; what a state must do is asked elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from definition import Definition, Language
from tests.e2e.conftest import Server, Visit
from tests.e2e.states import STATES, State
from tests.e2e.words import ALL_WORDS, foreign_words, words_in

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Reader:
    """Turkish on an English computer and the other way round: what is right is then our doing."""

    language: Language
    browser: str
    theme: str

    def __str__(self) -> str:
        return f"{self.language} {self.theme}"


READERS = (Reader("tr", "en-US", "light"), Reader("en", "tr-TR", "dark"))


@pytest.fixture(scope="module", params=READERS, ids=str)
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


@pytest.fixture(scope="module")
def foreign(reader: Reader, definition: Definition, server: Server) -> set[str]:
    return foreign_words(definition, server.home, reader.language)


@pytest.fixture(scope="module")
def looked_at(
    reader: Reader, server: Server, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Visit]:
    theirs: dict[str, Any] = {"locale": reader.browser, "color_scheme": reader.theme}
    with browser.new_context(**{**browser_context_args, **theirs}) as context:
        yield Visit(context.new_page(), server)


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_state_is_in_one_language_open_to_everybody_and_silent_to_others(
    state: State, reader: Reader, looked_at: Visit, foreign: set[str], definition: Definition
) -> None:
    looked_at.complaints.clear()
    looked_at.page.set_viewport_size({"width": 1280, "height": 800})
    join = "&" if "?" in state.path else "?"
    page = looked_at.open(state.path + (f"{join}lang=en" if reader.language == "en" else ""))
    if state.tab:
        chosen = page.get_by_role("tab", selected=True).first
        expect(chosen).to_have_text(definition.text(state.tab, reader.language))
    state.press(page)
    looked_at.settled()
    expect(page.get_by_test_id("stAlertContentError").filter(has_text="destek kodu")).to_have_count(0)
    found = {
        "another language": other_language(page, foreign),
        "not for everybody": violations(page),
        "complaints": [said for said in looked_at.complaints if state.complaint not in said],
    }
    assert {name: what for name, what in found.items() if what} == {}
    assert page.locator("html").get_attribute("lang") == reader.language
    fits_a_narrow_screen(page)


def other_language(page: Page, foreign: set[str]) -> dict[str, set[str]]:
    """What is read there → the words of it that belong to the other language."""
    return {said[:90]: found for said in page.evaluate(ALL_WORDS) if (found := words_in(said) & foreign)}


def violations(page: Page) -> list[tuple[str, str]]:
    """Rule and element of each violation of WCAG 2.2 A or AA, Streamlit's own too."""
    result = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
    return [
        (rule["id"], node["html"][:160]) for rule in result.response["violations"] for node in rule["nodes"]
    ]


def fits_a_narrow_screen(page: Page) -> None:
    """At 320 pixels, which is also 1280 at 400 % zoom, nothing scrolls sideways."""
    page.set_viewport_size({"width": 320, "height": 800})
    for part in (page.locator("html"), page.get_by_test_id("stMain")):
        expect(part).to_have_js_property("scrollWidth", part.evaluate("e => e.clientWidth"))
