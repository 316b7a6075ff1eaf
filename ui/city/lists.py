"""With whom does the city work, on what, and what does it offer and look for?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Column, Language, Sheet
from ui import choices, components, data, format, on_world
from ui.access import may
from ui.charts import alt_text
from ui.charts.land import map_config
from ui.city.countries import by_country, in_words
from ui.city.report import Report
from ui.labels import say
from ui.markdown import plain
from ui.origin import Origins, origins
from ui.plain_table import Cell, Html, link, table
from ui.texts import label, language, t

_VIEWS = {
    "networks": data.network,
    "sister_cities": data.sister_city,
    "projects": data.project,
    "challenges": data.challenge,
    "good_practices": data.good_practice,
    "cooperation": data.cooperation,
}
_SENTENCES = frozenset({"challenges", "good_practices", "cooperation"})  # long texts, which must wrap


def draw(report: Report) -> None:
    """One tab a sheet with the number of its rows; only the open one is made."""
    workbook = definition.load().workbook
    found = {key: _rows(key, report, _sees_all(report)) for key in _VIEWS}
    names = {key: f"{label(workbook.sheet(key).name)} ({len(rows)})" for key, rows in found.items()}
    for key, place in choices.tabs("list", names):
        with place:
            _draw(workbook.sheet(key), found[key], report)


def _draw(sheet: Sheet, rows: pd.DataFrame, report: Report) -> None:
    if rows.empty:
        components.empty_state(t("city.list.none"), t("city.list.none_text", sheet=label(sheet.name)))
        return
    name, file_name = label(sheet.name), f"{sheet.key.replace('_', '-')}-{report.city}-{report.workshop}"
    key = f"city_{sheet.key}"
    countries = by_country(sheet, rows, language())
    if not countries.empty:
        st.caption(in_words(countries, language()))
        _draw_map(countries, name, f"{key}_map")
    shown, sources = _shown(data.snapshot_key(), sheet.key, report, language(), _sees_all(report))
    if sheet.key not in _SENTENCES:
        # The name of a thing is read in full; the rest of its row may be scrolled to.
        wide = {label(sheet.key_column.header): st.column_config.TextColumn(width=270)}
        components.show_table(shown, key=key, file_name=file_name, alt=name, columns=wide, origins=sources)
    else:
        st.html(table(list(shown.columns), [_cells(row) for row in shown.itertuples(index=False)], name))
        components.download_table(shown, key=key, file_name=file_name)
    sent = data.submission(report.submission_id).iloc[0]
    st.caption(t("city.list.source", file=sent["file_name"], sheet=sheet.name.tr))


def _draw_map(countries: pd.DataFrame, counted: str, key: str) -> None:
    """Folded: the table below it is what the page is read for."""
    folded = st.expander(t("city.list.map"), key=key, on_change="rerun", icon=":material/public:")
    if not folded.open:
        return
    with folded:
        figure = on_world.figure(countries, counted, language())
        st.plotly_chart(figure, key=f"{key}_chart", config=map_config(language()), alt=alt_text(figure))
        if small := on_world.without_place(countries, language()):
            st.caption(plain(small))


@st.cache_resource(max_entries=300, show_spinner=False)
def _shown(
    snapshot: str, sheet_key: str, report: Report, in_language: Language, sees_all: bool
) -> tuple[pd.DataFrame, Origins]:
    """The sheet's rows in words, columns that nobody filled in left out, the row of the sheet last."""
    sheet = definition.load().workbook.sheet(sheet_key)
    rows = _rows(sheet_key, report, sees_all)
    shown = {
        column.header[in_language]: _in_words(rows[column.key], column, in_language)
        for column in sheet.stored_columns
        if rows[column.key].notna().any()
    }
    traced = {column.header[in_language]: column.key for column in sheet.stored_columns}
    sources = origins(_VIEWS[sheet_key].__name__, rows, traced)
    return pd.DataFrame(shown | {say("city.list.row", in_language): rows["row_number"]}), sources


def _sees_all(report: Report) -> bool:
    return may("read_private", report.city)


def _rows(sheet_key: str, report: Report, sees_all: bool) -> pd.DataFrame:
    """Practices that the city did not share are for its own people and the organizers."""
    rows = _VIEWS[sheet_key](report.workshop, report.city)
    return rows if sees_all or "shared" not in rows else rows[rows["shared"] == "yes"]


def _in_words(values: pd.Series, column: Column, in_language: Language) -> pd.Series:
    """Codes become words; numbers and dates stay what they are, so that they can be sorted."""
    if column.type in ("list", "country", "countries"):
        key = "countries" if column.type != "list" else column.list_key
        return values.map(lambda codes: _labels(codes, key, in_language), na_action="ignore")
    if column.type == "year":  # not 2.017
        return values.map(lambda year: str(int(year)), na_action="ignore")
    return values


def _labels(codes: str, key: str, in_language: Language) -> str:
    known = definition.load().lists[key]
    return ", ".join(known.label(code.strip())[in_language] for code in codes.split(";"))


def _cells(row: Any) -> list[Cell]:
    return [_cell(value) for value in row]


def _cell(value: Any) -> Cell:
    if format.is_missing(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return format.day(value.date(), language())
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        return link(value, value)
    return Html(format.number(value, language())) if isinstance(value, (int, float)) else str(value)
