"""The rows of a view as values: one object a row, None for what is missing, whatever type the column has."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def rows(frame: pd.DataFrame) -> list[Any]:
    """Named tuples in the frame's order. NaN, NaT and NA all become None."""
    # Value by value: making a wide frame one of objects takes four times as long for a single row.
    missing = frame.isna().to_numpy()
    return [
        type(row)._make(None if gone else _plain(value) for value, gone in zip(row, holes, strict=True))
        for row, holes in zip(list[Any](frame.itertuples(index=False)), missing, strict=True)
    ]


def first(frame: pd.DataFrame) -> Any:
    """The only or first row; None for a frame without rows."""
    found = rows(frame.head(1))
    return found[0] if found else None


def _plain(value: Any) -> Any:
    """numpy's own truth is neither True nor False to `is`."""
    return bool(value) if isinstance(value, np.bool_) else value
