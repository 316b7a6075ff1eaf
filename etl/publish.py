"""Archive → next snapshot: all that is pending in one transaction, shown by one rename."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from filelock import FileLock

from definition import Definition
from etl import durable, snapshots
from etl.archive import Archive
from etl.check import values_of
from etl.clock import TURKIYE
from etl.definition_tables import definition_tables
from etl.load import insert, insert_receipts, insert_values
from etl.problems import Unreadable
from etl.receipts import Decided, Receipt, Submitted
from etl.submission import CheckedRow, CheckedSubmission
from etl.tables import SQL, create_statements
from etl.views import create_views, failed_checks

Values = Mapping[str, Sequence[CheckedRow]]
# Readable for the tools of DuckDB 1.5. Small blocks: many short tables fill a tenth of the usual ones, and
# every publication copies the file.
_STORAGE: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.5.0",
    "default_block_size": 16384,
}
NOTHING_KNOWN: Mapping[str, CheckedSubmission] = {}


class PublishError(Exception):
    """The next snapshot would be wrong, so the last good one stays. The message names the check."""


def publish(
    home: Path, definition: Definition, known: Mapping[str, CheckedSubmission] = NOTHING_KNOWN
) -> Path:
    """Bring the snapshot up to the archive and return it; the same one when nothing is pending.

    `known` spares a second reading of files that were checked a moment ago, by submission id.
    A missing, damaged or outdated snapshot is made again from the archive."""
    with _writer(home):
        base, shown = _usable(home, definition)
        pending = Archive(home).receipts(but_not=shown)
        if base and not pending:
            return base
        return _build(home, definition, base, pending, known)


def sound(home: Path, definition: Definition) -> Path | None:
    """The snapshot to read from, made again if it is damaged or gone; None where nothing was ever sent."""
    snapshot = snapshots.current(home)
    if snapshot is None:
        return publish(home, definition) if Archive(home).receipts() else None
    try:
        with duckdb.connect(snapshot, read_only=True):
            return snapshot
    except duckdb.Error:
        return publish(home, definition)


def rebuild(home: Path, definition: Definition) -> Path:
    """Make the snapshot again from the archive alone."""
    with _writer(home):
        return _build(home, definition, None, Archive(home).receipts(), NOTHING_KNOWN)


def fingerprint(definition: Definition) -> str:
    """Changes with the definition, the tables or a view; a snapshot with another one is rebuilt."""
    digest = hashlib.sha256(create_statements(definition).encode())
    for path in sorted((SQL / "views").glob("*.sql")):
        digest.update(path.read_bytes())
    return f"{definition.fingerprint}-{digest.hexdigest()[:16]}"


def _writer(home: Path) -> FileLock:
    home.mkdir(parents=True, exist_ok=True)
    return FileLock(home / "publish.lock", poll_interval=0.01)


def _usable(home: Path, definition: Definition) -> tuple[Path | None, set[str]]:
    """The current snapshot and the ids of the receipts in it, unless it has to be made again."""
    snapshot = snapshots.current(home)
    if snapshot is None:
        return None, set()
    try:
        with duckdb.connect(snapshot, read_only=True) as connection:
            made_with = connection.execute("SELECT fingerprint FROM made_with").fetchone()
            shown = connection.execute(
                "SELECT submission_id FROM submission UNION ALL SELECT event_id FROM submission_event"
            ).fetchall()
    except duckdb.Error:  # damaged: the archive has everything
        return None, set()
    return (snapshot, {i for (i,) in shown}) if made_with == (fingerprint(definition),) else (None, set())


def _build(
    home: Path,
    definition: Definition,
    base: Path | None,
    pending: Sequence[Receipt],
    known: Mapping[str, CheckedSubmission],
) -> Path:
    path = snapshots.next_path(home)
    path.parent.mkdir(exist_ok=True)
    build = path.with_suffix(".build")
    for left in path.parent.glob("*.build*"):  # by a writer that was killed: only one writes at a time
        left.unlink()
    if base:
        # Closing the copy's source drops this process's lock on it, which harms nobody: no one writes it.
        shutil.copyfile(base, build)
    with duckdb.connect(build, config=_STORAGE) as connection:
        connection.begin()
        if not base:
            _prepare(connection, definition)
        _load(connection, home, definition, pending, known)
        failed = failed_checks(connection)
        if failed:
            raise PublishError("; ".join(f"{name}: {rows[0]}" for name, rows in failed))
        connection.commit()
    durable.sync_file(build)
    build.replace(path)
    durable.sync_folder(path.parent)
    snapshots.show(home, path)
    return path


def _prepare(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    connection.execute(create_statements(definition))
    for table, rows in definition_tables(definition).items():
        insert(connection, table, rows)
    connection.execute("INSERT INTO made_with VALUES (?)", (fingerprint(definition),))
    create_views(connection)


def _load(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    definition: Definition,
    pending: Sequence[Receipt],
    known: Mapping[str, CheckedSubmission],
) -> None:
    confirmed_before = {
        i
        for (i,) in connection.execute(
            "SELECT submission_id FROM submission_event WHERE kind = 'confirmed'"
        ).fetchall()
    }
    decided = [r for r in pending if isinstance(r, Decided)]
    insert_receipts(connection, [r for r in pending if isinstance(r, Submitted)], decided)
    newly = {d.submission_id for d in decided if d.decision == "confirmed"} - confirmed_before
    insert_values(connection, definition, _values(home, definition, newly, known))


def _values(
    home: Path, definition: Definition, ids: set[str], known: Mapping[str, CheckedSubmission]
) -> dict[str, Values]:
    """The rows of the submissions `ids`, in (workshop, city) order, which is how they are asked for."""
    archive = Archive(home)
    order = {w.code: n for n, w in enumerate(definition.workshops)}
    receipts = [archive.submitted(i) for i in ids]
    receipts.sort(key=lambda r: (order.get(r.workshop or "", -1), r.city or "", r.id))
    values: dict[str, Values] = {}
    for receipt in receipts:
        checked = known.get(receipt.id) or _read_again(archive, definition, receipt)
        values[receipt.id] = checked.sheets
    return values


def _read_again(archive: Archive, definition: Definition, receipt: Submitted) -> CheckedSubmission:
    try:
        data = archive.original(receipt.sha256)
        return values_of(data, definition, receipt.at.astimezone(TURKIYE).date())
    except FileNotFoundError as error:
        raise PublishError(f"{receipt.id}: {error.filename}?") from error
    except Unreadable as error:  # the definition no longer knows what it once accepted
        raise PublishError(f"{receipt.id}: {error.problem.code} {dict(error.problem.facts)}") from error
