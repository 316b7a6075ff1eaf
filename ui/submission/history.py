"""What has the city sent so far, and what became of it?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import data
from ui.access import may, who
from ui.format import late, moment, number
from ui.plain_table import Cell, link, table, with_remark
from ui.submission import decisions
from ui.submission.current import address
from ui.submission.words import city_name, state_words, workshop_title
from ui.texts import language, t

SHOWN_LINES = 30
_COLUMNS = ("received", "workshop", "file", "state", "late", "errors", "warnings")


def draw(city: str) -> None:
    """The newest first, each with a link to its report or receipt."""
    st.subheader(t("submit.history.title", city=city_name(city)), anchor="history")
    everything = data.submission_state()
    of_city = everything[everything["city"] == city]
    if of_city.empty:
        st.caption(t("submit.history.nothing"))
    else:
        _draw(of_city, t("submit.history.title", city=city_name(city)))
    decisions.draw(city)
    homeless = everything[everything["city"].isna()]
    if not may("read_homeless"):  # whose they are cannot be told: their sender sees them, and the organizers
        homeless = homeless[homeless["who"] == who()]
    if not homeless.empty:
        title = t("submit.history.no_city", count=number(len(homeless), language(), 0))
        with st.expander(title, key="no_city"):
            _draw(homeless, title)


def _draw(rows: pd.DataFrame, caption: str) -> None:
    headers = [t(f"submit.history.{name}") for name in _COLUMNS]
    known = rows.head(SHOWN_LINES).astype(object)
    shown = [_row(row) for row in known.where(known.notna(), None).itertuples()]
    st.html(table(headers, shown, caption))
    if len(rows) > SHOWN_LINES:
        st.caption(t("submit.report.more", count=number(len(rows) - SHOWN_LINES, language(), 0)))


def _row(row: Any) -> list[Cell]:
    """`row`: of submission_state, with None for what is missing."""
    return [
        link(address(row.submission_id, row.city), moment(row.received_at, language())),
        workshop_title(row.workshop),
        with_remark(row.file_name, row.submission_id),
        state_words(row.state, bool(row.draft)),
        "" if row.days_late is None else late(row.days_late, language()),
        number(row.errors, language(), 0),
        number(row.warnings, language(), 0),
    ]
