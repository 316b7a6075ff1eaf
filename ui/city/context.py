"""What surrounds the city: the context figures of the organizers, without a target and without a light."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Language
from ui import components, data, format, labels
from ui.city.report import Report
from ui.labels import say
from ui.origin import Origins, origins
from ui.rows import rows
from ui.texts import language, t

_COLUMNS = ("indicator", "code", "value", "year", "source")


def draw(report: Report) -> None:
    """Every context indicator in one short table; what nobody has handed in is said to be missing."""
    st.subheader(t("figures.context"), anchor="context")
    st.caption(t("figures.context_help"))
    table, sources = _table(data.snapshot_key(), report, language())
    components.show_table(
        table,
        key="city_context",
        file_name=f"baglam-{report.city}-{report.workshop}",
        columns={t("figures.column.source"): st.column_config.TextColumn(width="large")},
        origins=sources,
    )


@st.cache_resource(max_entries=300, show_spinner=False)
def _table(snapshot: str, report: Report, in_language: Language) -> tuple[pd.DataFrame, Origins]:
    found = data.context_figure(report.workshop, report.city)
    headers = {name: say(f"figures.column.{name}", in_language) for name in _COLUMNS}
    shown = pd.DataFrame([_line(row, in_language) for row in rows(found)], columns=list(headers.values()))
    traced = {headers[name]: name for name in ("value", "year", "source")}
    return shown, origins("context_figure", found, traced)


def _line(row: Any, in_language: Language) -> tuple[str, ...]:
    """As texts, so that each unit stands beside its value; there are only a few."""
    about = definition.load().indicator(row.indicator)
    year = "" if row.year is None else str(int(row.year))
    source = say(f"figures.state.{row.value_state}", in_language) if row.value is None else row.source
    value = format.measure(row.value, about, in_language)
    return labels.indicator(row.indicator, in_language), row.indicator, value, year, source
