"""Every word on the screen, from the definition's texts, in the reader's language."""

from __future__ import annotations

import streamlit as st

from definition import Language, Text
from ui.labels import say
from ui.markdown import Markdown, plain

__all__ = ["label", "language", "say", "t", "words"]


def language() -> Language:
    """The URL decides (`?lang=en`); without it Turkish. Works without a shell too."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang")
    return "en" if chosen == "en" else "tr"


def t(key: str, **places: object) -> Markdown:
    """The text `key` as Markdown, which is what Streamlit draws; texts in its {places} are shown as typed. An
    unknown key is our own mistake and raises."""
    shown = {name: plain(value) if isinstance(value, str) else value for name, value in places.items()}
    return Markdown(say(key, language(), **shown))


def words(key: str, **places: object) -> str:
    """The same for all that is no Markdown: tables, addresses, what a widget shows as it is."""
    return say(key, language(), **places)


def label(text: Text) -> str:
    """A text of the definition (a name, a unit, a header) in the reader's language."""
    return text[language()]
