"""Which context figures have the organizers handed in, and how do they hand in more?"""

from __future__ import annotations

import streamlit as st

from ui import data
from ui.access import may
from ui.texts import t
from ui.workshop import figures_history, figures_result, figures_table, figures_upload


def draw(_workshop: str) -> None:
    """The workbook out and in, what an upload would change, what is in force, and every file so far."""
    st.caption(t("figures.help"))
    if not data.as_of() and may("supply"):  # what is handed in now belongs to the present
        figures_upload.draw()
        figures_result.draw()
    figures_table.draw()
    figures_history.draw()
