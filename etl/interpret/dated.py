"""A cell of a date column: which day?"""

from __future__ import annotations

from datetime import date, datetime

from definition import Column
from etl.cells import Cell
from etl.fold import clean
from etl.interpret.dates import TypedDate, plausible, serial_date, typed_date
from etl.interpret.findings import Context, Reading, flag, noted, written_date
from etl.lookups import says_nothing


def read_date(cell: Cell, _column: Column, context: Context) -> Reading:
    value = cell.value
    if isinstance(value, datetime):
        return _reading(cell, plausible(value.date()))
    if isinstance(value, str):
        text = clean(value).text
        return noted(cell, None, "read_as_empty") if says_nothing(text) else _reading(cell, typed_date(text))
    if cell.kind != "number" or isinstance(value, bool):
        return flag(cell, "not_a_date")
    typed = serial_date(float(value), context.epoch_1904)
    if typed.day is None:
        return _reading(cell, typed)
    return _guess(cell, typed.day, "date_from_number")


def _reading(cell: Cell, typed: TypedDate) -> Reading:
    if typed.day is None:
        return flag(cell, typed.fault)
    return _guess(cell, typed.day, "date_read") if typed.guessed else Reading(typed.day)


def _guess(cell: Cell, day: date, code: str) -> Reading:
    return noted(cell, day, code, read=written_date(datetime(day.year, day.month, day.day)))
