"""Back from a backup: all of it into an empty folder, or one file that is damaged in a folder in use."""

from __future__ import annotations

import hashlib
import lzma
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import unquote

from etl.store import durable
from etl.store.archive import Archive, UnknownSubmissionError, originals_of
from etl.store.backup import FILES, FOLDERS, MANIFEST, MARKS, Saved, Sums, counted, listed_as
from etl.store.damaged import DamagedReceiptError
from etl.store.integrity import Damage, inspect, sha256_of
from etl.store.ledger import LEDGER, UNKNOWN, Ledger
from etl.store.numbering import journals
from etl.store.receipts import from_json

_UNFINISHED = ".restore-"


class NotEmptyError(Exception):
    """Something is stored in the folder already; a backup is never laid over it."""


class DamagedBackupError(Exception):
    """The file is no backup of ours, or cannot be read to its end. `fault`: unreadable | foreign |
    no_manifest | not_listed"""

    def __init__(self, fault: str, name: str = "") -> None:
        super().__init__(f"{fault}: {name}")
        self.fault, self.name = fault, name


class NotInBackupError(Exception):
    """The backup does not have it, or not as it was sent; the message is what was asked for."""


@contextmanager
def restore(source: Path, home: Path) -> Iterator[tuple[Path, Saved]]:
    """Bring a backup into an empty folder: everything that is sound in it. Raises NotEmptyError or
    DamagedBackupError; then nothing is left behind.

    The caller is given the files in a folder of their own. What it makes of them there goes with them into
    `home`, durably, once it is done; if it raises, `home` stays empty."""
    _refuse_unless_empty(home)
    durable.make_folder(home)
    # Within `home`: on the same disk, and whoever may write there may not beside it.
    with TemporaryDirectory(prefix=_UNFINISHED, dir=home) as unfinished:
        folder = Path(unfinished)
        sums, lost = _extracted(source, folder)
        found = inspect(folder)
        named = {damage.name for damage in found}
        yield folder, counted(sums, (*found, *(damage for damage in lost if damage.name not in named)))
        durable.sync_tree(folder)
        _refuse_unless_empty(home)  # a dashboard may have been opened on it meanwhile
        for entry in sorted(folder.iterdir()):
            entry.rename(home / entry.name)
    for killed in home.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(killed)
    durable.sync_folder(home)


class Mended(NamedTuple):
    """What of a receipt and its files was put back in its place."""

    receipt_id: str
    names: tuple[str, ...]
    left: tuple[Damage, ...]  # what is damaged still


def restore_only(source: Path, home: Path, receipt_id: str) -> Mended:
    """Put the receipt and the files it names back in the place of damaged ones, each proved to be what was
    written. Raises NotInBackupError, UnknownSubmissionError or DamagedBackupError."""
    archive = Archive(home)
    line = Ledger(home).of_receipt(receipt_id)
    if line is None:
        raise UnknownSubmissionError(receipt_id)
    mended: list[str] = []
    with TemporaryDirectory() as unfinished:
        there = Path(unfinished)
        _extracted(source, there)
        if not archive.is_sound(receipt_id):
            data = _read(Archive(there).receipt_path(receipt_id), receipt_id)
            if (
                line.sha256 not in (hashlib.sha256(data).hexdigest(), UNKNOWN)
                or from_json(data).id != receipt_id
            ):
                raise NotInBackupError(receipt_id)
            durable.replace(archive.receipt_path(receipt_id), data)
            mended.append(archive.receipt_path(receipt_id).relative_to(home).as_posix())
        for sha256 in _files_of(archive, receipt_id):
            path = archive.original_path(sha256)
            if path.exists() and sha256_of(path) == sha256:
                continue
            data = _read(Archive(there).original_path(sha256), receipt_id)
            if hashlib.sha256(data).hexdigest() != sha256:
                raise NotInBackupError(receipt_id)
            archive.mend(sha256, data)
            mended.append(path.relative_to(home).as_posix())
    return Mended(receipt_id, tuple(mended), inspect(home))


def _files_of(archive: Archive, receipt_id: str) -> list[str]:
    """Nothing of a receipt that names no file."""
    try:
        return list(originals_of([archive.sent(receipt_id)]))
    except (UnknownSubmissionError, DamagedReceiptError):
        return []


def _read(path: Path, asked: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotInBackupError(asked) from error


def _refuse_unless_empty(home: Path) -> None:
    """What a restore that was killed left behind is nothing."""
    if home.exists() and any(not found.name.startswith(_UNFINISHED) for found in home.iterdir()):
        raise NotEmptyError(str(home))


def _extracted(source: Path, folder: Path) -> tuple[Sums, list[Damage]]:
    """Every file of the backup that is what the manifest says, and those that are not: they are left out."""
    try:
        with tarfile.open(source) as tar:
            found, listed = _taken_out(tar, folder)
    # What Python raises at a tar that is cut off or damaged, packed in one way or another.
    except (tarfile.TarError, EOFError, ValueError, zlib.error, lzma.LZMAError, OSError) as error:
        if isinstance(error, OSError) and error.errno:  # the machine's fault
            raise
        raise DamagedBackupError("unreadable") from error
    if not listed:
        raise DamagedBackupError("no_manifest", MANIFEST)
    for name in sorted(found.keys() - listed.keys()):
        raise DamagedBackupError("not_listed", name)
    lost: list[Damage] = []
    # Beside a sound ledger each line of a journal speaks for itself.
    ledger = LEDGER.as_posix()
    by_line = (
        {journal.path for journal in journals(folder).values()}
        if _is_as_listed(ledger, found, listed)
        else ()
    )
    for name, sha256 in sorted(listed.items()):
        if found.get(name) != sha256:
            path = folder / unquote(name, errors="surrogateescape")
            if path not in by_line:
                path.unlink(missing_ok=True)
            lost.append(Damage("other", "changed" if name in found else "missing", name))
    return {name: sha256 for name, sha256 in found.items() if listed[name] == sha256}, lost


def _is_as_listed(name: str, found: Sums, listed: Sums) -> bool:
    return name in listed and found.get(name) == listed[name]


def _taken_out(tar: tarfile.TarFile, folder: Path) -> tuple[Sums, Sums]:
    """What is found, and what is listed."""
    found, listed = Sums(), Sums()
    # As with filter="data", which is not known to Debian 12 yet: there, what is asked of each has to do.
    tar.extraction_filter = getattr(tarfile, "data_filter", None)
    for member in tar:
        name = listed_as(member.name)
        file = tar.extractfile(member) if member.isreg() and not member.issparse() else None
        if file and name == MANIFEST:
            lines = (line.decode("ascii", "replace").rstrip("\n").partition("  ") for line in file)
            listed |= {name or sha256: sha256 for sha256, _, name in lines}
        elif file and name not in found and _is_ours(PurePosixPath(member.name)):
            member.mode = member.mode & 0o644 | 0o600
            tar.extract(member, folder)
            found[name] = sha256_of(folder / member.name)
        else:
            raise DamagedBackupError("foreign", name)
    return found, listed


def _is_ours(path: PurePosixPath) -> bool:
    within = (path.parent.is_relative_to(folder.as_posix()) for folder in FOLDERS)
    named = (*MARKS, *(name.as_posix() for name in FILES))
    return ".." not in path.parts and (str(path) in named or any(within))
