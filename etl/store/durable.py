"""Files that survive a power cut whole or not at all, and never replace another.

Whatever fails here names the file that was to be written: the system names none for what is open already."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOG = logging.getLogger("pano")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """An OSError that is raised inside is about `path`."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def write_once(path: Path, data: bytes) -> None:
    """Put `data` at `path` durably. Raises FileExistsError rather than overwrite."""
    with naming(path):
        make_folder(path.parent)
        temporary = _written(path, data)
        try:
            # link() is the one call that names a complete file and refuses a name that is taken.
            os.link(temporary, path)
        finally:
            _remove(temporary)
        sync_folder(path.parent)


def replace(path: Path, data: bytes) -> None:
    """Put `data` at `path` durably; readers see the old content or the new, never a mixture."""
    with naming(path):
        make_folder(path.parent)
        temporary = _written(path, data)
        try:
            temporary.replace(path)
        except OSError:
            _remove(temporary)
            raise
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    with naming(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make new names durable. Windows keeps names with the file and cannot open folders."""
    if os.name == "nt":
        return
    with naming(folder):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Make every file and every name in the folder durable."""
    for path in folder.rglob("*"):
        (sync_folder if path.is_dir() else sync_file)(path)
    sync_folder(folder)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are not there yet, durably."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _written(path: Path, data: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        _remove(temporary)
        raise
    return temporary


def _remove(temporary: Path) -> None:
    """What cannot be removed harms nobody; see etl/store/leftovers.py."""
    try:
        temporary.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("stays behind for now: %s", error)
