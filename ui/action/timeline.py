"""When was each of them planned, and which should be over by now?"""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import streamlit as st

import definition
from ui import charts, components
from ui.action.asked import Asked
from ui.action.listing import listing
from ui.texts import t
from ui.today import today

SHOWN = 30


def draw(asked: Asked) -> None:
    rows = listing(asked)
    dated = rows.dropna(subset=["start_date", "end_date"])
    if dated.empty:
        components.empty_state(t("actions.no_dates"))
        return
    notes = []
    if len(dated) > SHOWN:
        notes.append(t("actions.first_ones", shown=SHOWN, total=len(dated)))
    if len(rows) > len(dated):
        notes.append(t("actions.undated", n=len(rows) - len(dated)))
    if notes:
        st.caption(" ".join(notes))
    figure = _figure(asked, today())
    with st.container(key="wide_actions"):  # page.css lets it scroll within itself on a phone
        st.plotly_chart(
            figure,
            key="action_timeline",
            config=charts.config(asked.language),
            alt=charts.alt_text(figure),
            width="stretch",
        )
    components.source_note()


@st.cache_resource(max_entries=100, show_spinner=False)
def _figure(asked: Asked, day: date) -> go.Figure:
    rows = listing(asked).dropna(subset=["start_date", "end_date"]).head(SHOWN)
    if asked.city is None:  # the same code stands in many plans
        rows = rows.assign(action_code=rows["name"] + " · " + rows["action_code"])
    return charts.gantt(
        rows,
        asked.language,
        period_end=definition.load().workshop(asked.workshop).period_end,
        today=day,
    )
