"""A letter that reminds a city of what it still has to send, ready to be copied into a mail."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from definition import Language, Workshop
from ui import data, format, labels
from ui.labels import say
from ui.returned import by_sheet, returned
from ui.rows import first


def subject(workshop: Workshop, city: str, language: Language) -> str:
    return say("reminder.subject", language, city=labels.city(city), workshop=workshop.title[language])


def letter(workshop: Workshop, city: str, today: date, language: Language) -> str:
    """What is missing and until when, in whole sentences; a thank-you where nothing is."""
    row = first(data.participation_state(workshop.code, city))
    said = [say("reminder.greeting", language, city=labels.city(city)), ""]
    back = returned(workshop.code, city)
    if row is not None and row.submitted and row.state == "counted" and back:
        rows = by_sheet(back, language)
        said.append(say("reminder.returned", language, workshop=workshop.title[language], rows=rows))
        said += ["", say("reminder.how", language)]
    elif row is not None and row.submitted and row.state == "counted":
        said.append(say("reminder.counted", language, workshop=workshop.title[language]))
    else:
        state = "missing" if row is None else str(row.state)
        awaited = "draft" if row is not None and row.has_draft else state
        deadline = format.day(workshop.deadline, language)
        said.append(say(f"reminder.state.{awaited}", language, workshop=workshop.title[language]))
        days = format.number(abs((workshop.deadline - today).days), language, 0)
        said.append(say(_when(workshop, today), language, date=deadline, days=days))
        said += ["", say("reminder.how", language)]
    return "\n".join([*said, "", say("reminder.closing", language)])


def mail_link(workshop: Workshop, city: str, today: date, language: Language) -> str:
    """Opens the reader's own mail program; nothing is sent from here."""
    body = quote(letter(workshop, city, today, language).replace("\n", "\r\n"))
    return f"mailto:?subject={quote(subject(workshop, city, language))}&body={body}"


def _when(workshop: Workshop, today: date) -> str:
    left = (workshop.deadline - today).days
    return "reminder.days_left" if left > 0 else "reminder.today" if left == 0 else "reminder.late"
