"""What would the figures be if a decision were taken? Published into a throw-away snapshot, never shown."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.assemble import load, made_by, until
from etl.database.originals import Values
from etl.database.publish import publish
from etl.store.archive import Archive, Reading
from etl.store.receipts import Decided, Receipt, Submitted


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
    before = snapshots.current(home, definition) or publish(home, definition)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        after = Path(folder) / "rehearsal.duckdb"
        shutil.copyfile(before, after)
        with duckdb.connect(after) as connection:
            last = until(connection) if made_by(connection, definition) else None
            if last is None:  # another version of the program published it
                raise RehearsalError
            reading = Archive(home).read(after=last.number)
            more: list[Receipt] = [replace(unsent, number=reading.until + 1)] if unsent else []
            more.append(replace(decided, number=reading.until + len(more) + 1))
            pending = Reading([*reading.receipts, *more], reading.damaged, reading.until)
            load(connection, home, definition, pending, known, lacked=last.lacks)
            yield before, connection


class RehearsalError(Exception):
    """The snapshot must be published anew before anything can be tried on it."""
