"""What does somebody see on the page of a city for which they do not speak?"""

from __future__ import annotations

import streamlit as st

from ui import components, labels
from ui.access import own_cities
from ui.format import sort_key
from ui.submission.current import choose_city
from ui.texts import t


def draw(city: str) -> None:
    """A sentence, and the way to their own."""
    components.empty_state(t("submit.closed.title", city=labels.city(city)), t("submit.closed.text"))
    with st.container(horizontal=True, key="own_cities"):
        for own in sorted(own_cities() or (), key=lambda code: sort_key(labels.city(code))):
            st.button(labels.city(own), key=f"own_{own}", on_click=choose_city, args=(own,))
