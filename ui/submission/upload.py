"""Where is the filled workbook handed in?"""

from __future__ import annotations

import streamlit as st

from etl.xlsx.limits import LIMITS, MEBIBYTE
from ui import data
from ui.access import may
from ui.submission import acts
from ui.submission.current import choose_city
from ui.texts import t


def draw_box(key: str, city: str) -> None:
    """One file box and one button that says both things it does, for the city that the page shows."""
    if not may("upload", city):
        st.caption(t("submit.upload.not_yours"))
        return
    with st.form(f"upload_{key}", clear_on_submit=True):
        # No list of extensions: a wrong file gets our own sentence, which says what to do.
        file = st.file_uploader(
            t("submit.upload.file"),
            key=f"file_{key}",
            help=t("submit.upload.help"),
            max_upload_size=LIMITS.upload_bytes // MEBIBYTE,
        )
        # What the page shows is from now on chosen: a file of another city will be noticed.
        sent = st.form_submit_button(
            t("submit.upload.do"), type="primary", key=f"send_{key}", on_click=choose_city, args=(city,)
        )
        if data.home().is_sample:
            st.caption(t("submit.upload.sample"))
    if sent and file is None:
        st.error(t("submit.upload.no_file"))
    elif sent and file is not None:
        with st.spinner(t("submit.upload.checking")):
            acts.send(file.getvalue(), file.name)
