"""The letter to a city that still has to deliver: to be copied, or opened in the reader's own mail."""

from __future__ import annotations

import streamlit as st

from definition import Workshop
from ui import reminder
from ui.texts import language, t
from ui.today import today


def reminder_letter(workshop: Workshop, city: str) -> None:
    """Its words, with a button that copies them."""
    st.code(reminder.letter(workshop, city, today(), language()), language=None, wrap_lines=True)


def reminder_mail(workshop: Workshop, city: str) -> None:
    """A link that opens it; nothing is sent from here."""
    link = reminder.mail_link(workshop, city, today(), language())
    st.link_button(t("reminder.open"), link, icon=":material/mail:")
