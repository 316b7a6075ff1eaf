"""What does each figure, word and message mean?"""

from __future__ import annotations

import streamlit as st

import definition
from ui.catalogue import draw
from ui.texts import t

FILTERS = ()


def render() -> None:
    """?q=KAP-01 in the address finds it: that is how other pages link to a definition."""
    st.title(t("shell.page.definitions"))
    st.caption(t("definitions.intro", version=definition.load().workbook.template_version))
    query = st.text_input(
        t("definitions.search"),
        key="q",
        bind="query-params",
        type="search",
        placeholder=t("definitions.search_example"),
        width=420,
    )
    if query and query.strip():
        draw.results(query)
    else:
        draw.tabs()
