"""What can be written to those who still have to deliver?"""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from definition import Workshop
from etl.clock import TURKIYE
from ui import reminder
from ui.texts import language, t


def draw(workshop: Workshop, city: str) -> None:
    """The letter with a button that copies it, and a link into the reader's own mail program."""
    folded = st.expander(t("reminder.title"), key="reminder", on_change="rerun")
    if not folded.open:
        return
    today = datetime.now(TURKIYE).date()
    with folded:
        st.caption(t("reminder.help"))
        st.code(reminder.letter(workshop, city, today, language()), language=None, wrap_lines=True)
        st.link_button(
            t("reminder.open"), reminder.mail_link(workshop, city, today, language()), icon=":material/mail:"
        )
