"""How do the cities stand on one indicator, and how did they get there?"""

from __future__ import annotations

import streamlit as st

from ui.texts import t

FILTERS = ("indicator", "workshop", "city")


def render() -> None:
    st.title(t("shell.page.indicators"))
