"""A fact of a problem in the words of its reader: list values and days as the template writes them, decimals
as the reader's language does."""

from __future__ import annotations

import re
from datetime import date

from definition import Definition, Language
from etl.fold import clean
from etl.interpret.findings import written_number, written_percent
from etl.problems import Fact

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def number(value: float, language: Language) -> str:
    """12,5 in Turkish, 12.5 in English."""
    text = written_number(value)
    return text if language == "tr" else text.replace(",", ".")


def percent(value: float, language: Language) -> str:
    """%45 in Turkish, 45 % in English."""
    return written_percent(value) if language == "tr" else f"{number(value, language)} %"


def written(fact: Fact, definition: Definition, list_key: str | None, language: Language) -> str:
    """`list_key`: the list of which the fact may be a code."""
    if fact is None:
        return ""
    if not isinstance(fact, str):
        return number(fact, language)
    if list_key and any(choice.code == fact for choice in definition.lists[list_key].choices):
        return definition.lists[list_key].label(fact).tr
    if (day := _iso_day(fact)) is not None:
        return f"{day:%d.%m.}{day.year:04}"
    return clean(fact).text  # a typed sign that turns the direction of writing would turn our sentence too


def cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _iso_day(fact: str) -> date | None:
    """A day of ours; somebody may also have typed 2024-13-45, which is none."""
    try:
        return date.fromisoformat(fact) if _ISO_DAY.fullmatch(fact) else None
    except ValueError:
        return None
