"""What openpyxl reads, in the reader's own terms: the judge of the reader."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

_KINDS = {"n": "number", "s": "text", "b": "bool", "e": "error", "d": "date", "f": "text"}
Read = dict[tuple[str, str], tuple[str, Any, bool]]  # (sheet, address) -> kind, value, from a formula


def read_by_openpyxl(data: bytes) -> Read:
    values = load_workbook(BytesIO(data), data_only=True)
    formulas = load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate): found
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if (found := _found(cell, values[sheet.title][cell.coordinate], values.epoch)) is not None
    }


def _found(cell: Any, result: Any, epoch: datetime) -> tuple[str, Any, bool] | None:
    formula = cell.data_type == "f"
    if formula and result.value is None:
        return "formula", cell.value, False
    if result.value in (None, ""):
        return None
    kind = _KINDS[result.data_type]
    if kind == "number" and "%" in cell.number_format:
        kind = "percent"
    return kind, _moment(result.value, epoch), formula


def _moment(value: Any, epoch: datetime) -> Any:
    """A time without a day is the reader's day 0; openpyxl gives it a type of its own."""
    return datetime.combine(epoch, value) if isinstance(value, time) else value
