"""Archive → next snapshot: all that is pending in one transaction, shown by one rename."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from filelock import FileLock

from definition import Definition
from definition import load as load_definition
from etl.database import snapshots
from etl.database.definition_tables import definition_tables
from etl.database.load import insert, insert_receipts, insert_records, insert_values
from etl.database.originals import UnreadOriginalError, Values, read_again
from etl.database.tables import SQL, create_statements
from etl.database.views import create_views, failed_checks
from etl.programme import keep_up
from etl.store import durable
from etl.store.archive import Archive
from etl.store.receipts import Decided, Frozen, KeptFreeze, Receipt, Recorded, Sent, Submitted, Supplied

# Readable for the tools of DuckDB 1.5. Small blocks: many short tables fill a tenth of the usual ones, and
# every publication copies the file.
STORAGE: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": 16384,
}
NOTHING_KNOWN: Mapping[str, Values] = {}


class PublishError(Exception):
    """The next snapshot would be wrong, so the last good one stays. The message names the check."""


def publish(home: Path, definition: Definition, known: Mapping[str, Values] = NOTHING_KNOWN) -> Path:
    """Bring the snapshot up to the archive and return it; the same one when nothing is pending.

    `known` spares a second reading of files that were read a moment ago: their values by submission id.
    A missing, damaged or outdated snapshot is made again from the archive."""
    with _writer(home):
        definition = _newest(home, definition)
        base = snapshots.current(home)
        extended = _extended(home, definition, base, known) if base else None
        return extended or _rebuilt(home, definition)


def rebuild(home: Path, definition: Definition) -> Path:
    """Make the snapshot again from the archive alone."""
    with _writer(home):
        return _rebuilt(home, _newest(home, definition))


def _newest(home: Path, known: Definition) -> Definition:
    """Somebody may have changed a workshop since `known` was loaded: checking a file takes a while."""
    keep_up(home)
    now = load_definition(known.folder)
    return known if now.fingerprint == known.fingerprint else now


def fingerprint(definition: Definition) -> str:
    """Changes with the definition, the tables or a view; a snapshot with another one is rebuilt."""
    digest = hashlib.sha256(create_statements(definition).encode())
    for path in sorted((SQL / "views").glob("*.sql")):
        digest.update(path.read_bytes())
    return f"{definition.fingerprint}-{digest.hexdigest()[:16]}"


def _writer(home: Path) -> FileLock:
    home.mkdir(parents=True, exist_ok=True)
    return FileLock(home / "publish.lock", poll_interval=0.01)


def _extended(home: Path, definition: Definition, base: Path, known: Mapping[str, Values]) -> Path | None:
    """`base` and everything pending as the next snapshot; `base` itself when nothing is, and None when it
    has to be made again: it is damaged, or another definition or another view made it."""
    build = _build_file(home)
    # Closing the copy's source drops this process's lock on it, which harms nobody: no one writes it.
    shutil.copyfile(base, build)
    try:
        with duckdb.connect(build, config=STORAGE) as connection:
            if not made_by(connection, definition):
                return None
            pending = Archive(home).receipts(but_not=shown(connection))
            if not pending:
                return base
            load(connection, home, definition, pending, known)
    except duckdb.Error:  # the archive has everything
        return None
    return _show(home, build)


def made_by(connection: duckdb.DuckDBPyConnection, definition: Definition) -> bool:
    """Is the snapshot of this very definition, with these very tables and views?"""
    found = connection.execute("SELECT fingerprint FROM made_with").fetchone()
    return found == (fingerprint(definition),)


def _rebuilt(home: Path, definition: Definition) -> Path:
    build = _build_file(home)
    make_of(home, definition, Archive(home).receipts(), build)
    return _show(home, build)


def make_of(home: Path, definition: Definition, receipts: Sequence[Receipt], build: Path) -> None:
    """A database of these receipts of the archive alone, in a file that is not there yet."""
    with duckdb.connect(build, config=STORAGE) as connection:
        _prepare(connection, definition)
        load(connection, home, definition, receipts, NOTHING_KNOWN, formulas=True)


def _build_file(home: Path) -> Path:
    """A file to build in. One writer at a time: what lies there was left by one that stopped half-way."""
    build = snapshots.next_path(home).with_suffix(".build")
    build.parent.mkdir(exist_ok=True)
    for left in build.parent.glob("*.build*"):
        left.unlink()
    return build


def _show(home: Path, build: Path) -> Path:
    durable.sync_file(build)
    snapshot = build.with_suffix(".duckdb")
    build.replace(snapshot)
    durable.sync_folder(snapshot.parent)
    snapshots.show(home, snapshot)
    return snapshot


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
    pending: Sequence[Receipt],
    known: Mapping[str, Values],
    formulas: bool = False,
) -> None:
    """Add receipts, and the values of what they confirm, in one transaction that the checks must pass."""
    connection.begin()
    confirmed_before = {
        i
        for (i,) in connection.execute(
            "SELECT submission_id FROM submission_event WHERE kind = 'confirmed'"
        ).fetchall()
    }
    decided = [r for r in pending if isinstance(r, Decided)]
    insert_receipts(connection, [r for r in pending if isinstance(r, Submitted | Supplied)], decided)
    recorded = [r for r in pending if isinstance(r, Recorded)]
    frozen = [r for r in pending if isinstance(r, Frozen)]
    insert_records(connection, recorded, frozen, [r for r in pending if isinstance(r, KeptFreeze)])
    newly = {d.submission_id for d in decided if d.decision == "confirmed"} - confirmed_before
    insert_values(connection, definition, _values(home, definition, newly, known))
    failed = failed_checks(connection, formulas)
    if failed:
        raise PublishError("; ".join(f"{name}: {rows[0]}" for name, rows in failed))
    connection.commit()


def _values(
    home: Path, definition: Definition, ids: set[str], known: Mapping[str, Values]
) -> dict[str, Values]:
    """The rows of the files `ids`, those of cities in (workshop, city) order: so they are asked for."""
    archive = Archive(home)
    order = {w.code: n for n, w in enumerate(definition.workshops)}

    def place(receipt: Sent) -> tuple[int, str, str]:
        if isinstance(receipt, Supplied):
            return -1, "", receipt.id
        return order.get(receipt.workshop or "", -1), receipt.city or "", receipt.id

    receipts = sorted((archive.sent(i) for i in ids), key=place)
    try:
        read = read_again(archive, definition, [r for r in receipts if r.id not in known])
    except UnreadOriginalError as error:
        raise PublishError(str(error)) from error
    return {r.id: known[r.id] if r.id in known else read[r.id] for r in receipts}
