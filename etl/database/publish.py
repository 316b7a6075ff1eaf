"""Archive → next snapshot: all that is pending in one transaction, shown by one rename."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from filelock import FileLock

from definition import Definition
from definition import load as load_definition
from etl.database import snapshots
from etl.database.assemble import NOTHING_KNOWN, STORAGE, load, made_by, make_of, shown, until
from etl.database.originals import Values
from etl.database.unpublished import telling
from etl.programme import keep_up
from etl.store import durable
from etl.store.archive import Archive
from etl.store.damaged import DamagedOriginalError
from etl.store.integrity import Damage, note
from etl.store.ledger import LEDGER, Ledger
from etl.store.leftovers import clear, clear_builds
from etl.store.numbering import note_lost, number_all
from etl.store.receipts import Receipt

_LOG = logging.getLogger("pano")


def publish(home: Path, definition: Definition, known: Mapping[str, Values] = NOTHING_KNOWN) -> Path:
    """Bring the snapshot up to the archive and return it; the same one when nothing is pending.

    `known` spares a second reading of files that were read a moment ago: their values by submission id.
    A missing, damaged or outdated snapshot is made again from the archive. What is damaged in the archive is
    left out and stands in the tables unread_receipt and unread_original; figures that were published from the
    true bytes stay. Raises UnpublishedError where the machine fails, and PublishError where a check does."""
    with _writing(home):
        definition = _newest(home, definition)
        base = snapshots.current(home, definition)
        extended = _extended(home, definition, base, known) if base else None
        return extended or _rebuilt(home, definition)


def rebuild(home: Path, definition: Definition) -> Path:
    """Make the snapshot again from the archive alone. Raises as `publish` does."""
    with _writing(home):
        return _rebuilt(home, _newest(home, definition))


def is_current(snapshot: Path, definition: Definition) -> bool:
    """Was it made with this very program and definition? False for a damaged one."""
    try:
        with duckdb.connect(snapshot, read_only=True) as connection:
            return made_by(connection, definition)
    except duckdb.Error:
        return False


def _newest(home: Path, known: Definition) -> Definition:
    """Somebody may have changed a workshop since `known` was loaded: checking a file takes a while."""
    keep_up(home)
    now = load_definition(known.folder)
    return known if now.fingerprint == known.fingerprint else now


@contextmanager
def _writing(home: Path) -> Iterator[None]:
    """One writer at a time, so what it leaves half-built, or another before it, is nobody's."""
    with telling(home):
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / "publish.lock", poll_interval=0.01):
            clear(home)
            try:
                yield
            finally:
                with suppress(OSError):  # the next one tries again, and says so where it cannot
                    clear_builds(home)


def _extended(home: Path, definition: Definition, base: Path, known: Mapping[str, Values]) -> Path | None:
    """`base` and everything pending as the next snapshot; `base` itself when nothing is, and None when it
    has to be made again: it is damaged, another definition or another view made it, what it could not use is
    sound again, or the ledger is not the one it was made with."""
    build = _build_file(home, definition)
    # Closing the copy's source drops this process's lock on it, which harms nobody: no one writes it.
    shutil.copyfile(base, build)
    try:
        with duckdb.connect(build, config=STORAGE) as connection:
            last = until(connection) if made_by(connection, definition) else None
            if last is None or (last.lacks and _is_mended(connection, Archive(home))):
                return None
            if Ledger(home).head(last.number) != last.head:
                _LOG.error("%s: the ledger is not the one that %s was made with", home, base.name)
                note(home, Damage("ledger", "cut", f"{LEDGER.as_posix()}:{last.number}"))
                return None
            reading = Archive(home).read(after=last.number)
            if not reading.receipts and not reading.damaged:
                return base
            load(connection, home, definition, reading, known, lacked=last.lacks)
    except duckdb.Error:  # the archive has everything
        return None
    return _show(home, build)


def pending(home: Path, snapshot: Path) -> list[Receipt]:
    """What the archive has and this snapshot of this edition does not show yet."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        last = until(connection)
        return Archive(home).receipts(after=last.number if last else 0)


def _is_mended(connection: duckdb.DuckDBPyConnection, archive: Archive) -> bool:
    """Is anything that could not be used as it should be by now?"""
    for (receipt_id,) in connection.execute("SELECT receipt_id FROM unread_receipt").fetchall():
        if archive.is_sound(receipt_id):
            return True
    for (sha256,) in connection.execute("SELECT sha256 FROM unread_original").fetchall():
        try:
            archive.original(sha256)
        except DamagedOriginalError:
            continue
        return True
    return False


def _rebuilt(home: Path, definition: Definition) -> Path:
    last = snapshots.newest(home)
    number_all(home)
    if last:
        note_lost(home, _shown_in(last))
    build = _build_file(home, definition)
    with telling(build):
        make_of(home, definition, Archive(home).read(), build, last)
    return _show(home, build)


def _build_file(home: Path, definition: Definition) -> Path:
    """A file to build in."""
    clear_builds(home)  # of one that was stopped half-way
    build = snapshots.next_path(home, definition).with_suffix(".build")
    build.parent.mkdir(parents=True, exist_ok=True)
    return build


def _show(home: Path, build: Path) -> Path:
    durable.sync_file(build)
    snapshot = build.with_suffix(".duckdb")
    build.replace(snapshot)
    durable.sync_folder(snapshot.parent)
    snapshots.show(home, snapshot)
    return snapshot


def _shown_in(snapshot: Path) -> set[str]:
    """Of any release; nothing where it cannot be read."""
    try:
        with duckdb.connect(snapshot, read_only=True) as connection:
            return shown(connection)
    except duckdb.Error:
        return set()
