"""Who confirmed, withdrew or restored what, when and why?"""

from __future__ import annotations

import streamlit as st

from ui import data
from ui.format import moment
from ui.labels import person
from ui.plain_table import link, table
from ui.rows import rows
from ui.submission.current import address
from ui.texts import language, t

SHOWN_LINES = 100
_COLUMNS = ("when", "what", "who", "why", "submission")


def draw(city: str) -> None:
    """Of all submissions of a city, the newest first; folded, read when it is opened."""
    folded = st.expander(t("submit.decisions.title"), key="decisions", on_change="rerun")
    if not folded.open:
        return
    with folded:
        found = rows(data.submission_event(city))
        if not found:
            st.caption(t("submit.decisions.none"))
            return
        lines = [
            [
                moment(row.happened_at, language()),
                t(f"submit.decisions.{row.kind}"),
                person(row.who, language()),
                row.reason or "",
                link(address(row.submission_id, city), row.submission_id),
            ]
            for row in found[:SHOWN_LINES]
        ]
        headers = [t(f"submit.decisions.{name}") for name in _COLUMNS]
        st.html(table(headers, lines, t("submit.decisions.title")))
