"""Does the address name something that there is not? Showing something else in silence would mislead."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import streamlit as st

from ui import data, filters
from ui.texts import t

_LONGEST = 40


def draw(used: Collection[str]) -> None:
    """One sentence for each, until something else is chosen. `used`: what the page lets choose."""
    for name, asked in _unknown():
        if name not in (*used, data.AS_OF):
            continue
        shown = asked if len(asked) <= _LONGEST else f"{asked[:_LONGEST]}…"
        st.warning(t(f"shell.unknown.{name}", asked=shown))


def _unknown() -> Iterator[tuple[str, str]]:
    workshops = [w.code for w in filters.workshops()]
    known = {
        "city": filters.cities(),
        "workshop": workshops,
        # Another workshop chosen above may leave it without sense; that is no fault of the address.
        "vs": [*workshops, filters.NO_COMPARISON],
        "indicator": [i.code for i in filters.shown_indicators()],
        data.AS_OF: [data.as_of()],
    }
    for name, codes in known.items():
        asked = str(st.session_state.get(name) or st.query_params.get(name) or "")
        if asked and asked not in codes:
            yield name, asked
