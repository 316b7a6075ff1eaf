"""What can be written to those who still have to deliver?"""

from __future__ import annotations

import streamlit as st

from definition import Workshop
from ui import components
from ui.texts import t


def draw(workshop: Workshop, city: str) -> None:
    """Made only when somebody opens it."""
    folded = st.expander(t("reminder.title"), key="reminder", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.caption(t("reminder.help"))
        components.reminder_letter(workshop, city)
        components.reminder_mail(workshop, city)
