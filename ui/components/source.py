"""From a figure to the cells it came from: file, sheet, cell, who and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from ui import data, format
from ui.components.charted import show_table
from ui.texts import language, t


@dataclass(frozen=True, slots=True)
class Figure:
    """One value and its place: the sheet's name in the workbook, the cell's address, the value in words."""

    what: str
    sheet: str
    cell: str
    value: str


def source(submission_id: str, figures: Sequence[Figure], *, key: str) -> None:
    """Draw where `figures` come from. Put it where the reader asked for it: a popover, a dialog, a tab."""
    sent = data.submission(submission_id)
    if not sent.empty:
        row = sent.iloc[0]
        moment = format.moment(row["received_at"], language())
        st.markdown(
            t(
                "part.source_text",
                file=format.plain(row["file_name"]),
                who=format.plain(row["who"]),
                moment=moment,
            )
        )
    table = pd.DataFrame(
        [(f.what, f.sheet, f.cell, f.value) for f in figures],
        columns=[t(f"part.source_{name}") for name in ("what", "sheet", "cell", "value")],
    )
    show_table(table, key=key, file_name=f"kaynak-{submission_id}")
