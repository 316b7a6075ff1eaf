"""Who can work with whom: which offers meet needs, what can cities learn from each other?"""

from __future__ import annotations

import streamlit as st

from ui import choices
from ui.cooperation import challenges, matches, networks, partners, practices
from ui.cooperation.asked import asked
from ui.texts import t

FILTERS = ("workshop",)
PARTS_ASK = ("city",)  # shared choices that a part of the page offers
TABS = {
    "matches": matches.draw,
    "practices": practices.draw,
    "challenges": challenges.draw,
    "networks": networks.draw,
    "partners": partners.draw,
}


def render() -> None:
    """Matches with what became of them, practices, challenges, networks, partners; one tab each."""
    st.title(t("shell.page.cooperation"), anchor=False)
    shown = asked()
    for name, place in choices.tabs("tab", {name: t(f"cooperation.tab.{name}") for name in TABS}):
        with place:
            TABS[name](shown)
