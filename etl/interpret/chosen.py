"""A cell of a column with a list: which of its values?"""

from __future__ import annotations

import re
from difflib import get_close_matches

from definition import ClosedList, Column
from etl.cells import Cell
from etl.fold import clean, fold
from etl.interpret.findings import Context, Reading, flag, noted, shown
from etl.interpret.written import read_text
from etl.lookups import choices_of, says_nothing

_COUNTRIES = "countries"
_MANY = 12  # a longer list is not spelled out
_SEVERAL = re.compile(r"[;\n]")
_ALSO_SEVERAL = re.compile(r"[,/;\n]| ve ")
# A value missing from these lists has a sentence of its own.
_UNKNOWN = {
    "municipalities": "unknown_municipality",
    "workshops": "unknown_workshop",
    "indicators": "unknown_indicator",
    "participants": "unknown_participant",
    "context_indicators": "unknown_context_indicator",
    _COUNTRIES: "unknown_country",
}


def read_choice(cell: Cell, column: Column, context: Context) -> Reading:
    """The code of the value chosen; what an open list does not know is kept as typed."""
    closed = context.definition.lists[column.list_key]
    typed = _typed(cell)
    code = choices_of(closed).get(fold(typed))
    if code is not None:
        return Reading(code)
    if says_nothing(clean(typed).text):
        return noted(cell, None, "read_as_empty")
    if closed.open:
        return read_text(cell, column, context)
    return _unknown(cell, closed, typed)


def read_country(cell: Cell, _column: Column, context: Context) -> Reading:
    closed = context.definition.lists[_COUNTRIES]
    typed = _typed(cell)
    code = choices_of(closed).get(fold(typed))
    if code is not None:
        return Reading(code)
    if says_nothing(clean(typed).text):
        return noted(cell, None, "read_as_empty")
    return _unknown(cell, closed, typed)


def read_countries(cell: Cell, _column: Column, context: Context) -> Reading:
    """Several countries. One that is not known leaves the whole cell unread: half a list is a wrong list."""
    closed = context.definition.lists[_COUNTRIES]
    known = choices_of(closed)
    text = clean(_typed(cell)).text
    if says_nothing(text):
        return noted(cell, None, "read_as_empty")
    for separator in (_SEVERAL, _ALSO_SEVERAL):
        parts = [part.strip() for part in separator.split(text) if part.strip()]
        codes = [known.get(fold(part)) for part in parts]
        if codes and None not in codes:
            value = tuple(dict.fromkeys(str(code) for code in codes))
            if separator is _SEVERAL:
                return Reading(value)
            return noted(cell, value, "separator_read", read="; ".join(parts))
    parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
    return _unknown(cell, closed, next((part for part in parts if fold(part) not in known), text))


def _typed(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        return value
    if cell.kind == "number" and isinstance(value, float) and value.is_integer():
        return str(int(value))  # 4 chosen as theme 4, whichever way the file stores it
    return str(shown(cell))


def _unknown(cell: Cell, closed: ClosedList, typed: str) -> Reading:
    code = _UNKNOWN.get(closed.key, "not_in_list")
    labels = [choice.label.tr for choice in closed.choices]
    if len(labels) <= _MANY:
        return flag(cell, code, value=_short(typed), choices=" / ".join(labels))
    near = " / ".join(closed.label(code).tr for code in _near(closed, fold(typed)))
    return flag(cell, code, value=_short(typed), choices=near or " / ".join([*labels[:_MANY], "…"]))


def _near(closed: ClosedList, typed: str) -> list[str]:
    """The codes a mistyped word resembles. Slips rarely hit the first letter, and comparing with all
    countries would take a minute on a long sheet of nonsense."""
    known = choices_of(closed)
    alike = [spelling for spelling in known if spelling[0] == typed[:1]]
    return list(dict.fromkeys(known[s] for s in get_close_matches(typed, alike, n=3, cutoff=0.6)))


def _short(typed: str) -> str:
    text = clean(typed).text
    return text if len(text) <= 80 else text[:79] + "…"
