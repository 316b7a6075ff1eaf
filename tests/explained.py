"""Where the reader and openpyxl differ rightly, and why: a difference without a reason here is a fault."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from etl.xlsx.shared_strings import unescaped
from tests.oracle import LinkTarget

Found = tuple[str, Any, bool] | None


class Difference(NamedTuple):
    """One cell: what we read, what openpyxl reads, and where it lies."""

    ours: Found
    theirs: Found
    covered: bool  # by a merge
    sheet_known: bool  # to openpyxl


def reason_of(cell: Difference) -> str:
    """Why the two readings differ; empty where nothing explains it."""
    return next((reason for reason, explains in _REASONS.items() if explains(cell)), "")


def _empty_result(cell: Difference) -> bool:
    return cell.ours is None and cell.theirs is not None and cell.theirs[0] == "formula"


def _overlooked_result(cell: Difference) -> bool:
    return _kinds(cell) == ("text", "formula") and bool(cell.ours and cell.ours[2])


def _escapes(cell: Difference) -> bool:
    return _kinds(cell) == ("text", "text") and _decoded(cell.ours) == _decoded(cell.theirs)


def _duration(cell: Difference) -> bool:
    if cell.ours is None or cell.theirs is None or not isinstance(cell.theirs[1], timedelta):
        return False
    return abs(cell.ours[1] - cell.theirs[1] / timedelta(days=1)) < 1e-6


def _no_date(cell: Difference) -> bool:
    if cell.ours is None or cell.theirs is None or cell.ours[0] != "number":
        return False
    before_1900 = isinstance(cell.theirs[1], datetime) and cell.ours[1] < 0
    return before_1900 or (cell.theirs[0] == "error" and cell.ours[1] > 2_958_465)


def _link(cell: Difference) -> bool:
    return cell.ours is None and cell.theirs is not None and isinstance(cell.theirs[1], LinkTarget)


_REASONS: dict[str, Callable[[Difference], bool]] = {
    "a formula that gives an empty text: openpyxl takes it for one never calculated": _empty_result,
    "openpyxl overlooks the result that is stored beside a formula in an inline text": _overlooked_result,
    "openpyxl empties the cells that a merge covers": lambda c: c.theirs is None and c.covered,
    "openpyxl opens a Strict workbook without its sheets": lambda c: not c.sheet_known,
    "openpyxl leaves some _xHHHH_ as they are and undoes others twice": _escapes,
    "a duration is a number of days": _duration,
    "a day before 1900 or after 9999 is no date, in Excel neither": _no_date,
    "openpyxl puts the address of a link into its empty cell": _link,
    "a format with conditions shows some of its numbers as percentages": (
        lambda c: _kinds(c) in (("number", "percent?"), ("percent", "percent?")) and _values_equal(c)
    ),
    "the text of a shared formula stands in the first of its cells": (
        lambda c: _kinds(c) == ("formula", "formula") and c.ours == ("formula", "=", False)
    ),
}


def _kinds(cell: Difference) -> tuple[str, str]:
    return (cell.ours[0] if cell.ours else "", cell.theirs[0] if cell.theirs else "")


def _values_equal(cell: Difference) -> bool:
    return bool(cell.ours and cell.theirs and cell.ours[1:] == cell.theirs[1:])


def _decoded(found: Found) -> str:
    """With every escape undone, however often it was escaped."""
    text = str(found[1]) if found else ""
    while (once := unescaped(text)) != text:
        text = once
    return text.replace("\r\n", "\n")
