"""How do the cities stand on one indicator, and how did they get there?"""

from __future__ import annotations

import streamlit as st

from ui import choices, filters
from ui.indicator import cities, context, heading, meaning, origins, paths
from ui.indicator.asked import asked
from ui.texts import t

FILTERS = ("indicator", "workshop", "vs")
PARTS_ASK = ("city",)  # shared choices that a part of the page offers
TABS = {"chart": paths.draw, "table": cities.draw, "meaning": meaning.draw, "origins": origins.draw}


def render() -> None:
    """What it is, what the cities make together, then one of four ways to look at it."""
    heading.title(filters.indicator())
    if context.is_context(filters.indicator()):
        context.draw(filters.indicator())
        return
    tiles = st.container()  # what is chosen below them changes them too
    about = asked()
    with tiles:
        heading.draw(about)
    for name, place in choices.tabs("tab", {name: t(f"indicators.tab.{name}") for name in TABS}):
        with place:
            TABS[name](about)
