"""How does one city's action plan stand?"""

from __future__ import annotations

import streamlit as st

from ui import choices, filters
from ui.access import may
from ui.city import actions, header, headline, history, indicators, lists, look
from ui.city.report import Report, report
from ui.texts import t

FILTERS = ("city", "workshop", "vs")
_FULL = {"actions": actions, "indicators": indicators, "lists": lists, "history": history}


def render() -> None:
    """State first, then the figures; the rest in tabs, of which only the open one is made."""
    st.html(look.CSS)
    shown = report(filters.city(), filters.workshop(), filters.vs())
    header.draw(shown)
    if shown.counted:
        headline.draw(shown)
    for name, place in choices.tabs("tab", {name: t(f"city.tab.{name}") for name in _parts(shown)}):
        with place:
            _FULL[name].draw(shown)


def _parts(shown: Report) -> tuple[str, ...]:
    """A draft shows its actions only, to its own city; without a report there is still the past."""
    if shown.counted:
        return tuple(_FULL)
    if not may("read_submission", shown.city):
        return ("history",)
    return ("actions", "history") if shown.standing == "draft" else ("history",)
