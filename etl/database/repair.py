"""A snapshot to read from, for who does not publish: made again first where it is damaged or gone."""

from __future__ import annotations

from pathlib import Path

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.publish import publish
from etl.store.archive import Archive


def sound(home: Path, definition: Definition) -> Path | None:
    """The current snapshot. Without anything ever sent there is none, and nothing is written."""
    snapshot = snapshots.current(home)
    if snapshot is None:
        return publish(home, definition) if Archive(home).receipts() else None
    try:
        with duckdb.connect(snapshot, read_only=True):
            return snapshot
    except duckdb.Error:
        return publish(home, definition)
