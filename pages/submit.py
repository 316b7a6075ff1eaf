"""What does the city still have to send, and what became of what it sent?"""

from __future__ import annotations

import streamlit as st

from ui import components, data, filters
from ui.access import may
from ui.submission import closed, history, live, result, start
from ui.submission.current import UnknownIdError, chosen_city, current, forget
from ui.texts import t

FILTERS = ("city",)


def render() -> None:
    """An id in the address shows what became of that submission; without one, how to send."""
    st.title(t("shell.page.submit"))
    if data.as_of():  # what is sent now belongs to the present
        components.empty_state(t("submit.frozen"), t("submit.frozen_text"))
        return
    try:
        now = current()
    except UnknownIdError as unknown:
        st.error(t("submit.unknown_id", id=str(unknown)[:40]))
        forget()
        now = None
    # Nobody may have chosen a city yet; the submission in the address then says which one is meant.
    city = chosen_city() or (now.receipt.city if now else None) or filters.city()
    if not may("read_submission", city) and now is None:
        closed.draw(city)
        return
    # The head script looks at the name: with another step the page begins at its top again.
    with st.container(key=f"step_{now.receipt.id}_{now.state}" if now else "step_start"):
        if now is None:
            start.draw(city)
        else:
            result.draw(now)
    if may("read_submission", city):
        history.draw(city)
    live.draw()
