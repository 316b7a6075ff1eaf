"""The button below a table that hands it out as a file."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from ui import exports
from ui.texts import language, t


def download_table(table: pd.DataFrame, *, key: str, file_name: str) -> None:
    """`key`: that of the table. `file_name` without extension, ASCII."""
    st.download_button(
        t("part.download"),
        # Made when somebody asks for it: of a long table it takes longer than the page around it.
        partial(exports.csv_for_people, table, language()),
        f"{file_name}.csv",
        "text/csv",
        key=f"{key}_csv",
        on_click="ignore",
        type="tertiary",
    )
