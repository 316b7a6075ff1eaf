"""Is the workshop ready: who has delivered, what was agreed, which figures does it rest on?"""

from __future__ import annotations

import streamlit as st

from ui import choices, filters
from ui.texts import t
from ui.workshop import figures, freezing, pack, readiness, tasks

FILTERS = ("workshop", "vs")
TABS = {
    "readiness": readiness.draw,
    "tasks": tasks.draw,
    "figures": figures.draw,
    "pack": pack.draw,
    "frozen": freezing.draw,
}


def render() -> None:
    """What is missing from whom, what was decided, and the figures that never change again."""
    st.title(t("shell.page.workshop"), anchor=False)
    for name, place in choices.tabs("tab", {name: t(f"workshop.tab.{name}") for name in TABS}):
        with place:
            TABS[name](filters.workshop())
