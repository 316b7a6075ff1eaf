"""A cell of a column with a list: which of its values?"""

from __future__ import annotations

import re

from definition import ClosedList, Column
from etl.cells import Cell
from etl.fold import clean, fold
from etl.interpret.findings import Context, Reading, flag, noted, shown
from etl.interpret.near import is_computed, probable
from etl.interpret.written import read_text
from etl.lookups import choices_of, says_nothing
from etl.problems import Fact

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
    if is_computed(context.definition, closed, typed):
        return flag(cell, "status_is_computed", value=_short(typed))
    return _unknown(cell, context, closed, typed)


def read_country(cell: Cell, _column: Column, context: Context) -> Reading:
    closed = context.definition.lists[_COUNTRIES]
    typed = _typed(cell)
    code = choices_of(closed).get(fold(typed))
    if code is not None:
        return Reading(code)
    if says_nothing(clean(typed).text):
        return noted(cell, None, "read_as_empty")
    return _unknown(cell, context, closed, typed)


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
    typed = next((part for part in parts if fold(part) not in known), text)
    return _unknown(cell, context, closed, typed, code="unknown_country_of_several")


def _typed(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        return value
    if cell.kind == "number" and isinstance(value, float) and value.is_integer():
        return str(int(value))  # 4 chosen as theme 4, whichever way the file stores it
    return str(shown(cell))


def _unknown(cell: Cell, context: Context, closed: ClosedList, typed: str, code: str = "") -> Reading:
    """With the value that was probably meant, if there is one that stands out."""
    labels = [choice.label.tr for choice in closed.choices]
    shortened = labels if len(labels) <= _MANY else [*labels[:_MANY], "…"]
    facts: dict[str, Fact] = {"value": _short(typed), "choices": " / ".join(shortened)}
    if near := probable(context.definition, closed, typed):
        facts["near"] = closed.label(near).tr
        facts["choices"] = facts["near"] if len(labels) > _MANY else facts["choices"]
    return flag(cell, code or _UNKNOWN.get(closed.key, "not_in_list"), **facts)


def _short(typed: str) -> str:
    text = clean(typed).text
    return text if len(text) <= 80 else text[:79] + "…"
