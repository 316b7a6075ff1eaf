"""What would the figures be if a decision were taken? Published into a throw-away snapshot, never shown."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.load import insert_receipts, insert_values
from etl.database.originals import Values
from etl.database.publish import load, made_by, publish, shown
from etl.store.archive import Archive
from etl.store.receipts import Decided, Submitted


@contextmanager
def rehearsed(
    home: Path,
    definition: Definition,
    decided: Decided,
    known: Mapping[str, Values],
    unsent: Submitted | None = None,
) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """The snapshot that is shown now, and a connection to what it would become with one more decision.

    It is made by the very code that publishes, so the preview and the result cannot differ. Nothing is
    written into the data folder. `known`: see publish. `unsent`: the receipt that a file would get which
    nobody has sent yet; its values are known."""
    before = snapshots.current(home) or publish(home, definition)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        after = Path(folder) / "rehearsal.duckdb"
        shutil.copyfile(before, after)
        with duckdb.connect(after) as connection:
            if not made_by(connection, definition):  # another version of the program published it
                raise RehearsalError
            pending = Archive(home).receipts(but_not=shown(connection))
            load(connection, home, definition, pending if unsent else [*pending, decided], known)
            if unsent:
                insert_receipts(connection, [unsent], [decided])
                insert_values(connection, definition, known)
            yield before, connection


class RehearsalError(Exception):
    """The snapshot must be published anew before anything can be tried on it."""
