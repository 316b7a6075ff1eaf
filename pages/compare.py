"""Where do the cities stand beside each other, and what changed between two workshops?"""

from __future__ import annotations

import streamlit as st

from ui.texts import t

FILTERS = ("workshop", "vs")


def render() -> None:
    st.title(t("shell.page.compare"))
