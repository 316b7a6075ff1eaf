"""Placeholder: the page's one question stands here."""

from __future__ import annotations

import streamlit as st

from ui.texts import t

FILTERS = ("workshop",)


def render() -> None:
    st.title(t("shell.page.actions"))
