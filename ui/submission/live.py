"""How does one begin with real data?"""

from __future__ import annotations

import os

import streamlit as st

import definition
from etl.database.publish import publish
from etl.store.home import go_live
from ui import data
from ui.access import may, require
from ui.submission.current import forget
from ui.submission.guard import guarded
from ui.texts import t


def draw() -> None:
    """Only while the sample is shown, and to organizers. It asks twice, because everybody sees the change."""
    if not data.home().is_sample or not may("go_live"):
        return
    with st.expander(t("submit.live.title"), key="live"):
        if os.environ.get("PANO_DATA"):
            st.markdown(t("submit.live.named_folder"))
            return
        st.markdown(t("submit.live.text"))
        sure = st.checkbox(t("submit.live.sure"), key="live_sure")
        if st.button(t("submit.live.do"), key="go_live", disabled=not sure):
            with guarded():
                require("go_live")
                publish(go_live().path, definition.today())
                forget()
                st.rerun()
