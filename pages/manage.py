"""Who may come in and do what, who takes part in which workshop, and who has done what?"""

from __future__ import annotations

import streamlit as st

from ui import choices
from ui.manage import activity, members, workshops
from ui.texts import t

TABS = {"members": members.draw, "workshops": workshops.draw, "activity": activity.draw}


def render() -> None:
    """Members with their roles, workshops with their participants, and the log; one tab each."""
    st.title(t("shell.page.manage"), anchor=False)
    for name, place in choices.tabs("tab", {name: t(f"manage.tab.{name}") for name in TABS}):
        with place:
            TABS[name]()
