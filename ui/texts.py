"""Every word on the screen, from the definition's texts, in the reader's language."""

from __future__ import annotations

import streamlit as st

from definition import Language, Text
from ui.labels import say

__all__ = ["label", "language", "say", "t"]


def language() -> Language:
    """The URL decides (`?lang=en`); without it Turkish. Works without a shell too."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang")
    return "en" if chosen == "en" else "tr"


def t(key: str, **places: object) -> str:
    """The text `key` with its {places} filled. An unknown key is our own mistake and raises."""
    return say(key, language(), **places)


def label(text: Text) -> str:
    """A text of the definition (a name, a unit, a header) in the reader's language."""
    return text[language()]
