"""What somebody typed is shown as typed on every page, tab and chart.

Two homes, the same but for the words that were typed: harmless ones, and what some language of ours would
obey. Where a harmless word stands the other one can be read, and nothing more than words came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import definition as definition_package
from definition import Language
from etl.database.frozen import freezes
from tests.e2e.conftest import Visit, running
from tests.e2e.states import STATES, State, newest_report, unfold
from tests.typed import OUTSIDE, Words, build

_SIGN = re.compile(r"im\d{3}z")
_HOVERED = 4  # points of each chart
_REPORTS = ("antalya", "ankara", "mugla", "bursa", "mersin")  # one in each state
PLACES = (
    *(state for state in STATES if state.name in ("", "sources", "map") and not state.complaint.strip()),
    *(State(f"submit?city={city}", "newest report", newest_report) for city in _REPORTS),
    State("city?city=ankara"),
    State("manage?tab=members"),
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
    *(".stMarkdownColoredBackground", ".stMarkdownShimmer", f"[href*='{OUTSIDE}']", f"[src*='{OUTSIDE}']"),
)
# Every text with how it looks; what a program reads aloud and what stands in a field too.
_LOOK = """selectors => {
  const made = Object.fromEntries(selectors.map(s => [s, document.querySelectorAll(s).length]));
  const texts = [], signs = {};
  const blocks = 'p, li, td, th, h1, h2, h3, h4, text, button, label, summary, caption, option, code, div';
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('script, style, noscript')) continue;
    for (const a of ['aria-label', 'alt', 'title', 'data-label'])
      if (e.hasAttribute(a)) texts.push(e.getAttribute(a));
    if (e.value && typeof e.value === 'string') texts.push(e.value);
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const own = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' ');
    for (const sign of own.match(/im\\d{3}z/g) || []) {
      const look = getComputedStyle(e);
      (signs[sign] ??= []).push(`${+look.fontWeight >= 600} ${look.fontStyle} ${look.textDecorationLine}`);
    }
    texts.push((e.closest(blocks) || e).textContent);
  }
  return {made, signs, texts: [...new Set(texts)]};
}"""


@dataclass(frozen=True)
class Home:
    words: Words
    visit: Visit
    frozen: str  # the code of what was frozen


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
            found.append(Home(words, Visit(context.new_page(), server), freezes(folder / "data")[0].code))
        yield found[0], found[1]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("state", PLACES, ids=str)
def test_typed_words_are_read_as_typed_and_become_nothing_else(
    state: State, language: Language, homes: tuple[Home, Home]
) -> None:
    control, nasty = homes
    for home in homes:
        home.visit.complaints.clear()
        join = "&" if "?" in state.path else "?"
        path = state.path.replace("FROZEN", home.frozen)
        home.visit.page.goto(f"{home.visit.server.url}/{path}{join}lang={language}")
    harmless, found = (_seen(home.visit, state) for home in (control, nasty))
    more = {name: n for name, n in found["made"].items() if n > harmless["made"][name]}
    assert more == {}, "a text became more than text"
    looks = {sign: set(own) - set(harmless["signs"].get(sign, own)) for sign, own in found["signs"].items()}
    assert {sign: own for sign, own in looks.items() if own} == {}, "a text looks otherwise"
    assert _signs(harmless) <= _signs(found), "a text is not to be found"
    assert [text for text in found["texts"] if not _is_as_typed(text, nasty.words)] == []
    assert nasty.visit.complaints == []


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
    """What charts say about their first points."""
    for plot in page.locator(".js-plotly-plot").all():
        points = plot.locator(".point path, path.point").all()[:_HOVERED]
        for point in points:
            point.scroll_into_view_if_needed()
            point.hover(force=True)
            words = plot.locator(".hoverlayer text")
            expect(words.first).to_be_visible()
            yield from words.all_text_contents()


def _signs(seen: dict[str, Any]) -> set[str]:
    return {sign for text in seen["texts"] for sign in _SIGN.findall(text)}


def _is_as_typed(text: str, words: Words) -> bool:
    """Around each sign stands what was typed, up to its end or to where it is cut off."""
    shown = " ".join(text.split())
    return all(_reads(shown, found, words.typed[found.group()]) for found in _SIGN.finditer(shown))


def _reads(shown: str, found: re.Match[str], typed: str) -> bool:
    whole = " ".join(typed.split())
    begins = found.start() - whole.index(found.group())
    rest = shown[max(begins, 0) :]
    pairs = zip(rest, whole, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(rest), len(whole)))
    return begins >= 0 and (same == len(whole) or rest[same : same + 1] in ("…", ""))
