"""A snapshot's rows, made of receipts and of the files they confirm, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from definition import Definition
from etl.database.carry import Carry, carrying
from etl.database.definition_tables import definition_tables
from etl.database.edition import fingerprint
from etl.database.load import (
    insert,
    insert_decisions,
    insert_freezes,
    insert_receipts,
    insert_records,
    insert_unread,
    insert_values,
)
from etl.database.originals import Original, UnreadOriginalError, Values, confirmed_originals, read_sound
from etl.database.tables import create_statements
from etl.database.views import create_views, failed_checks
from etl.store.archive import Archive, Reading
from etl.store.damaged import DamagedOriginalError
from etl.store.ledger import Ledger
from etl.store.receipts import Decided, Frozen, KeptFreeze, Recorded, Submitted, Supplied

# Readable for the tools of DuckDB 1.5. Small blocks: many short tables fill a tenth of the usual ones, and
# every publication copies the file.
STORAGE: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": 16384,
}
NOTHING_KNOWN: Mapping[str, Values] = {}


class PublishError(Exception):
    """The next snapshot would be wrong, so the last good one stays. The message names the check."""


def made_by(connection: duckdb.DuckDBPyConnection, definition: Definition) -> bool:
    """Is the snapshot of this very definition, with these very tables and views, by this very program?"""
    try:
        found = connection.execute("SELECT fingerprint FROM made_with").fetchone()
    except duckdb.CatalogException:  # no snapshot of ours, or of a release that did not say
        return False
    return found == (fingerprint(definition),)


class Until(NamedTuple):
    """The last line of the ledger that a snapshot holds, and the hash of that line. `lacks`: something of the
    archive could not be used for it."""

    number: int
    head: str
    lacks: bool


def until(connection: duckdb.DuckDBPyConnection) -> Until | None:
    """None while nothing was loaded."""
    found = connection.execute("SELECT number, head, lacks FROM made_until").fetchone()
    return Until(*found) if found else None


def make_of(
    home: Path,
    definition: Definition,
    reading: Reading,
    build: Path,
    last: Path | None = None,
) -> None:
    """A database of these receipts of the archive alone, in a file that is not there yet. Where something
    is damaged stands what the snapshot `last` still has of it."""
    with duckdb.connect(build, config=STORAGE) as connection:
        _prepare(connection, definition)
        load(connection, home, definition, reading, NOTHING_KNOWN, last=last, formulas=True)


def shown(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The ids of the receipts that a snapshot holds."""
    ids = connection.execute(
        "SELECT submission_id FROM submission UNION ALL SELECT event_id FROM submission_event "
        "UNION ALL SELECT submission_id FROM figure_upload "
        "UNION ALL SELECT record_id FROM record UNION ALL SELECT freeze_id FROM frozen_state "
        "UNION ALL SELECT record_id FROM kept_freeze"
    ).fetchall()
    return {i for (i,) in ids}


def _prepare(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    connection.execute(create_statements(definition))
    for table, rows in definition_tables(definition).items():
        insert(connection, table, rows)
    connection.execute("INSERT INTO made_with VALUES (?)", (fingerprint(definition),))
    create_views(connection)


def load(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    definition: Definition,
    reading: Reading,
    known: Mapping[str, Values],
    *,
    lacked: bool = False,
    last: Path | None = None,
    formulas: bool = False,
) -> None:
    """Add receipts, and the values of what they confirm, in one transaction that the checks must pass.
    `lacked`: some of the archive could not be used for what is there already."""
    with carrying(connection, last) as carry:
        connection.begin()
        confirmed_before = _confirmed(connection)
        is_whole = not (reading.damaged or lacked)
        _insert(connection, reading, carry, is_whole)
        newly = (_confirmed_in(reading) if is_whole else _confirmed(connection)) - confirmed_before
        asked = confirmed_originals(connection, definition, newly, reading)
        values, unsound = _values(Archive(home), definition, asked, known)
        insert_values(connection, definition, values)
        carried = carry.values(unsound.keys()) if carry else set()
        insert_unread(connection, reading.damaged, unsound, carried)
        lacks = bool(reading.damaged or unsound) or lacked
        connection.execute("DELETE FROM made_until")
        now = Until(reading.until, Ledger(home).head(reading.until), lacks)
        connection.execute("INSERT INTO made_until VALUES (?, ?, ?)", now)
        failed = failed_checks(connection, formulas)
        if failed:
            raise PublishError("; ".join(f"{name}: {rows[0]}" for name, rows in failed))
        connection.commit()
    connection.execute("CHECKPOINT")  # closing does it too, but says nothing where the disk fails


def _insert(
    connection: duckdb.DuckDBPyConnection, reading: Reading, carry: Carry | None, is_whole: bool
) -> None:
    receipts = reading.receipts
    insert_receipts(connection, [r for r in receipts if isinstance(r, Submitted | Supplied)])
    recorded = [r for r in receipts if isinstance(r, Recorded)]
    insert_records(connection, recorded)
    kept = [r for r in receipts if isinstance(r, KeptFreeze)]
    insert_freezes(connection, [r for r in receipts if isinstance(r, Frozen)], kept)
    if carry:
        carry.receipts(reading.damaged)
    # What was decided about a file whose receipt nobody can read is told once it can be read again.
    sent = None if is_whole else _sent(connection)
    decided = [r for r in receipts if isinstance(r, Decided)]
    insert_decisions(connection, [d for d in decided if sent is None or d.submission_id in sent])


def _confirmed_in(reading: Reading) -> set[str]:
    decided = (r for r in reading.receipts if isinstance(r, Decided))
    return {d.submission_id for d in decided if d.decision == "confirmed"}


def _confirmed(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute(
        "SELECT submission_id FROM submission_event WHERE kind = 'confirmed'"
    ).fetchall()
    return {i for (i,) in found}


def _sent(connection: duckdb.DuckDBPyConnection) -> set[str]:
    found = connection.execute(
        "SELECT submission_id FROM submission UNION ALL SELECT submission_id FROM figure_upload"
    ).fetchall()
    return {i for (i,) in found}


def _values(
    archive: Archive, definition: Definition, originals: Sequence[Original], known: Mapping[str, Values]
) -> tuple[dict[str, Values], dict[str, DamagedOriginalError]]:
    """The rows of these files, and what is wrong with those that are damaged."""
    try:
        read, unsound = read_sound(archive, definition, [o for o in originals if o.id not in known])
    except UnreadOriginalError as error:
        raise PublishError(str(error)) from error
    values = {o.id: known[o.id] if o.id in known else read[o.id] for o in originals if o.id not in unsound}
    return values, unsound
