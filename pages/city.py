"""Placeholder: the page's one question stands here."""

from __future__ import annotations

import streamlit as st

from ui.texts import t

FILTERS = ("city", "workshop", "vs")


def render() -> None:
    st.title(t("shell.page.city"))
    from ui import filters

    st.write(
        dict(
            c=filters.city(),
            w=filters.workshop(),
            v=filters.vs(),
            i=filters.indicator(),
            q=st.query_params.to_dict(),
        )
    )
