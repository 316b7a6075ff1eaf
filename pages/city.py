"""How far has one city come, and what stands behind its figures?"""

from __future__ import annotations

import streamlit as st

from ui.texts import t

FILTERS = ("city", "workshop", "vs")


def render() -> None:
    st.title(t("shell.page.city"))
