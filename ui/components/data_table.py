"""A table with Turkish numbers and dates, missing said in words, and its download."""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from definition import Language
from ui import format
from ui.components.download import download_table
from ui.handed_out import TAKE_ALONG, Needs
from ui.texts import language, t

_MAX_HEIGHT = 520
DAY: Mapping[Language, str] = {"tr": "DD.MM.YYYY", "en": "D MMM YYYY"}  # as ui.format writes it
_ROW = 35  # pixels, as Streamlit draws it
Cell = tuple[int, str]  # the row's place in the table as it was given, and the header


def data_table(
    table: pd.DataFrame,
    *,
    key: str,
    file_name: str,
    alt: str = "",
    columns: Mapping[str, Any] | None = None,
    clickable: bool = False,
    max_height: int = _MAX_HEIGHT,
    needs: Needs = TAKE_ALONG,
) -> Cell | None:
    """Returns the cell that the reader has chosen; only a `clickable` table lets one be chosen."""
    if table.empty:
        st.caption(t("part.no_rows"))
        return None
    shown: dict[str, Any] = {
        "hide_index": True,
        "key": key,
        "column_config": _configured(table) | dict(columns or {}),
        "placeholder": format.no_data(language()),
        "alt": alt or ", ".join(map(str, table.columns)),
        "height": min(max_height, _ROW * (len(table) + 1) + 2),
    }
    chosen: Cell | None = None
    if clickable:
        event: Any = st.dataframe(table, on_select="rerun", selection_mode="single-cell", **shown)
        chosen = next(((int(row), str(name)) for row, name in event.selection.cells), None)
    else:
        st.dataframe(table, on_select="ignore", **shown)
    with st.container(horizontal=True, vertical_alignment="center"):
        download_table(table, key=key, file_name=file_name, needs=needs)
        st.caption(t("part.rows", n=format.number(len(table), language(), 0)))
    return chosen


def _configured(table: pd.DataFrame) -> dict[str, Any]:
    """By type: numbers with the reader's separators, days as dd.mm.yyyy."""
    made: dict[str, Any] = {}
    for name, values in table.items():
        if pd.api.types.is_bool_dtype(values):
            continue
        if pd.api.types.is_numeric_dtype(values):
            made[str(name)] = st.column_config.NumberColumn(format="localized")
        elif pd.api.types.is_datetime64_any_dtype(values):
            made[str(name)] = st.column_config.DateColumn(format=DAY[language()])
    return made


def in_words(value: Any) -> str:
    """A value of a table as it is read there."""
    return words_of(value, language())


def words_of(value: Any, in_language: Language) -> str:
    """The same in a named language, for documents."""
    if format.is_missing(value):
        return format.no_data(in_language)
    if isinstance(value, pd.Timestamp):
        return format.day(value.date(), in_language)
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return format.yes_no(bool(value), in_language)
    return format.number(float(value), in_language) if isinstance(value, numbers.Real) else str(value)
