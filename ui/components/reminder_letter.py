"""The letter to a city that still has to deliver: to be copied, or opened in the reader's own mail."""

from __future__ import annotations

import streamlit as st

from definition import Workshop
from etl.access.members import Members
from ui import data, reminder
from ui.access import may
from ui.texts import language, t
from ui.today import today


def reminder_letter(workshop: Workshop, city: str) -> None:
    """Its words, with a button that copies them."""
    st.code(reminder.letter(workshop, city, today(), language()), language=None, wrap_lines=True)


def _department_of(city: str) -> list[str]:
    """The addresses of its department heads; whoever may not see the members fills the line in alone."""
    if not may("members"):
        return []
    return [one.address for one in Members(data.home().path).all() if city in one.cities]


def reminder_mail(workshop: Workshop, city: str) -> None:
    """A link that opens it; nothing is sent from here."""
    link = reminder.mail_link(workshop, city, today(), language(), _department_of(city))
    st.link_button(t("reminder.open"), link, icon=":material/mail:")
