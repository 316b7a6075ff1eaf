"""What is there to see while no city has a counted report?"""

from __future__ import annotations

import streamlit as st

from ui import components, labels
from ui.texts import language, t


def draw(workshop: str) -> None:
    """Said calmly, with the way to the first figure; no tile pretends to a zero."""
    with st.container(border=True):
        title = t("overview.empty.title", workshop=labels.workshop_short(workshop, language()))
        st.markdown(f"**{title}**")
        st.caption(t("overview.empty.text"))
        components.open_button(t("overview.empty.go"), "submit", key="overview_submit", workshop=workshop)
