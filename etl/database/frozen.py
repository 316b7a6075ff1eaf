"""Figures that were given a name at a workshop: they never change afterwards, whatever is sent, withdrawn,
defined or calculated otherwise. The figures themselves are kept, so that reading them calculates nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
from filelock import FileLock

from definition import Definition
from definition import load as load_definition
from etl.database import frozen_file
from etl.database.assemble import made_by, shown
from etl.database.publish import publish
from etl.fold import clean, fold
from etl.programme import keep_up
from etl.store.archive import Archive
from etl.store.frozen_store import proved, store
from etl.store.receipts import Frozen, KeptFreeze, Receipt, new_id

LONGEST_NAME = 60


class NameTakenError(Exception):
    """Something else carries this name already; the message is its code."""


class NoNameError(Exception):
    """Nothing is left of the name but signs, or it is too long."""


class UnknownFreezeError(Exception):
    """Nothing was frozen under this code."""


class NotKeptError(Exception):
    """An earlier version of the program froze it, and its figures could not be taken over yet; see the log.
    The message is its name."""


def freeze(
    home: Path, definition: Definition, name: str, workshop: str, who: str, at: datetime | None = None
) -> Frozen:
    """Give the figures as they stand now a name, for good. Raises NameTakenError or NoNameError."""
    name = clean(name).text.strip()
    code = code_of(name)
    with lock(home):
        if any(found.code == code for found in freezes(home)):
            raise NameTakenError(code)
        snapshot, definition = _published(home, definition)
        stored = store(home, partial(frozen_file.write, snapshot=snapshot, definition=definition))
        with duckdb.connect(snapshot, read_only=True) as connection:
            ids = tuple(sorted(shown(connection)))
            edition = edition_of(connection)
        at = at or datetime.now(UTC)
        file = (stored.sha256, stored.size_bytes, edition)
        frozen = Archive(home).record(Frozen(new_id(at), at, who, name, code, workshop, ids, *file))
    publish(home, definition)
    return frozen


def freezes(home: Path) -> list[Frozen]:
    """The newest first."""
    return [r for r in reversed(Archive(home).receipts()) if isinstance(r, Frozen)]


def codes_in(snapshot: Path) -> frozenset[str]:
    """Under which codes something was frozen when this snapshot was published."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        return frozenset(code for (code,) in connection.execute("SELECT code FROM frozen_state").fetchall())


def file_of(frozen: Frozen, receipts: Iterable[Receipt]) -> str:
    """The SHA-256 of the figures of a freeze; empty where none were kept yet."""
    later = (r.sha256 for r in receipts if isinstance(r, KeptFreeze) and r.freeze_id == frozen.id)
    return frozen.sha256 or next(later, "")


def frozen_snapshot(home: Path, code: str) -> Path:
    """The figures of a freeze, as they were kept; nothing is calculated.

    Raises UnknownFreezeError, NotKeptError or DamagedFreezeError."""
    receipts = Archive(home).receipts()
    frozen = next((r for r in receipts if isinstance(r, Frozen) and r.code == code), None)
    if frozen is None:
        raise UnknownFreezeError(code)
    sha256 = file_of(frozen, receipts)
    if not sha256:
        raise NotKeptError(frozen.name)
    return proved(home, frozen.name, sha256)


def code_of(name: str) -> str:
    """The name for an address: "2. Çalıştay, Antalya" → 2-calistay-antalya."""
    code = "-".join(fold(name).split())
    if not code or len(name) > LONGEST_NAME:
        raise NoNameError(name)
    return code


def edition_of(connection: duckdb.DuckDBPyConnection) -> str:
    """Of the definition, the tables and the views that a database was made with."""
    found = connection.execute("SELECT fingerprint FROM made_with").fetchone()
    return str(found[0]) if found else ""


def _published(home: Path, definition: Definition) -> tuple[Path, Definition]:
    """The newest snapshot and the very definition that it was made with."""
    while True:  # somebody may change a workshop between the two
        snapshot = publish(home, definition)
        keep_up(home)
        definition = load_definition(definition.folder)
        with duckdb.connect(snapshot, read_only=True) as connection:
            if made_by(connection, definition):
                return snapshot, definition


def lock(home: Path) -> FileLock:
    """Held by whoever keeps figures, so that nothing is kept twice."""
    home.mkdir(parents=True, exist_ok=True)
    return FileLock(home / "freeze.lock", poll_interval=0.01)
