"""Everything that cannot be made again, as it stood at one moment, in one file."""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from etl.store import durable
from etl.store.archive import Archive, originals_of
from etl.store.damaged import DamagedOriginalError
from etl.store.home import ACCESS, FROZEN, INSTALLATION, LIVE, PROGRAMME, SAMPLE
from etl.store.integrity import Damage, inspect
from etl.store.ledger import LEDGER, Ledger
from etl.store.numbering import RECEIPTS, journals, number_all

# One line a file, as `sha256sum -c` reads it. The last member: a backup that was cut off has none.
MANIFEST = "manifest-sha256.txt"
ORIGINALS = Path("archive") / "originals"
# Beside the ledger: kept whole, as they are found.
FOLDERS = (RECEIPTS, ACCESS, PROGRAMME, FROZEN, ORIGINALS, Path("archive") / "damaged")
FILES = (LEDGER, Path(INSTALLATION))
MARKS = (LIVE, SAMPLE)
# Our own names stay as they are; whatever else somebody laid there keeps to one line.
listed_as = partial(quote, errors="surrogateescape")
Sums = dict[str, str]  # SHA-256 by name as listed


class NothingStoredError(Exception):
    """The folder holds nothing to carry away; most likely another one was meant."""


@dataclass(frozen=True, slots=True)
class Saved:
    """How many receipts and originals a backup holds, and what it lacks because it is damaged."""

    receipts: int
    originals: int
    damage: tuple[Damage, ...] = ()


def back_up(home: Path, target: Path) -> Saved:
    """Write the backup durably, also while others upload: it holds what had been written when it began.

    What is damaged is left out and named. Raises NothingStoredError or FileExistsError."""
    if not any(path.is_file() for path in (home / "archive").rglob("*")):
        raise NothingStoredError(str(home))
    if target.exists():
        raise FileExistsError(str(target))
    durable.make_folder(target.parent)
    with TemporaryDirectory(prefix=".", dir=target.parent) as folder:
        unfinished = Path(folder) / target.name
        damage = inspect(home)
        sums = _written(home, unfinished)
        durable.sync_file(unfinished)
        unfinished.replace(target)
    durable.sync_folder(target.parent)
    return counted(sums, damage)


def counted(sums: Mapping[str, str], damage: tuple[Damage, ...] = ()) -> Saved:
    receipts, originals = (sum(f"/{kind}/" in name for name in sums) for kind in ("receipts", "originals"))
    return Saved(receipts, originals, damage)


def _written(home: Path, target: Path) -> Sums:
    sums: Sums = {}
    with tarfile.open(target, "w") as tar:
        for name, data in _moment(home):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            path = home / name
            member.mtime = int(path.stat().st_mtime) if path.exists() else 0
            tar.addfile(member, io.BytesIO(data))
            sums[listed_as(name)] = hashlib.sha256(data).hexdigest()
        manifest = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items()).encode("ascii")
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(manifest)
        tar.addfile(member, io.BytesIO(manifest))
    return sums


def _moment(home: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of everything up to the last entry that has a number now."""
    number_all(home)
    archive = Archive(home)
    receipts, _, until = archive.read()
    yield LEDGER.as_posix(), Ledger(home).content(until)
    for receipt in receipts:
        path = archive.receipt_path(receipt.id)
        yield path.relative_to(home).as_posix(), path.read_bytes()
    kept = {journal.path for journal in journals(home).values()}
    for journal in journals(home).values():
        lines = [k.raw + b"\n" for k in journal.content().lines if (k.number or 0) <= until]
        if lines:
            yield journal.path.relative_to(home).as_posix(), b"".join(lines)
    yield from _others(home, kept)
    # A file whose receipt came later belongs to a later moment; one without any belongs to every moment.
    stored = archive.originals()
    later = originals_of(archive.receipts(after=until)).keys() - originals_of(receipts).keys()
    for sha256 in sorted(stored - later):
        try:
            yield archive.original_path(sha256).relative_to(home).as_posix(), archive.original(sha256)
        except DamagedOriginalError:
            continue
    yield from ((mark, b"") for mark in MARKS if (home / mark).exists())


def _others(home: Path, kept: set[Path]) -> Iterator[tuple[str, bytes]]:
    """Whatever else lies in the folders; half-written files and locks are nobody's."""
    for folder in FOLDERS:
        if folder in (RECEIPTS, ORIGINALS):
            continue
        for path in sorted((home / folder).rglob("*")):
            if (
                path.is_file()
                and path not in kept
                and not path.name.startswith(".")
                and path.suffix != ".lock"
            ):
                yield path.relative_to(home).as_posix(), path.read_bytes()
    for name in FILES:
        if name != LEDGER and (home / name).is_file():
            yield name.as_posix(), (home / name).read_bytes()
