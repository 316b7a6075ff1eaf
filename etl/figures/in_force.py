"""Which context figures does a snapshot show as being in force?"""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.figures.key import Given, Key

_IN_FORCE = """
    SELECT city, indicator, year, value, coalesce(source, '') FROM figure_in_force
    WHERE value IS NOT NULL ORDER BY city, indicator, year
"""


def in_force(snapshot: Path | None) -> dict[Key, Given]:
    """Without a snapshot there are none; a figure that was taken out is none either."""
    if snapshot is None:
        return {}
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(_IN_FORCE).fetchall()
    return {Key(city, code, year): Given(value, source) for city, code, year, value, source in found}
