"""What does somebody see who is not in, or may not be here?"""

from __future__ import annotations

import streamlit as st

from etl.access.decide import Visitor
from ui import access
from ui.format import plain
from ui.sign_in import local
from ui.sign_in.settings import settings
from ui.texts import t

_LOOKS_EVERY_S = 60.0


def draw_signed_out() -> None:
    """One sentence and one button; why, where somebody was in before."""
    st.title(t("shell.title"), anchor=False)
    st.markdown(t("access.signed_out"))
    if st.user.get("is_logged_in"):  # the cookie is still there, and no longer good
        st.info(t("access.over"))
    if st.button(t("access.sign_in"), type="primary", key="sign_in", icon=":material/login:"):
        st.login()


def draw_no_member() -> None:
    """Who is signed in, and whom to ask."""
    access.remember_busy("turned_away")
    st.title(t("shell.title"), anchor=False)
    st.warning(t("access.no_member", address=access.signed_in_address()))
    _sign_out_button("primary")


def draw_forbidden() -> None:
    st.warning(t("access.forbidden"))


def draw_badge(visitor: Visitor) -> None:
    """In the frame of every page: who is looking, and the way out."""
    if not settings().has_provider:
        local.draw()
        return
    _leave_when_idle()
    with st.popover(t(f"access.role.{visitor.role}"), icon=":material/person:", key="badge", type="tertiary"):
        st.markdown(plain(visitor.who))
        _sign_out_button("secondary")


def _sign_out_button(kind: str) -> None:
    if st.button(t("access.sign_out"), key="sign_out", icon=":material/logout:", type=kind):  # type: ignore[arg-type]
        access.sign_out()


def _leave_when_idle() -> None:
    access.remember_busy("signed_in")
    # A short time is looked after more often; a rerun by itself is no sign of life.
    every = min(_LOOKS_EVERY_S, settings().idle.total_seconds() / 3)
    st.fragment(_watch, run_every=every)()


def _watch() -> None:
    if access.is_idle():
        access.sign_out()
