"""Which figures that were reported before have been corrected since?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import data, labels
from ui.comparison.asked import Asked
from ui.comparison.written import column_name, files, place, written
from ui.origin import Origins, origins


@st.cache_resource(max_entries=50, show_spinner=False)
def corrected(asked: Asked, city: str | None) -> tuple[pd.DataFrame, Origins]:
    """One row a corrected cell, of the reports for both workshops."""
    workshops = [asked.workshop] if asked.vs is None else [asked.workshop, asked.vs]
    rows: list[Any] = [row for code in workshops for row in data.correction(code, city).itertuples()]
    lines = [
        (
            labels.city(row.city),
            labels.workshop_short(row.workshop, asked.language),
            row.row_key,
            column_name(row.sheet, row.column_key, asked.language),
            written(row.column_key, row.old, asked.language),
            written(row.column_key, row.new, asked.language),
            place(files().get(row.replaced_submission_id), row.sheet, row.old_cell),
            place(files().get(row.submission_id), row.sheet, row.cell),
        )
        for row in rows
    ]
    heads = ("city", "report", "code", "corrected", "before", "now", "source_before", "source")
    table = pd.DataFrame(lines, columns=[asked.say(f"column.{name}") for name in heads])
    traced = {asked.say("column.before"): "old", asked.say("column.now"): "new"}
    return table, origins("correction", pd.DataFrame(rows), traced)
