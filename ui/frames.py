"""What a database answers, in the few kinds of values that pages have to know."""

from __future__ import annotations

import pandas as pd


def one_kind_of_missing(frame: pd.DataFrame) -> pd.DataFrame:
    """Whole numbers with gaps as floats: pandas' own NA is neither equal to itself nor true nor false."""
    gaps = [name for name, kind in frame.dtypes.items() if pd.api.types.is_extension_array_dtype(kind)]
    whole = [name for name in gaps if pd.api.types.is_integer_dtype(frame[name])]
    return frame.astype({name: "float64" if frame[name].hasnans else "int64" for name in whole})
