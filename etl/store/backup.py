"""Everything that cannot be made again, in one file; and back from it."""

from __future__ import annotations

import hashlib
import io
import lzma
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from urllib.parse import quote

from etl.store import durable
from etl.store.archive import Archive, DamagedReceiptError
from etl.store.home import ACCESS, FROZEN, LIVE, PROGRAMME, SAMPLE
from etl.store.receipts import Frozen, KeptFreeze, Submitted, Supplied

# One line a file, as `sha256sum -c` reads it. The last member: a backup that was cut off has none.
MANIFEST = "manifest-sha256.txt"
# Receipts first: what they name was stored before them, so it is there when the originals' turn comes.
_ORDER = (Path("archive/receipts"), ACCESS, PROGRAMME, FROZEN, Path("archive/originals"))
_UNFINISHED = ".restore-"
# Our own names stay as they are; whatever else somebody laid there keeps to one line.
_listed_as = partial(quote, errors="surrogateescape")
Sums = dict[str, str]  # SHA-256 by name as listed


class NothingStoredError(Exception):
    """The folder holds nothing to carry away; most likely another one was meant."""


class NotEmptyError(Exception):
    """Something is stored in the folder already; a backup is never laid over it."""


class DamagedBackupError(Exception):
    """The file is no backup of ours, or its part `name` is not what it was. `fault`: unreadable | foreign |
    no_manifest | not_listed | missing | changed | receipt"""

    def __init__(self, fault: str, name: str = "") -> None:
        super().__init__(f"{fault}: {name}")
        self.fault, self.name = fault, name


@dataclass(frozen=True, slots=True)
class Saved:
    """How many receipts and originals a backup holds."""

    receipts: int
    originals: int


def back_up(home: Path, target: Path) -> Saved:
    """Write the backup durably, also while others upload. Raises NothingStoredError or FileExistsError."""
    if not any(path.is_file() for path in (home / "archive").rglob("*")):
        raise NothingStoredError(str(home))
    if target.exists():
        raise FileExistsError(str(target))
    durable.make_folder(target.parent)
    with TemporaryDirectory(prefix=".", dir=target.parent) as folder:
        unfinished = Path(folder) / target.name
        sums = _written(home, unfinished)
        durable.sync_file(unfinished)
        unfinished.replace(target)
    durable.sync_folder(target.parent)
    return _counted(sums)


@contextmanager
def restore(source: Path, home: Path) -> Iterator[tuple[Path, Saved]]:
    """Bring a backup into an empty folder, whole or not at all. Raises NotEmptyError or DamagedBackupError.
    The caller is given the files in a folder of their own, each proved to be what it was. What it makes of
    them there goes with them into `home`, durably, once it is done; if it raises, `home` stays empty."""
    _refuse_unless_empty(home)
    durable.make_folder(home)
    # Within `home`: on the same disk, and whoever may write there may not beside it.
    with TemporaryDirectory(prefix=_UNFINISHED, dir=home) as unfinished:
        folder = Path(unfinished)
        sums = _extracted(source, folder)
        _prove(Archive(folder), sums)
        yield folder, _counted(sums)
        durable.sync_tree(folder)
        _refuse_unless_empty(home)  # a dashboard may have been opened on it meanwhile
        for entry in sorted(folder.iterdir()):
            entry.rename(home / entry.name)
    for killed in home.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(killed)
    durable.sync_folder(home)


def _stored(home: Path) -> Iterator[str]:
    for folder in _ORDER:
        for path in sorted((home / folder).rglob("*")):
            # Half-written files and locks are nobody's.
            if path.is_file() and not path.name.startswith(".") and path.suffix != ".lock":
                yield path.relative_to(home).as_posix()
    yield from (mark for mark in (LIVE, SAMPLE) if (home / mark).exists())


def _written(home: Path, target: Path) -> Sums:
    sums: Sums = {}
    with tarfile.open(target, "w", dereference=True) as tar:  # `restore` takes no links
        for name in _stored(home):
            with _Hashed(home / name) as file:
                member = tar.gettarinfo(arcname=name, fileobj=file)
                member.mtime = int(member.mtime)  # fractions would need a second header, without a checksum
                tar.addfile(member, file)
            sums[_listed_as(name)] = file.sha256.hexdigest()
        manifest = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items()).encode("ascii")
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(manifest)
        tar.addfile(member, io.BytesIO(manifest))
    return sums


class _Hashed(io.BufferedReader):
    """Knows the SHA-256 of what was read of it; lines may have been added to the file since."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self.sha256 = hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.sha256.update(data)
        return data


def _refuse_unless_empty(home: Path) -> None:
    """What a restore that was killed left behind is nothing."""
    if home.exists() and any(not found.name.startswith(_UNFINISHED) for found in home.iterdir()):
        raise NotEmptyError(str(home))


def _extracted(source: Path, folder: Path) -> Sums:
    """Every file of the backup as it now stands in the folder; the manifest says the same."""
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
    for name, _ in sorted(found.items() ^ listed.items()):
        fault = "missing" if name not in found else "changed" if name in listed else "not_listed"
        raise DamagedBackupError(fault, name)
    return found


def _taken_out(tar: tarfile.TarFile, folder: Path) -> tuple[Sums, Sums]:
    """What is found, and what is listed."""
    found, listed = Sums(), Sums()
    # As with filter="data", which is not known to Debian 12 yet: there, what is asked of each has to do.
    tar.extraction_filter = getattr(tarfile, "data_filter", None)
    for member in tar:
        name = _listed_as(member.name)
        file = tar.extractfile(member) if member.isreg() and not member.issparse() else None
        if file and name == MANIFEST:
            lines = (line.decode("ascii", "replace").rstrip("\n").partition("  ") for line in file)
            listed |= {name or sha256: sha256 for sha256, _, name in lines}
        elif file and name not in found and _is_ours(PurePosixPath(member.name)):
            member.mode = member.mode & 0o644 | 0o600
            tar.extract(member, folder)
            with (folder / member.name).open("rb") as extracted:
                found[name] = hashlib.file_digest(extracted, "sha256").hexdigest()
        else:
            raise DamagedBackupError("foreign", name)
    return found, listed


def _is_ours(path: PurePosixPath) -> bool:
    within = (path.parent.is_relative_to(folder.as_posix()) for folder in _ORDER)
    return ".." not in path.parts and (str(path) in (LIVE, SAMPLE) or any(within))


def _prove(archive: Archive, sums: Sums) -> None:
    """Every receipt can be read; every original and freeze is what its name says, and none is missing."""
    for name, sha256 in sums.items():
        path = PurePosixPath(name)
        if (path.match("originals/??/*.xlsx") or path.match("frozen/*.duckdb")) and path.stem != sha256:
            raise DamagedBackupError("changed", name)
    try:
        receipts = archive.receipts()
    except DamagedReceiptError as damage:
        raise DamagedBackupError("receipt", Path(str(damage)).name) from None
    sent = [r for r in receipts if isinstance(r, Submitted | Supplied)]
    named = {r.sha256 for r in sent} | {r.slice_sha256 for r in sent if isinstance(r, Submitted)} - {""}
    frozen = {r.sha256 for r in receipts if isinstance(r, Frozen | KeptFreeze)} - {""}
    lost = {(FROZEN / f"{sha256}.duckdb").as_posix() for sha256 in frozen} - sums.keys()
    for name in sorted(lost | named - archive.originals()):
        raise DamagedBackupError("missing", name)


def _counted(sums: Sums) -> Saved:
    return Saved(*(sum(f"/{kind}/" in name for name in sums) for kind in ("receipts", "originals")))
