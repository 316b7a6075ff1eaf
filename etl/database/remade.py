"""The figures of a freeze calculated once more from the receipts that it lists, by this program."""

from __future__ import annotations

from pathlib import Path

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.assemble import make_of, shown
from etl.store.archive import Archive, Reading
from etl.store.receipts import Frozen


class IncompleteError(Exception):
    """Not everything that it rested on can be read any more; the message says what is damaged."""


def remake(home: Path, definition: Definition, frozen: Frozen, build: Path) -> None:
    """Make `build`, with the values that the last snapshot has of files that are damaged by now."""
    listed = set(frozen.receipts)
    receipts = [r for r in Archive(home).receipts() if r.id in listed]
    make_of(home, definition, Reading(receipts, [], 0), build, snapshots.newest(home))


def refuse_incomplete(build: Path, frozen: Frozen) -> None:
    """Figures with a hole in them are not those of then. Raises IncompleteError."""
    with duckdb.connect(build, read_only=True) as connection:
        asked = "SELECT submission_id FROM unread_original WHERE NOT carried"
        lost = {i for (i,) in connection.execute(asked).fetchall()} | set(frozen.receipts) - shown(connection)
    if lost:
        raise IncompleteError(", ".join(sorted(lost)))
