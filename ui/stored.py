"""How does the value of a cell read?"""

from __future__ import annotations

from datetime import date

from definition import Column, Definition, Language
from etl.layout import SEPARATOR
from etl.submission import Value
from ui.format import day, number, percent

_SEVERAL = ("countries", "texts")
_PLAIN_NUMBERS = ("year",)  # no thousands separator


def written(column: Column, value: Value, definition: Definition, language: Language) -> str:
    """The words of a stored value in the reader's language; an empty cell is said to be empty.

    Several texts or countries come as a tuple, or joined as the database keeps them."""
    if isinstance(value, str) and column.type in _SEVERAL:
        value = tuple(value.split(SEPARATOR))
    if value is None or value == () or value == "":
        return definition.text("submit.preview.empty", language)
    if isinstance(value, tuple):
        return "; ".join(_label(column, part, definition, language) for part in value)
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, str):
        return _label(column, value, definition, language)
    if column.type in _PLAIN_NUMBERS:
        return str(value)
    if column.type == "percent":
        return percent(value, language, 0 if float(value).is_integer() else 1)
    return number(value, language)


def _label(column: Column, code: str, definition: Definition, language: Language) -> str:
    key = "countries" if column.type in ("country", "countries") else column.list_key
    return definition.lists[key].label(code)[language] if key else code
