"""A letter that reminds a city of what it still has to send, ready to be copied into a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
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
        said += list(_awaited(workshop, row, today, language))
    return "\n".join([*said, "", say("reminder.closing", language)])


def _awaited(workshop: Workshop, row: Any, today: date, language: Language) -> Iterator[str]:
    """What is still to be done, until when, and how. What came in time only has to be confirmed."""
    state = "missing" if row is None else str(row.state)
    awaited = "draft" if row is not None and row.has_draft and state == "counted" else state
    yield say(f"reminder.state.{awaited}", language, workshop=workshop.title[language])
    if awaited == "awaiting_confirmation" and not row.days_late:
        yield from ("", say("reminder.how_to_confirm", language))
        return
    deadline = format.day(workshop.deadline, language)
    days = format.number(abs((workshop.deadline - today).days), language, 0)
    yield say(_when(workshop, today), language, date=deadline, days=days)
    how = "how_to_confirm" if awaited == "awaiting_confirmation" else "how"
    yield from ("", say(f"reminder.{how}", language))


def mail_link(
    workshop: Workshop, city: str, today: date, language: Language, recipients: Sequence[str] = ()
) -> str:
    """Opens the reader's own mail program; nothing is sent from here."""
    body = quote(letter(workshop, city, today, language).replace("\n", "\r\n"))
    to = ",".join(quote(address, safe="@") for address in recipients)
    about = " ".join(subject(workshop, city, language).split())  # a second line would be another head
    return f"mailto:{to}?subject={quote(about)}&body={body}"


def _when(workshop: Workshop, today: date) -> str:
    left = (workshop.deadline - today).days
    return "reminder.days_left" if left > 0 else "reminder.today" if left == 0 else "reminder.late"
