"""What the reader looks at: city, workshop, compared workshop, indicator. Codes, kept in the URL.

The shell draws them once for all pages, because a filter declared inside a page loses its value and its URL
parameter at the next page change. A page names the ones it uses (`FILTERS = ("workshop", "vs")`) and asks
here for their values; it never draws them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

import streamlit as st

import definition
from definition import Indicator, Workshop
from ui import data
from ui.format import sort_key
from ui.texts import label, t

Filter = Literal["city", "workshop", "vs", "indicator"]
FILTERS: tuple[Filter, ...] = ("workshop", "vs", "city", "indicator")  # in the order they are drawn
_OWN_CITY = "_own_city"
NO_COMPARISON = "-"  # the value of `vs` where nothing is to be compared with


def city() -> str:
    """The chosen city's code; a department head's own one when nothing was chosen."""
    return _chosen("city", cities(), st.session_state.get(_OWN_CITY))


def prefer(own: Collection[str]) -> None:
    """The cities of whoever is looking: a page that must have a city begins with theirs."""
    st.session_state[_OWN_CITY] = next((code for code in cities() if code in own), None)


def workshop() -> str:
    """The chosen workshop's code; the newest one with a submission when nothing was chosen."""
    return _chosen("workshop", [w.code for w in workshops()], newest_reported())


def vs() -> str | None:
    """The compared workshop's code; None where there is no earlier one, or none is wanted."""
    earlier = [w.code for w in earlier_workshops(workshop())]
    chosen = _chosen("vs", [*earlier, NO_COMPARISON])
    return None if chosen == NO_COMPARISON else chosen


def indicator() -> str:
    """The chosen indicator's code."""
    return _chosen("indicator", [i.code for i in shown_indicators()])


def cities() -> list[str]:
    """Every city that takes part in some workshop, in Turkish alphabetical order."""
    known = definition.load()
    takes_part = {city for w in known.workshops for city in w.participants}
    return [
        m.code for m in sorted(known.municipalities, key=lambda m: sort_key(m.name)) if m.code in takes_part
    ]


def workshops() -> list[Workshop]:
    """All workshops, the newest first."""
    return list(reversed(definition.load().workshops))


def earlier_workshops(code: str) -> list[Workshop]:
    """Those that `code` can be compared with, the nearest first."""
    order = workshops()
    return order[[w.code for w in order].index(code) + 1 :]


def indicators() -> list[Indicator]:
    """Everything cities report or we compute from their reports."""
    return [i for i in definition.load().indicators if i.asked or i.entry == "computed"]


def shown_indicators() -> list[Indicator]:
    """Those and, after them, the context indicators of the organizers: no target, no light, no change."""
    return [*indicators(), *definition.load().context_indicators]


def newest_reported() -> str:
    """The newest workshop somebody has submitted for; the newest of all while nobody has."""
    return _newest_reported(data.snapshot_key())


@st.cache_resource(max_entries=10, show_spinner=False)  # asked by every filter of every run
def _newest_reported(snapshot: str) -> str:
    reported = set(data.submission_latest()["workshop"])
    return next((w.code for w in workshops() if w.code in reported), workshops()[0].code)


def carry() -> None:
    """Bind every code to its URL parameter, on every page, also where its filter is not shown.

    A bound selectbox would put its label into the URL, another one in each language. So an unseen text field
    carries the code, and the visible filter only sets it. Draw before `draw` and before the page asks."""
    with st.container(key="carriers"):
        for name in FILTERS:
            with kept(name):
                st.text_input(t(f"filter.{name}"), key=name, bind="query-params")
        with kept(data.AS_OF):
            st.text_input(t("filter.asof"), key=data.AS_OF, bind="query-params")


@contextmanager
def kept(name: str, default: str = "") -> Iterator[None]:
    """Around a bound widget: its value outlives what Streamlit forgets.

    Whoever opens another page while the last choice is still being worked on loses the value and its URL
    parameter, because the browser has not reported the widget yet. Going back in history still wins."""
    store: dict[str, str] = st.session_state.setdefault("_kept", {})
    value = st.session_state.get(name) or store.get(name) or default
    is_absent = value != default and name not in st.query_params
    is_lost = is_absent and name not in st.session_state
    if is_absent:
        st.session_state[name] = value
    yield
    store[name] = st.session_state[name]
    if is_lost:
        st.rerun()  # only a widget that was there before writes its value into the URL


def draw(names: Sequence[str]) -> None:
    """Draw the named filters side by side; they wrap on a narrow screen."""
    for name in FILTERS:
        if name in names:
            _DRAW[name]()


def _chosen(name: Filter, options: Sequence[str], default: str | None = None) -> str:
    """What the session or the URL says, if it is one of the options; else the default, else the first."""
    for value in (st.session_state.get(name), st.query_params.get(name), default):
        if value in options:
            return str(value)
    return options[0]


def _select(
    name: Filter, options: Sequence[str], chosen: str, words: Callable[[str], str], width: int
) -> None:
    key = f"choose_{name}"
    st.session_state[key] = chosen
    st.selectbox(
        t(f"filter.{name}"),
        options,
        key=key,
        format_func=words,
        width=width,
        on_change=_take_over,
        args=(name, key),
    )


def _take_over(name: Filter, key: str) -> None:
    st.session_state[name] = st.session_state[key]


def _draw_city() -> None:
    known = definition.load()
    _select("city", cities(), city(), lambda code: known.municipality(code).name, 200)


def _draw_workshop() -> None:
    known = definition.load()
    codes = [w.code for w in workshops()]
    _select("workshop", codes, workshop(), lambda code: label(known.workshop(code).title), 270)


def _draw_vs() -> None:
    known = definition.load()
    codes = [*(w.code for w in earlier_workshops(workshop())), NO_COMPARISON]

    def words(code: str) -> str:
        return t("filter.no_comparison") if code == NO_COMPARISON else label(known.workshop(code).title)

    _select("vs", codes, vs() or NO_COMPARISON, words, 270)


def _draw_indicator() -> None:
    known = definition.load()
    codes = [i.code for i in shown_indicators()]
    _select(
        "indicator", codes, indicator(), lambda code: f"{code} · {label(known.indicator(code).name)}", 420
    )


_DRAW: dict[Filter, Callable[[], None]] = {
    "city": _draw_city,
    "workshop": _draw_workshop,
    "vs": _draw_vs,
    "indicator": _draw_indicator,
}
