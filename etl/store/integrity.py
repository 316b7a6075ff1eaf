"""Is everything that was ever written still what it was? Reads all of it anew and names what is not.

What was found is kept beside the archive, for the pages: they cannot read everything themselves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from etl.store import durable
from etl.store.archive import Archive, Reading, originals_of
from etl.store.damaged import DamagedOriginalError
from etl.store.home import FROZEN
from etl.store.ledger import LEDGER, Ledger
from etl.store.numbering import journals
from etl.store.receipts import Frozen, KeptFreeze, Sent, Submitted

Kind = Literal["original", "receipt", "journal", "ledger", "freeze", "other"]
Fault = Literal["changed", "missing", "cut"]
FOUND = "damage.json"
_AT_ONCE = 4  # reading waits for the disk, and hashing lets others run
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is not what was written. Of a file that somebody sent: whose it is, and its receipt."""

    kind: Kind
    fault: Fault
    name: str  # below the data folder
    receipt_id: str = ""
    file_name: str = ""
    city: str | None = None
    workshop: str | None = None


def inspect(home: Path, progress: Progress = lambda done, total: None) -> tuple[Damage, ...]:
    """Everything that is damaged; kept for `known`."""
    archive = Archive(home)
    reading = archive.read()
    found = [*_of_ledger(home), *_of_receipts(home, reading), *_of_journals(home)]
    found += _of_freezes(home, reading)
    found += _of_originals(home, archive, reading, progress)
    # That lines were cut off the end can be seen once only, by whoever knew more of them.
    found += [damage for damage in known(home) if damage.fault == "cut"]
    keep(home, tuple(dict.fromkeys(found)))
    return known(home)


def known(home: Path) -> tuple[Damage, ...]:
    """What was found last, without looking again."""
    try:
        found = (home / FOUND).stat()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    return _kept(home / FOUND, found.st_mtime_ns, found.st_size)


def keep(home: Path, found: Sequence[Damage]) -> None:
    path = home / FOUND
    if found:
        document = json.dumps([asdict(damage) for damage in found], ensure_ascii=False, indent=1)
        if not path.exists() or path.read_text("utf-8") != document:
            durable.replace(path, document.encode())
    else:
        path.unlink(missing_ok=True)


def note(home: Path, damage: Damage) -> None:
    """Somebody came across it."""
    if damage not in known(home):
        keep(home, (*known(home), damage))


def forget_cuts(home: Path) -> None:
    """Everything was made anew from what is there."""
    keep(home, [damage for damage in known(home) if damage.fault != "cut"])


@lru_cache(maxsize=8)
def _kept(path: Path, changed: int, size: int) -> tuple[Damage, ...]:
    try:
        return tuple(Damage(**fields) for fields in json.loads(path.read_bytes()))
    except (OSError, TypeError, ValueError):
        return ()


def _of_ledger(home: Path) -> Iterator[Damage]:
    number = Ledger(home).broken()
    if number is not None:
        yield Damage("ledger", "changed", f"{LEDGER.as_posix()}:{number}")


def _of_receipts(home: Path, reading: Reading) -> Iterator[Damage]:
    for damage in reading.damaged:
        fault: Fault = "missing" if damage.fault == "missing" else "changed"
        name = damage.path.relative_to(home).as_posix()
        yield Damage("receipt", fault, name, damage.receipt_id)


def _of_journals(home: Path) -> Iterator[Damage]:
    for journal in journals(home).values():
        name = journal.path.relative_to(home).as_posix()
        try:
            content = journal.content()
        except OSError:
            yield Damage("journal", "missing", name)
            continue
        if content.altered:
            yield Damage("journal", "changed", name)
        elif content.missing:
            yield Damage("journal", "missing", name)


def _of_freezes(home: Path, reading: Reading) -> Iterator[Damage]:
    for kept in reading.receipts:
        if isinstance(kept, Frozen | KeptFreeze) and kept.sha256:  # the first release kept none
            path = home / FROZEN / f"{kept.sha256}.duckdb"
            if not path.exists() or sha256_of(path) != kept.sha256:
                fault: Fault = "changed" if path.exists() else "missing"
                yield Damage("freeze", fault, path.relative_to(home).as_posix(), kept.id)


def _of_originals(home: Path, archive: Archive, reading: Reading, progress: Progress) -> Iterator[Damage]:
    named = originals_of(reading.receipts)
    every = sorted(named.keys() | archive.originals())
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for done, (sha256, fault) in enumerate(
            zip(every, threads.map(lambda s: _fault(archive, s), every), strict=True), start=1
        ):
            progress(done, len(every))
            if fault:
                yield of_original(home, archive, sha256, fault, named.get(sha256))


def of_original(home: Path, archive: Archive, sha256: str, fault: Fault, receipt: Sent | None) -> Damage:
    name = archive.original_path(sha256).relative_to(home).as_posix()
    if receipt is None:
        return Damage("original", fault, name)
    of_city = receipt if isinstance(receipt, Submitted) else None
    return Damage(
        "original",
        fault,
        name,
        receipt.id,
        receipt.file_name,
        of_city.city if of_city else None,
        of_city.workshop if of_city else None,
    )


def _fault(archive: Archive, sha256: str) -> Fault | None:
    try:
        archive.original(sha256)
    except DamagedOriginalError as damage:
        return "missing" if damage.fault == "missing" else "changed"
    return None


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
