"""A cell of a column that asks for a number: how much?"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime

from definition import Column
from etl.cells import Cell
from etl.fold import clean, fold
from etl.interpret.findings import Context, Reading, flag, noted, wrong
from etl.interpret.near import probable
from etl.interpret.numbers import TypedNumber, typed_number
from etl.lookups import choices_of, says_nothing, vague_of
from etl.problems import Fact

_LARGEST = 1e15  # beyond it a cell no longer holds every whole number exactly
_LARGEST_WHOLE = 2**31 - 1  # what the store keeps as a whole number
_WHOLE_TYPES = frozenset({"integer", "year"})
_CURRENCY_WORDS = {"TRY": "TL", "EUR": "avro"}  # as in the headers
_WHOLE_ENOUGH = 1e-9  # the dirt formulas leave behind
_PER_MILLE = "binde"
REASON = "reason_read"  # its facts: `stated`, a value of the list, and `vague` if it may be any other as well


def read_number(cell: Cell, column: Column, context: Context) -> Reading:
    if cell.kind == "number":
        return _bounded(cell, Reading(_float(cell)))
    if cell.kind == "percent":
        return flag(cell, "percent_unexpected")
    if cell.kind != "text":
        return _not_a_number(cell)
    indicator = context.indicator
    typed = _typed(cell, column, indicator.unit.tr if indicator else "")
    if isinstance(typed, Reading):
        return typed
    if typed.percent:
        return flag(cell, "percent_unexpected")
    # Neither things that are counted nor money have three decimals, so that 1.250 can only be one number.
    certain = column.currency or column.type in _WHOLE_TYPES or (indicator and indicator.is_count)
    if certain and typed.sureness == "ambiguous":
        typed = typed._replace(sureness="tolerated")
    return _bounded(cell, _sure(cell, typed))


def read_integer(cell: Cell, column: Column, context: Context) -> Reading:
    return _whole(cell, read_number(cell, column, context))


def read_year(cell: Cell, column: Column, context: Context) -> Reading:
    reading = read_integer(cell, column, context)
    first = int(column.minimum or 1900)
    if reading.value is None:
        return reading
    assert isinstance(reading.value, int), reading
    if first <= reading.value <= context.this_year:
        return reading
    return flag(cell, "year_out_of_range", first=first, last=context.this_year)


def read_percent(cell: Cell, column: Column, _context: Context) -> Reading:
    """0–100, whichever of the four spellings was used; 0,45 alone may mean either and is asked about."""
    if cell.kind == "percent":
        return _percentage(cell, column, Reading(round(_float(cell) * 100, 10)))
    if cell.kind == "number":
        return _percentage(cell, column, Reading(_float(cell)), bare=True)
    if cell.kind != "text":
        return _not_a_number(cell)
    typed = _typed(cell, column, "")
    if isinstance(typed, Reading):
        return typed
    return _percentage(cell, column, _sure(cell, typed), bare=not typed.percent)


def read_measure(cell: Cell, column: Column, context: Context) -> Reading:
    """As the unit of the row's indicator says; a plain number where the indicator is not known."""
    if column.instead and cell.kind == "text" and (reason := _reason(cell, column, context)):
        return reason
    indicator = context.indicator
    if indicator and indicator.is_percent:
        return read_percent(cell, column, context)
    reading = read_number(cell, column, context)
    if indicator and indicator.unit.tr == _PER_MILLE:
        return _per_mille(cell, reading)
    return _whole(cell, reading) if indicator and indicator.is_count else reading


def _reason(cell: Cell, column: Column, context: Context) -> Reading | None:
    """Why there is no number; asked about where the word is only near to such a reason."""
    closed = context.definition.lists[column.instead]
    word = fold(str(cell.value))
    if (code := choices_of(closed).get(word)) is not None:
        return noted(cell, None, REASON, stated=code)
    if (code := vague_of(closed).get(word)) is not None:
        return noted(cell, None, REASON, stated=code, vague=1)
    text = clean(str(cell.value)).text
    if says_nothing(text) or any(c.isdigit() for c in text):
        return None
    near = probable(context.definition, closed, text)
    return flag(cell, "not_a_number", near=closed.label(near).tr) if near else None


def _float(cell: Cell) -> float:
    assert isinstance(cell.value, int | float), cell
    return cell.value


def _typed(cell: Cell, column: Column, unit: str) -> TypedNumber | Reading:
    """The number in a text, or the reading of a text that holds none."""
    text = clean(str(cell.value)).text
    if says_nothing(text):
        return noted(cell, None, "read_as_empty")
    typed = typed_number(text, unit)
    if typed is None:
        return flag(cell, "inexact_number" if any(c.isdigit() for c in text) else "not_a_number")
    if typed.currency and not column.currency:
        return flag(cell, "currency_unexpected")
    if typed.currency and typed.currency != column.currency:
        return flag(cell, "other_currency", currency=_CURRENCY_WORDS.get(column.currency, column.currency))
    return typed


def _sure(cell: Cell, typed: TypedNumber) -> Reading:
    if typed.sureness == "ambiguous":
        return wrong(
            cell, typed.value, "ambiguous_number", read=typed.value, alternative=round(typed.value / 1000, 10)
        )
    if typed.sureness == "tolerated" or typed.currency or typed.unit:
        return noted(cell, typed.value, "number_as_text", read=typed.value)
    return Reading(typed.value)


def _not_a_number(cell: Cell) -> Reading:
    return flag(cell, "date_for_number" if isinstance(cell.value, datetime) else "not_a_number")


def _bounded(cell: Cell, reading: Reading) -> Reading:
    """Inf, NaN and magnitudes that no column means would break sums later."""
    value = reading.value
    assert isinstance(value, int | float), value
    return reading if math.isfinite(value) and abs(value) < _LARGEST else flag(cell, "number_too_large")


def _whole(cell: Cell, reading: Reading) -> Reading:
    if reading.value is None:
        return reading
    assert isinstance(reading.value, int | float), reading
    nearest = round(reading.value)
    if abs(reading.value - nearest) > _WHOLE_ENOUGH * max(1, abs(nearest)):
        return flag(cell, "not_whole")
    return (
        replace(reading, value=nearest) if abs(nearest) <= _LARGEST_WHOLE else flag(cell, "number_too_large")
    )


def _percentage(cell: Cell, column: Column, reading: Reading, bare: bool = False) -> Reading:
    value = reading.value
    assert isinstance(value, int | float), value
    highest = column.maximum if column.maximum is not None else 100
    if not 0 <= value <= highest:  # NaN is outside too
        return wrong(cell, None, "percent_out_of_range", **_other_reading(reading))
    if bare and 0 < value < 1:
        return flag(cell, "percent_or_fraction", small=value, large=round(value * 100, 10))
    return reading


def _per_mille(cell: Cell, reading: Reading) -> Reading:
    value = reading.value
    if not isinstance(value, int | float) or 0 <= value <= 1000:
        return reading
    return wrong(cell, value, "per_mille_out_of_range", **_other_reading(reading))


def _other_reading(reading: Reading) -> dict[str, Fact]:
    """Where 2.100 may be one of two numbers and the larger one cannot be, the other is asked about."""
    assert isinstance(reading.value, int | float), reading
    in_doubt = any(finding.code == "ambiguous_number" for finding in reading.findings)
    return {"near": round(reading.value / 1000, 10)} if in_doubt else {}
