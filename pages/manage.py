"""Who may come in and do what, and who has done what?"""

from __future__ import annotations

import streamlit as st

from ui import choices
from ui.manage import activity, members
from ui.texts import t

TABS = {"members": members.draw, "activity": activity.draw}


def render() -> None:
    """Members with their roles, and the log; one tab each."""
    st.title(t("shell.page.manage"), anchor=False)
    for name, place in choices.tabs("tab", {name: t(f"manage.tab.{name}") for name in TABS}):
        with place:
            TABS[name]()
