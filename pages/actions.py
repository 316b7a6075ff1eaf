"""Which actions are late, done, dropped, without an owner or without news?"""

from __future__ import annotations

import streamlit as st

from ui import choices, components, filters, labels
from ui.action import division, dropped, headline, table, timeline
from ui.action.asked import asked
from ui.action.listing import listing
from ui.texts import language, t

FILTERS = ("workshop",)
PARTS_ASK = ("city",)  # shared choices that a part of the page offers
TABS = {"table": table.draw, "timeline": timeline.draw, "division": division.draw, "dropped": dropped.draw}


def render() -> None:
    """Counts, the page's own filters, then one of four ways to look at what they leave."""
    st.title(t("shell.page.actions"), anchor=False)
    tiles = st.container()  # the city is chosen below them
    shown = asked()
    with tiles:
        headline.draw(shown)
    if listing(shown.everything).empty:
        workshop = labels.workshop_short(filters.workshop(), language())
        components.empty_state(t("actions.nothing", workshop=workshop), t("actions.nothing_text"))
        return
    for name, place in choices.tabs("tab", {name: t(f"actions.tab.{name}") for name in TABS}):
        with place:
            TABS[name](shown)
