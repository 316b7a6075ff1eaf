"""Everything that cannot be made again, in one file; and back from it."""

from __future__ import annotations

import errno
import hashlib
import os
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from etl.store import durable
from etl.store.archive import Archive
from etl.store.home import ACCESS, LIVE, PROGRAMME, SAMPLE
from etl.store.receipts import Submitted, Supplied

_ARCHIVE = Path("archive")
# Receipts first: what they name was stored before them, so it is there when the originals' turn comes.
_ORDER = (_ARCHIVE / "receipts", ACCESS, PROGRAMME, _ARCHIVE / "originals")


class NotEmptyError(Exception):
    """Something is stored in the folder already; a backup is never laid over it."""


class DamagedBackupError(Exception):
    """The file is no backup of ours, or a part of it is not what it was. The message names it."""


@dataclass(frozen=True, slots=True)
class Saved:
    """How many receipts and originals a backup holds."""

    receipts: int
    originals: int


def back_up(home: Path, target: Path) -> Saved:
    """Write the backup durably, also while others upload. Raises FileExistsError rather than overwrite."""
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.tmp")
    with tarfile.open(unfinished, "w") as tar:
        for folder in _ORDER:
            for path in sorted((home / folder).rglob("*")):
                # Half-written files and locks are nobody's.
                if path.is_file() and not path.name.startswith(".") and path.suffix != ".lock":
                    tar.add(path, path.relative_to(home).as_posix(), recursive=False)
        for mark in (LIVE, SAMPLE):
            if (home / mark).exists():
                tar.add(home / mark, mark)
        names = tar.getnames()
    durable.sync_file(unfinished)
    unfinished.replace(target)
    durable.sync_folder(target.parent)
    return _counted(names)


def restore(source: Path, home: Path) -> Saved:
    """Lay a backup into an empty folder and prove it: every original is what its name says, every receipt can
    be read. Publishes nothing. Raises NotEmptyError or DamagedBackupError."""
    if home.exists() and any(home.iterdir()):
        raise NotEmptyError(str(home))
    home.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source) as tar:
            names = tar.getnames()
            for name in names:
                if not _is_ours(PurePosixPath(name)):
                    raise DamagedBackupError(name)
            tar.extractall(home, filter="data")
    except tarfile.TarError as error:
        raise DamagedBackupError(str(error)) from None
    archive = Archive(home)
    for sha256 in sorted(archive.originals()):
        if hashlib.sha256(archive.original(sha256)).hexdigest() != sha256:
            raise DamagedBackupError(sha256)
    sent = [r for r in archive.receipts() if isinstance(r, Submitted | Supplied)]
    named = {r.sha256 for r in sent} | {r.slice_sha256 for r in sent if isinstance(r, Submitted)} - {""}
    missing = sorted(named - archive.originals())
    if missing:
        raise DamagedBackupError(missing[0])
    return _counted(names)


def _is_ours(path: PurePosixPath) -> bool:
    if path.is_absolute() or ".." in path.parts:
        return False
    return path.as_posix() in (LIVE, SAMPLE) or any(
        path.is_relative_to(folder.as_posix()) for folder in _ORDER
    )


def _counted(names: list[str]) -> Saved:
    folders = [PurePosixPath(name).parts[1:2] for name in names]
    return Saved(folders.count(("receipts",)), folders.count(("originals",)))
