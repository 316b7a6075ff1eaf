"""The rows of a view as values: one object a row, None for what is missing, whatever type the column has."""

from __future__ import annotations

from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame) -> list[Any]:
    """Named tuples in the frame's order. NaN, NaT and NA all become None."""
    whole = frame.astype(object)
    return list(whole.where(whole.notna(), None).itertuples(index=False))


def first(frame: pd.DataFrame) -> Any:
    """The only or first row; None for a frame without rows."""
    found = rows(frame.head(1))
    return found[0] if found else None
