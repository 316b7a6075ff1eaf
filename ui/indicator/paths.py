"""How have the cities moved over the workshops? The chart."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from ui import charts, components, filters, labels
from ui.charts.markup import Markup, beside, coloured
from ui.charts.panels import Panel, panels
from ui.indicator.asked import Asked
from ui.indicator.standing import history, medians, standing
from ui.texts import t


def draw(asked: Asked) -> None:
    if history(asked)["actual"].dropna().empty:
        components.empty_state(t("indicators.nothing"), t("indicators.nothing_text"))
        return
    figure = _figure(asked)
    with st.container(key="wide_indicator"):  # page.css lets it scroll within itself on a phone
        st.plotly_chart(
            figure,
            key="indicator_chart",
            config=charts.config(asked.language),
            alt=charts.alt_text(figure),
            width="stretch",
        )
    st.caption(t("indicators.chart_note", unit=asked.unit))
    components.source_note()


@st.cache_resource(max_entries=200, show_spinner=False)
def _figure(asked: Asked) -> go.Figure:
    cities = [Panel(str(row.city), _below(row, asked)) for row in standing(asked).itertuples()]
    rows = history(asked)
    upto = [asked.workshop, *(w.code for w in filters.earlier_workshops(asked.workshop))]
    alt = labels.say(
        "indicators.alt",
        asked.language,
        indicator=labels.indicator(asked.indicator, asked.language),
        cities=rows["city"].nunique(),
        workshops=rows["workshop"].nunique(),
    )
    return panels(
        rows,
        cities,
        medians(asked),
        upto,
        asked.language,
        words=asked.measure,
        highlight=asked.city,
        percent=asked.about.is_percent,
        alt=alt,
    )


def _below(row: Any, asked: Asked) -> Markup:
    light, reason = row.light, row.light_reason
    mark = labels.light_mark(light)
    words = row.why or labels.light(light, reason, asked.language)
    if row.value_state == "zero":
        words = labels.light(light, reason, asked.language)
    return beside(coloured(mark.symbol, mark.colour), words)
