"""Which figure of which view is it that a reader sees, and from which cells does it come?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.trace.walk import LINEAGE
from ui.format import is_missing

Keys = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A column of one row of a view; of several rows where the figure is their count or sum."""

    view: str
    column: str
    rows: tuple[Keys, ...]


# Of a table: by header, one for each row of the table; None where nothing was sent.
Origins = Mapping[str, Sequence[Origin | None]]


def origin(view: str, column: str, **keys: str) -> Origin:
    """One row, or all that have these keys."""
    return Origin(view, column, (tuple(keys.items()),))


def origins(view: str, frame: pd.DataFrame, columns: Mapping[str, str], keys: Sequence[str] = ()) -> Origins:
    """Of a table made row by row from `frame`, which has the columns that name a row of the view.

    `columns`: header of the table → column of the view. Where a key is missing there is nothing to trace.
    `keys`: here and below, only where the rows are named by other columns than the key of the view."""
    named = _named(view, frame, keys)
    return {
        header: [None if row is None else Origin(view, column, (row,)) for row in named]
        for header, column in columns.items()
    }


def of_row(view: str, column: str, row: Any, keys: Sequence[str] = ()) -> Origin:
    """Of the row whose keys are attributes of `row`."""
    return origin(view, column, **{key: str(getattr(row, key)) for key in keys or LINEAGE[view].key})


def of_rows(view: str, column: str, frame: pd.DataFrame, keys: Sequence[str] = ()) -> Origin | None:
    """Of all rows of the frame together; None where there are none."""
    rows = tuple(row for row in _named(view, frame, keys) if row)
    return Origin(view, column, rows) if rows else None


def _named(view: str, frame: pd.DataFrame, keys: Sequence[str]) -> list[Keys | None]:
    """The keys of each row of the frame; a frame without rows may be without columns too."""
    if frame.empty:
        return []
    keys = keys or LINEAGE[view].key
    return [_keys(values, keys) for values in zip(*(frame[key] for key in keys), strict=True)]


def _keys(values: Iterable[object], keys: Sequence[str]) -> Keys | None:
    found = tuple(zip(keys, values, strict=True))
    return None if any(is_missing(value) for _, value in found) else tuple((k, str(v)) for k, v in found)
