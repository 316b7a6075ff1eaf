"""What a stopped process or a failing disk left half-written: gone once nobody can be writing it.

Who publishes holds a lock, so what lies in snapshots/ while we hold it is nobody's. Who writes a file of the
archive holds none and needs seconds: after an hour it is nobody's. Names carry no process number: it would
say nothing of a process in another container, or on another machine that shares the disk."""

from __future__ import annotations

import logging
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from etl.store.home import SAMPLE

ALONE = 3600  # seconds
_HALF_WRITTEN = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")  # etl/store/durable.py
_BUILD = re.compile(r"\.?[0-9a-f]{6,}\.build(\.wal|\.tmp)?")  # a database, and what DuckDB lays beside one
_LOG = logging.getLogger("pano")
_last: dict[Path, float] = {}


def clear(home: Path) -> None:
    """Remove them, at most once an hour in a process. Only while the lock of the publication is held."""
    last = _last.get(home)
    if last is not None and time.monotonic() - last < ALONE:
        return
    _last[home] = time.monotonic()
    for path in _old(home):
        _remove(path)
    _clear_making(home)


def clear_builds(home: Path) -> None:
    """Databases that were never shown. Raises OSError: the next one must not begin with what is in them."""
    for path in sorted((home / "snapshots").rglob("*.build*")):
        if _BUILD.fullmatch(path.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _old(home: Path) -> Iterator[Path]:
    until = time.time() - ALONE
    for path in _half_made(home):
        try:
            is_old = path.lstat().st_mtime < until
        except FileNotFoundError:  # its writer is through
            continue
        if is_old and not path.is_symlink():
            yield path


def _half_made(home: Path) -> Iterator[Path]:
    yield from (path for path in home.glob(".*.tmp") if _HALF_WRITTEN.fullmatch(path.name))
    for room in ("archive", "snapshots", "frozen"):
        for folder, folders, files in os.walk(home / room):  # thousands: a Path of each would take its time
            half_written = (name for name in files if _HALF_WRITTEN.fullmatch(name))
            built = (name for name in (*folders, *files) if _BUILD.fullmatch(name))
            yield from (Path(folder, name) for name in (*half_written, *built))


def _clear_making(home: Path) -> None:
    """Of a sample that is complete: its maker removes it while it holds this lock."""
    making = home / "making"
    if not ((home / SAMPLE).is_file() and (making / SAMPLE).is_file()):
        return
    try:
        with FileLock(home / "sample.lock", timeout=0):
            _remove(making)
    except Timeout:
        return


def _remove(path: Path) -> None:
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        _LOG.info("%s was left behind half-written and is gone now", path)
    except OSError as error:
        _LOG.info("stays behind for now: %s", error)
