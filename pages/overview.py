"""Are the action plans on track, and where does somebody have to step in?"""

from __future__ import annotations

import streamlit as st

from ui import data, filters
from ui.overview import headline, on_map, opening, progress, todo
from ui.texts import t

FILTERS = ("workshop", "vs")


def render() -> None:
    """Six figures, then what to do next beside how far each city has come."""
    workshop, vs = filters.workshop(), filters.vs()
    nobody = data.submission_latest(workshop=workshop).empty
    with st.container(gap="xsmall"):
        st.title(t("shell.page.overview"))
        opening.draw_period(workshop, None if nobody else vs)
    if nobody:
        opening.draw(workshop)
        todo.draw(workshop)
        return
    before = opening.comparable(vs)
    headline.draw(workshop, before)
    actions, cities = st.columns(2, gap="large")
    with actions:
        todo.draw(workshop)
    with cities:
        progress.draw(workshop, before)
    on_map.draw(workshop)
