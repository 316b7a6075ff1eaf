"""Addresses as spreadsheets write them: C7, and A1:C7 for an area."""

from __future__ import annotations

import re

Area = tuple[int, int, int, int]  # first row, first column, last row, last column

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


def position(address: str) -> tuple[int, int]:
    """Row and column; ValueError where no sheet has such a cell."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(address)
    return row, column


def area(reference: str) -> Area:
    """Its corners, top left first, in whichever order they were written."""
    first, _, last = reference.partition(":")
    (row, column), (other_row, other_column) = position(first), position(last or first)
    return (
        min(row, other_row),
        min(column, other_column),
        max(row, other_row),
        max(column, other_column),
    )


def size(of: Area) -> int:
    first_row, first_column, last_row, last_column = of
    return (last_row - first_row + 1) * (last_column - first_column + 1)
