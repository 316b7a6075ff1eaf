"""A chart is never alone: the table behind it and its download are one click away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import access, charts
from ui.components.data_table import Cell, data_table, in_words
from ui.components.notes import source_note
from ui.components.sources import Figure, show_sources
from ui.origin import Origins
from ui.texts import language, t


@st.fragment
def chart_with_table(
    figure: go.Figure,
    table: pd.DataFrame,
    *,
    key: str,
    file_name: str,
    columns: Mapping[str, Any] | None = None,
    origins: Origins | None = None,
    wide: bool = False,
    config: Mapping[str, Any] | None = None,
    opens: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """The figure, with `table` behind it as a second tab that costs nothing until it is opened.

    `table`: headers in the reader's words, values raw (numbers, dates), missing left missing. `columns` are
    st.column_config entries by header, for what the type alone does not say. A `wide` chart (heat map,
    timeline) scrolls within itself on a phone. `opens` is given the point that somebody presses.
    A fragment: switching reruns this part only."""
    access.stay()
    chart, rows = st.tabs([t("part.chart"), t("part.table")], key=f"{key}_tabs", on_change="rerun")
    if rows.open:
        with rows:
            _table(table, f"{key}_table", file_name, "", columns, origins)
        return
    # The key is what page.css holds on to.
    with chart, st.container(key=f"wide_{key}" if wide else f"chart_{key}"):
        event: Any = st.plotly_chart(
            figure,
            key=key,
            config=dict(config or charts.config(language())),
            alt=charts.alt_text(figure),
            width="stretch",
            on_select="rerun" if opens else "ignore",
            selection_mode="points",
        )
    with chart:  # below what scrolls within itself, or its end would be out of sight
        source_note()
    if opens and event.selection.points:
        opens(event.selection.points[0])


def show_table(
    table: pd.DataFrame,
    *,
    key: str,
    file_name: str,
    alt: str = "",
    columns: Mapping[str, Any] | None = None,
    origins: Origins | None = None,
) -> None:
    """A table with its download; with `origins` a cell that is pressed opens where it comes from.

    `file_name` without extension, ASCII. `alt` names the table for a screen reader (default: its headers)."""
    if origins and not table.empty:
        _alone(table, key, file_name, alt, columns, origins)
    else:
        data_table(table, key=key, file_name=file_name, alt=alt, columns=columns)


# A fragment: choosing a cell reruns this part only.
@st.fragment
def _alone(*asked: Any) -> None:
    access.stay()
    _table(*asked)


def _table(
    table: pd.DataFrame,
    key: str,
    file_name: str,
    alt: str,
    columns: Mapping[str, Any] | None,
    origins: Origins | None,
) -> None:
    clickable = bool(origins) and not table.empty
    chosen = data_table(table, key=key, file_name=file_name, alt=alt, columns=columns, clickable=clickable)
    if origins and clickable:
        st.caption(t("part.source.how"))
        if _is_new(chosen, f"{key}_opened"):
            _show(table, origins, chosen, key)


def _is_new(chosen: Cell | None, key: str) -> bool:
    """A cell stays chosen while other things are pressed; its dialog opens once."""
    before = st.session_state.get(key)
    st.session_state[key] = chosen
    return chosen is not None and chosen != before


def _show(table: pd.DataFrame, origins: Origins, chosen: Cell | None, key: str) -> None:
    """The cells behind a cell of the table. A name, which is no figure, leads nowhere."""
    if chosen is None or chosen[1] not in origins:
        return
    row, header = chosen
    found = origins[header][row]
    words = f"{table.iloc[row, 0]!s} · {header}"
    figure = Figure(words, in_words(table[header].iloc[row]), (found,) if found else ())
    show_sources([figure], key=f"{key}_{row}_{list(table.columns).index(header)}")
