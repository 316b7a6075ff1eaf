"""The words and ranges that invented contents are put together from: the files in words/."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from etl.submission import Value

Row = dict[str, Value]
FOLDER = Path(__file__).parent / "words"


@cache
def words(name: str) -> dict[str, Any]:
    """One file of words/, as it stands there."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def draw(rng: Random, size: str, key: str) -> float:
    """A number from the range that `key` has for cities of this size; whole where its bounds are."""
    low, high = words("sizes")[size][key]
    if isinstance(low, int) and isinstance(high, int):
        return rng.randint(low, high)
    return round(rng.uniform(low, high), 1)
