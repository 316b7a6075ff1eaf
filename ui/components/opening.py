"""Ways from one page to another that set a filter on the way.

Not st.page_link(query_params=…): the filters are bound to the URL by the shell, and a parameter given twice
does not win. Not a plain link either: it would load everything anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.markdown import plain


def remember_pages(pages: Mapping[str, Any]) -> None:
    """The shell says which pages there are, by name (`overview`, `city`, …), on every run."""
    st.session_state["_pages"] = dict(pages)


def known_pages() -> dict[str, Any]:
    """Page objects by name; empty where a page runs without the shell (tests)."""
    found: dict[str, Any] = st.session_state.get("_pages", {})
    return found


def open_button(label: str, page: str, *, key: str, **codes: str) -> None:
    """A button in the look of a link: opens `page` with these filters (city=, workshop=, vs=, indicator=).
    Not drawn where the reader may not open the page."""
    if known_pages() and page not in known_pages():
        return
    if (
        st.button(plain(label), key=key, type="tertiary", on_click=_set, args=(codes,))
        and page in known_pages()
    ):
        st.switch_page(known_pages()[page], query_params={})


def open_page(page: str, **codes: str) -> None:
    """The same at once, where something else was pressed."""
    _set(codes)
    if page in known_pages():
        st.switch_page(known_pages()[page], query_params={})


def _set(codes: Mapping[str, str]) -> None:
    for name, code in codes.items():
        st.session_state[name] = code
