"""What openpyxl reads, in the reader's own terms: the judge of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from etl.xlsx.addresses import Area
from etl.xlsx.limits import LIMITS

_CONDITION = re.compile(r"\[[<>=]")
_KINDS = {"n": "number", "s": "text", "b": "bool", "e": "error", "d": "date", "f": "text"}


class LinkTarget(str):
    """The address of a link, which openpyxl gives to a cell without a value of its own."""


# Is it hidden? What is merged? Hidden rows, hidden columns.
Shape = tuple[bool, frozenset[Area], frozenset[int], frozenset[int]]
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
        # openpyxl shows the format only; one with a condition it would have to apply to the number.
        kind = "percent?" if _CONDITION.search(cell.number_format) else "percent"
    if cell.hyperlink is not None and result.value in (cell.hyperlink.target, cell.hyperlink.location):
        return kind, LinkTarget(result.value), formula
    return kind, _moment(result.value, epoch), formula


def shapes_by_openpyxl(data: bytes) -> dict[str, Shape]:
    """What openpyxl says of the sheets as a whole."""
    return {
        sheet.title: (
            sheet.sheet_state != "visible",
            frozenset((m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges),
            frozenset(row for row, look in sheet.row_dimensions.items() if look.hidden),
            frozenset(_hidden_columns(sheet)),
        )
        for sheet in load_workbook(BytesIO(data)).worksheets
    }


def _hidden_columns(sheet: Any) -> Iterator[int]:
    """As far as the reader looks; one entry may stand for several columns."""
    for look in sheet.column_dimensions.values():
        if look.hidden:
            yield from range(look.min, min(look.max, LIMITS.last_column) + 1)


def _moment(value: Any, epoch: datetime) -> Any:
    """A time without a day is the reader's day 0; openpyxl gives it a type of its own."""
    return datetime.combine(epoch, value) if isinstance(value, time) else value
