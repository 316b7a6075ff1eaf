"""Where do the cities stand beside each other, and what changed between two workshops?"""

from __future__ import annotations

import streamlit as st

from ui import choices
from ui.comparison import changed, heat, pair
from ui.comparison.asked import asked
from ui.texts import t

FILTERS = ("workshop", "vs")
PARTS_ASK = ("city", "indicator")  # shared choices that a part of the page offers
TABS = {"cities": heat.draw, "workshops": pair.draw, "changes": changed.draw}


def render() -> None:
    """Cities beside each other, two workshops, or the list of what changed; never one score for all."""
    st.title(t("shell.page.compare"), anchor=False)
    shown = asked()
    for name, place in choices.tabs("tab", {name: t(f"compare.tab.{name}") for name in TABS}):
        with place:
            TABS[name](shown)
