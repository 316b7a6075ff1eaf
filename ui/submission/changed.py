"""What did a submission change when it came to count?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

import definition
from etl.preview import KINDS, counts
from ui import data
from ui.format import number
from ui.plain_table import table
from ui.submission import contents
from ui.submission.current import Current
from ui.submission.preview import SHOWN_LINES, cell_headers, cell_lines
from ui.texts import language, t


def draw(now: Current) -> None:
    """Folded: the cells that differ from the version that counted before it, whatever has come since."""
    folded = st.expander(t("submit.changed.title"), key="changed", on_change="rerun")
    if not folded.open:
        return
    with folded:
        before = _before(now)
        if before is None:
            st.caption(t("submit.changed.first"))
            return
        found = contents.between(before, now.receipt.id)
        numbers = counts(found)
        words = {kind: number(numbers[kind], language(), 0) for kind in KINDS}
        st.caption(t("submit.changed.beside", id=before, **words))
        rows = cell_lines(found, definition.load(), language())
        if rows:
            st.html(table(cell_headers(), rows[:SHOWN_LINES], t("submit.changed.title")))
        if len(rows) > SHOWN_LINES:
            st.caption(t("submit.report.more", count=number(len(rows) - SHOWN_LINES, language(), 0)))


def _before(now: Current) -> str | None:
    """The city's version that counted at that moment: of this workshop, else of the newest before it."""
    since = now.facts["confirmed_number"]
    if since is None:
        return None
    sent = data.submission_state(now.receipt.city)
    ends = {w.code: w.period_end for w in definition.load().workshops}
    end = ends[str(now.receipt.workshop)]
    counted = sent[
        (sent["confirmed_number"] < since)
        & ~(sent["withdrawn_number"] < since)
        & ~sent["draft"].astype(bool)
        & (sent["workshop"].map(ends) <= end)
    ]
    if counted.empty:
        return None
    newest = counted.assign(end=pd.to_datetime(counted["workshop"].map(ends)))
    return str(newest.sort_values(["end", "confirmed_number"]).iloc[-1]["submission_id"])
