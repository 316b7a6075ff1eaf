"""What did a person mean by this cell, given what its column asks for?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from definition import Column, ColumnType
from etl.cells import Cell
from etl.interpret.chosen import read_choice, read_countries, read_country
from etl.interpret.dated import read_date
from etl.interpret.findings import Context, Finding, FindingKind, Reading, flag
from etl.interpret.measured import read_integer, read_measure, read_number, read_percent, read_year
from etl.interpret.written import read_code, read_email, read_text, read_texts, read_url

__all__ = ["Context", "Finding", "FindingKind", "Reading", "interpret"]

_READERS: Mapping[ColumnType, Callable[[Cell, Column, Context], Reading]] = {
    "text": read_text,
    "texts": read_texts,
    "code": read_code,
    "number": read_number,
    "integer": read_integer,
    "percent": read_percent,
    "measure": read_measure,
    "date": read_date,
    "year": read_year,
    "list": read_choice,
    "country": read_country,
    "countries": read_countries,
    "email": read_email,
    "url": read_url,
}
_FORMULA = Finding("formula_value", "note")


def interpret(cell: Cell, column: Column, context: Context) -> Reading:
    """The value a person meant and what was noticed on the way. Never raises for what a cell may hold.

    Whether a value had to be there, and whether it
    lies within the column's bounds, is not judged here (but a percentage outside 0–100 is not understood)."""
    if cell.kind == "error":
        return flag(cell, "error_value")
    if cell.kind == "formula":
        return flag(cell, "formula_without_value")
    reading = _READERS[column.type](cell, column, context)
    if cell.formula:
        return Reading(reading.value, (_FORMULA, *reading.findings))
    return reading
