"""A chart is never alone: the table behind it and its download are one click away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import charts, exports, format
from ui.texts import language, t

_MAX_HEIGHT = 520


@st.fragment
def chart_with_table(
    figure: go.Figure,
    table: pd.DataFrame,
    *,
    key: str,
    file_name: str,
    columns: Mapping[str, Any] | None = None,
    wide: bool = False,
) -> None:
    """The figure, with `table` behind it as a second tab that costs nothing until it is opened.

    `table`: headers in the reader's words, values raw (numbers, dates), missing left missing. `columns` are
    st.column_config entries by header, for what the type alone does not say. A `wide` chart (heat map,
    timeline) scrolls within itself on a phone. A fragment: switching reruns this part only."""
    chart, rows = st.tabs([t("part.chart"), t("part.table")], key=f"{key}_tabs", on_change="rerun")
    if rows.open:
        with rows:
            show_table(table, key=f"{key}_table", file_name=file_name, columns=columns)
        return
    # The key is what page.css holds on to.
    with chart, st.container(key=f"wide_{key}" if wide else f"chart_{key}"):
        st.plotly_chart(
            figure, key=key, config=charts.config(language()), alt=charts.alt_text(figure), width="stretch"
        )


def show_table(
    table: pd.DataFrame,
    *,
    key: str,
    file_name: str,
    alt: str = "",
    columns: Mapping[str, Any] | None = None,
) -> None:
    """A table with Turkish numbers and dates, missing said in words, and its download.

    `file_name` without extension, ASCII. `alt` names the table for a screen reader (default: its headers)."""
    if table.empty:
        st.caption(t("part.no_rows"))
        return
    words = format.no_data(language())
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        column_config=_configured(table) | dict(columns or {}),
        placeholder=words,
        alt=alt or ", ".join(map(str, table.columns)),
        height=min(_MAX_HEIGHT, 36 * (len(table) + 1) + 3),
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("part.download"),
            exports.csv_for_people(table, language()),
            f"{file_name}.csv",
            "text/csv",
            key=f"{key}_csv",
            on_click="ignore",
            type="tertiary",
        )
        st.caption(t("part.rows", n=format.number(len(table), language(), 0)))


def _configured(table: pd.DataFrame) -> dict[str, Any]:
    """By type: numbers with the reader's separators, days as dd.mm.yyyy."""
    made: dict[str, Any] = {}
    for name, values in table.items():
        if pd.api.types.is_bool_dtype(values):
            continue
        if pd.api.types.is_numeric_dtype(values):
            made[str(name)] = st.column_config.NumberColumn(format="localized")
        elif pd.api.types.is_datetime64_any_dtype(values):
            made[str(name)] = st.column_config.DateColumn(format="DD.MM.YYYY")
    return made
