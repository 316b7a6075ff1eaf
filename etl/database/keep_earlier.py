"""Freezes that earlier versions of the program made, taken over into the archive once: they only listed their
receipts and were calculated again by whatever was there."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from definition import Definition, loaded_with
from etl.database import evidence, frozen_file, snapshots
from etl.database.frozen import edition_of, file_of, lock
from etl.database.publish import publish
from etl.database.remade import refuse_incomplete, remake
from etl.programme import Programme, fitting
from etl.store.archive import Archive
from etl.store.frozen_store import store
from etl.store.receipts import ITSELF, Frozen, KeptFreeze, Origin, new_id

_UNKEPT = """
    SELECT count(*) FROM frozen_state
    WHERE sha256 IS NULL AND freeze_id NOT IN (SELECT freeze_id FROM kept_freeze)
"""
_log = logging.getLogger("pano")


def keep_earlier(home: Path, definition: Definition) -> None:
    """Keep the figures of every freeze that has none yet: those of the export that was made on the day, or,
    where it is gone, calculated once more from its receipts. To be called after a publication; one look at
    the snapshot where there is nothing to do. One that cannot be taken over is logged and tried again at the
    next call: it must not keep everything else from opening."""
    if not _any_unkept(home, definition):
        return
    with lock(home):
        receipts = Archive(home).receipts()
        for frozen in [r for r in receipts if isinstance(r, Frozen) and not file_of(r, receipts)]:
            try:
                _keep(home, definition, frozen)
            except Exception:
                _log.exception("the figures of the freeze %s could not be taken over", frozen.name)
    publish(home, definition)


def _any_unkept(home: Path, definition: Definition) -> bool:
    snapshot = snapshots.current(home, definition)
    if snapshot is None:
        return False
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(_UNKEPT).fetchone()
    return bool(found and found[0])


def _keep(home: Path, definition: Definition, frozen: Frozen) -> None:
    then = _as_it_was(home, definition, frozen)
    exported = evidence.find(home / "frozen" / frozen.id)
    with TemporaryDirectory(prefix=".frozen-", dir=home) as folder:
        made = Path(folder) / "made.duckdb"
        remake(home, then, frozen, made)
        if not exported:
            refuse_incomplete(made, frozen)
        with duckdb.connect(made, read_only=True) as connection:
            edition, columns = edition_of(connection), frozen_file.columns_in(connection)
        figures = {path.stem: evidence.select(path, columns.get(path.stem, {})) for path in exported} or None
        stored = store(home, partial(frozen_file.write, snapshot=made, definition=then, figures=figures))
    at = datetime.now(UTC)
    origin: Origin = "evidence" if exported else "recalculated"
    file = (stored.sha256, stored.size_bytes, edition)
    Archive(home).record(KeptFreeze(new_id(at), at, ITSELF, frozen.id, origin, *file))


def _as_it_was(home: Path, definition: Definition, frozen: Frozen) -> Definition:
    """Who took part and when is a figure too: with the workshops that the organizers kept at that moment."""
    programme = Programme(home)
    then = programme.workshops(until=frozen.number)
    return definition if then == programme.workshops() else loaded_with(fitting(then))
