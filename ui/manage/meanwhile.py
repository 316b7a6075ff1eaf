"""Did somebody else change what the fields of a form show, since they were filled?"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.texts import t


def changed_meanwhile(form: str, now: object, fields: Iterable[str]) -> bool:
    """If so it is said, the fields show what holds now, and what was typed is not saved over it.

    `form`: which form and which record. `now`: what is kept. `fields`: keys of the widgets; ask before they
    are drawn."""
    seen = st.session_state.get(_key(form), now)
    st.session_state[_key(form)] = now
    if seen == now:
        return False
    for field in fields:
        st.session_state.pop(field, None)
    st.warning(t("manage.meanwhile"))
    return True


def saved(form: str) -> None:
    """By whoever changed it here: the next look takes what is kept as it is."""
    st.session_state.pop(_key(form), None)


def _key(form: str) -> str:
    return f"_seen_{form}"
