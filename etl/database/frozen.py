"""Figures that were given a name at a workshop: they never change afterwards, whatever is sent or withdrawn.

Each is a database of its own, made of the receipts that its own receipt lists, so that it can be made again
from the archive at any time. Beside it lies its export as CSV, as evidence that needs no program of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from definition import Definition, loaded_with
from etl.database.assemble import make_of, shown
from etl.database.export import export
from etl.database.publish import publish
from etl.edition import fingerprint
from etl.fold import clean, fold
from etl.programme import Programme, fitting
from etl.store import durable
from etl.store.archive import Archive, Reading
from etl.store.receipts import Frozen, new_id

LONGEST_NAME = 60


class NameTakenError(Exception):
    """Something else carries this name already; the message is its code."""


class NoNameError(Exception):
    """Nothing is left of the name but signs, or it is too long."""


class UnknownFreezeError(Exception):
    """Nothing was frozen under this code."""


def freeze(
    home: Path, definition: Definition, name: str, workshop: str, who: str, at: datetime | None = None
) -> Frozen:
    """Give the figures as they stand now a name, for good. Raises NameTakenError or NoNameError."""
    name = clean(name).text.strip()
    code = code_of(name)
    with _lock(home):
        if any(found.code == code for found in freezes(home)):
            raise NameTakenError(code)
        with duckdb.connect(publish(home, definition), read_only=True) as connection:
            ids = tuple(sorted(shown(connection)))
        at = at or datetime.now(UTC)
        frozen = Archive(home).record(Frozen(new_id(at), at, who, name, code, workshop, ids))
        _made(home, definition, frozen)
    publish(home, definition)
    return frozen


def freezes(home: Path) -> list[Frozen]:
    """The newest first."""
    return [r for r in reversed(Archive(home).receipts()) if isinstance(r, Frozen)]


def frozen_snapshot(home: Path, definition: Definition, code: str) -> Path:
    """The database of a frozen state, made again where it is gone or another definition made it.

    Raises UnknownFreezeError."""
    frozen = next((found for found in freezes(home) if found.code == code), None)
    if frozen is None:
        raise UnknownFreezeError(code)
    then = _as_it_was(home, definition, frozen)
    path = _path(home, then, frozen)
    if not path.is_file():
        with _lock(home):
            _made(home, then, frozen)
    return path


def _as_it_was(home: Path, definition: Definition, frozen: Frozen) -> Definition:
    """Who took part and when is a figure too: with the workshops that the organizers kept at that moment."""
    programme = Programme(home)
    then = programme.workshops(until=frozen.number)
    return definition if then == programme.workshops() else loaded_with(fitting(then))


def code_of(name: str) -> str:
    """The name for an address: "2. Çalıştay, Antalya" → 2-calistay-antalya."""
    code = "-".join(fold(name).split())
    if not code or len(name) > LONGEST_NAME:
        raise NoNameError(name)
    return code


def _made(home: Path, definition: Definition, frozen: Frozen) -> None:
    path = _path(home, definition, frozen)
    if path.is_file():  # another process was first
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    build = path.with_suffix(".build")
    build.unlink(missing_ok=True)
    listed = set(frozen.receipts)
    receipts = [r for r in Archive(home).receipts() if r.id in listed]
    make_of(home, definition, Reading(receipts, [], 0), build)
    evidence = path.parent / "csv"
    if not evidence.is_dir():
        list(export(build, evidence))
    durable.sync_file(build)
    build.replace(path)
    durable.sync_folder(path.parent)


def _path(home: Path, definition: Definition, frozen: Frozen) -> Path:
    return home / "frozen" / frozen.id / f"{fingerprint(definition)}.duckdb"


def _lock(home: Path) -> FileLock:
    home.mkdir(parents=True, exist_ok=True)
    return FileLock(home / "freeze.lock", poll_interval=0.01)
