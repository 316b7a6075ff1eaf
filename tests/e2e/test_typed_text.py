"""What somebody typed is shown as typed on every page, tab and chart.

Two homes, the same but for the words that were typed: harmless ones, and what some language of ours would
obey. Where a harmless word stands the other one can be read, and nothing more than words came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import definition as definition_package
from definition import Language
from etl.database.frozen import freezes
from pages import actions, compare, cooperation, indicators, manage, workshop
from tests.e2e.conftest import Visit, running
from tests.e2e.states import State, newest_report, opens, unfold
from tests.typed import OUTSIDE, Words, build, signs
from ui.catalogue.draw import CHAPTERS

_PLAIN = "false normal none"  # neither bold nor italic nor underlined
_HOVERED = 4  # points of each chart
_REPORTS = ("antalya", "ankara", "mugla", "bursa", "mersin")  # one in each state
_CITY = "city?city=antalya&workshop=3&vs=2"
_LISTS = ("networks", "sister_cities", "projects", "challenges", "good_practices", "cooperation")
_TABS: dict[str, Iterable[str]] = {
    _CITY: ("actions", "indicators", "history"),
    "indicators?indicator=KRD-05": indicators.TABS,
    "actions?city=antalya": actions.TABS,
    "compare?vs=2": compare.TABS,
    "cooperation?workshop=3": cooperation.TABS,
    "workshop?workshop=3": workshop.TABS,
    "manage?workshop=3": manage.TABS,
    "definitions?workshop=3": CHAPTERS,
}
PLACES = (
    State(""),
    State("", "sources", opens("overview_tiles_sources", "dialog")),
    *(State(f"{page}&tab={tab}") for page, tabs in _TABS.items() for tab in tabs),
    *(State(f"{_CITY}&tab=lists&list={sheet}") for sheet in _LISTS),
    State("indicators?indicator=BAG-01"),
    State("actions?city=ankara&tab=timeline"),
    State("submit?city=ankara"),
    *(State(f"submit?city={city}", "newest report", newest_report) for city in _REPORTS),
    State("?asof=FROZEN"),
)
# What a text could become, counted on the whole page.
_MADE = (
    *("a", "img", "image", "b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "code", "pre", "mark"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "hr",
        "iframe",
        "script",
        "input",
        "tspan[style]",
    ),
    *(".katex", "[role=img]", "[data-testid=stIconMaterial]", ".stMarkdownColoredText", ".stMarkdownBadge"),
    *(".stMarkdownColoredBackground", ".stMarkdownShimmer", f"[src*='{OUTSIDE}']"),
    f"[href*='{OUTSIDE}']:not([href^='mailto:'])",  # a letter holds the words, as text
)
# Every text with how it looks; what a program reads aloud and what stands in a field too.
_LOOK = """async selectors => {
  await new Promise(done => {  // until nothing has been drawn for a moment
    let still = setTimeout(done, 250);
    new MutationObserver(() => { clearTimeout(still); still = setTimeout(done, 250); })
      .observe(document.body, {childList: true, subtree: true, characterData: true});
  });
  const made = Object.fromEntries(selectors.map(s => [s, document.querySelectorAll(s).length]));
  const texts = [], cells = [], signs = {};
  const blocks = 'p, li, td, th, h1, h2, h3, h4, text, button, label, summary, caption';
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('script, style, noscript, .st-key-carriers')) continue;  // those carry codes
    for (const a of ['aria-label', 'alt', 'title', 'data-label'])
      if (e.hasAttribute(a)) texts.push(e.getAttribute(a));
    if (e.value && typeof e.value === 'string') texts.push(e.value);
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const own = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' ');
    for (const sign of own.match(/im\\d{3}z/g) || []) {
      const look = getComputedStyle(e);
      (signs[sign] ??= []).push(`${+look.fontWeight >= 600} ${look.fontStyle} ${look.textDecorationLine}`);
    }
    // A table that scrolls has those of its rows that are in sight.
    (e.closest('[data-testid=stDataFrame]') ? cells : texts).push((e.closest(blocks) || e).textContent);
  }
  return {made, signs, texts: [...new Set(texts)], cells: [...new Set(cells)]};
}"""


@dataclass(frozen=True)
class Home:
    words: Words
    visit: Visit
    frozen: str  # the code of what was frozen
    seen: dict[State, dict[str, Any]] = field(default_factory=dict)

    def go(self, state: State, language: Language) -> None:
        self.visit.complaints.clear()
        path = state.path.replace("FROZEN", self.frozen)
        join = "&" if "?" in path else "?"
        self.visit.page.goto(f"{self.visit.server.url}/{path}{join}lang={language}")


@pytest.fixture(scope="module")
def homes(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[tuple[Home, Home]]:
    """Harmless and nasty, each with a server and a page of its own."""
    with ExitStack() as stack:
        found = []
        for is_nasty in (False, True):
            folder = tmp_path_factory.mktemp("typed")
            words = build(folder / "data", is_nasty)
            definition_package.keep(())
            server = stack.enter_context(running(folder / "data", folder / "server.log"))
            context = stack.enter_context(browser.new_context(**browser_context_args))
            frozen = freezes(folder / "data")[0].code
            found.append(Home(words, Visit(context.new_page(), server), frozen))
        yield found[0], found[1]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("state", PLACES, ids=str)
def test_typed_words_are_read_as_typed_and_become_nothing_else(
    state: State, language: Language, homes: tuple[Home, Home]
) -> None:
    control, nasty = homes
    found = _looked_at(nasty, state, language)
    if state not in control.seen:  # the words of everybody are the same in both languages
        control.seen[state] = _looked_at(control, state, language)
    if faults(control.seen[state], found, nasty.words):
        # On a busy machine one of the two may have been looked at before all of it was drawn. What a text
        # has become is there at the second look too.
        found = _looked_at(nasty, state, language)
        control.seen[state] = _looked_at(control, state, language)
    assert faults(control.seen[state], found, nasty.words) == {}
    assert nasty.visit.complaints == []


def _looked_at(home: Home, state: State, language: Language) -> dict[str, Any]:
    home.go(state, language)
    return _seen(home.visit, state)


def faults(harmless: dict[str, Any], found: dict[str, Any], typed: Words) -> dict[str, Any]:
    """What the nasty words became, where they look otherwise, which are gone, which read otherwise."""
    looks = {
        sign: {*own} - {_PLAIN, *harmless["signs"].get(sign, own)} for sign, own in found["signs"].items()
    }
    told = {
        "more than text": {name: n for name, n in found["made"].items() if n > harmless["made"][name]},
        "another look": {sign: own for sign, own in looks.items() if own},
        "not to be found": sorted(signs(harmless["texts"]) - signs(found["texts"])),
        "read otherwise": [text for text in found["texts"] + found["cells"] if not typed.are_read_in(text)],
    }
    return {name: what for name, what in told.items() if what}


def _seen(visit: Visit, state: State) -> dict[str, Any]:
    page = visit.settled()
    state.press(page)
    unfold(page)
    visit.settled()
    seen: dict[str, Any] = page.evaluate(_LOOK, list(_MADE))
    for words in _hovers(page):
        seen["texts"].append(words)
    return seen


def _hovers(page: Page) -> Iterator[str]:
    """What charts say about their first points; under a dialog they say nothing."""
    if page.get_by_role("dialog").count():
        return
    for plot in page.locator(".js-plotly-plot").all():
        for point in plot.locator(".point path, path.point").all()[:_HOVERED]:
            point.scroll_into_view_if_needed()
            box = point.bounding_box()
            if not box or box["width"] < 2:  # nothing of one kind is no bar
                continue
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            words = plot.locator(".hoverlayer text")
            expect(words.first).to_be_visible()
            yield from words.all_text_contents()
