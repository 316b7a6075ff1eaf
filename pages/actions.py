"""Which actions are late, done, dropped or without news?"""

from __future__ import annotations

import streamlit as st

from ui.texts import t

FILTERS = ("workshop", "city")


def render() -> None:
    st.title(t("shell.page.actions"))
