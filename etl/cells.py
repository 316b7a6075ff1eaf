"""A workbook as the reader found it: cells with addresses, nothing judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

Kind = Literal[
    "number",
    "percent",  # a number under a % format: 0.45 means 45 %
    "date",  # a number under a date format
    "bool",
    "text",
    "error",  # value holds its text: #REF!
    "formula",  # a formula whose result was never stored; value holds the formula
]
RawValue = float | int | str | bool | datetime


@dataclass(slots=True)
class Cell:
    """One cell with something in it; empty cells do not exist. Rows and columns count from 1.

    Nobody changes one. It is not frozen, because that would triple the cost of making thousands of them."""

    row: int
    column: int
    kind: Kind
    value: RawValue
    formula: bool = False  # the value is a formula's stored result

    @property
    def address(self) -> str:
        return f"{letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet in the order of the workbook."""

    name: str
    hidden: bool
    cells: Mapping[tuple[int, int], Cell]  # by (row, column), in sheet order
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, last column


@dataclass(frozen=True, slots=True)
class RawWorkbook:
    sheets: tuple[RawSheet, ...]
    epoch_1904: bool = False  # day numbers count from 1904
    external_links: bool = False
    comment_authors: frozenset[str] = frozenset()


@cache
def letters(column: int) -> str:
    """1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
