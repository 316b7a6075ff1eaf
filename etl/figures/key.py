"""What is one context figure known by, and what does it say?"""

from __future__ import annotations

from typing import NamedTuple

from etl.submission import CheckedRow


class Key(NamedTuple):
    city: str
    indicator: str
    year: int


class Given(NamedTuple):
    value: float
    source: str


def key_of(row: CheckedRow) -> Key | None:
    """None where part of it is missing or could not be read."""
    city, indicator, year = (row.values.get(name) for name in ("city", "indicator_code", "year"))
    if isinstance(city, str) and isinstance(indicator, str) and isinstance(year, int):
        return Key(city, indicator, year)
    return None


def given_in(row: CheckedRow) -> Given | None:
    """None: the row says that there is no value any more."""
    value = row.values.get("value")
    return (
        Given(float(value), str(row.values.get("source") or "")) if isinstance(value, int | float) else None
    )
