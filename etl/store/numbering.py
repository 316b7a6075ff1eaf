"""What has no number yet gets one: a folder of an earlier release, and what was cut off before it had one."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from etl.store.home import ACCESS, PROGRAMME
from etl.store.journal import NO_KEY, Journal, Kept
from etl.store.ledger import UNKNOWN, Entry, Ledger, Stream
from etl.store.receipts import Decided, Frozen, KeptFreeze, Receipt, Recorded, from_json

RECEIPTS = Path("archive") / "receipts"
RECEIPT_ID = re.compile(r"\d{8}-\d{6}-[0-9a-f]{6}")
_LOG = logging.getLogger("pano")
_KINDS = (Decided, Recorded, Frozen, KeptFreeze)


def journals(home: Path) -> dict[Stream, Journal]:
    """Every journal whose lines are numbered."""
    return {
        "member": Journal(home, ACCESS / "members.jsonl", "member"),
        "programme": Journal(home, PROGRAMME / "workshops.jsonl", "programme"),
        "activity": Journal(home, ACCESS / "activity.jsonl", "activity"),
    }


def receipt_ids(home: Path) -> set[str]:
    """Those of the files that are there."""
    try:
        with os.scandir(home / RECEIPTS) as found:  # thousands: a Path of each would take ten times as long
            names = [entry.name for entry in found]
    except (FileNotFoundError, NotADirectoryError):
        return set()
    stems = (name.removesuffix(".json") for name in names if name.endswith(".json"))
    return {stem for stem in stems if RECEIPT_ID.fullmatch(stem)}


def number_all(home: Path) -> int:
    """Returns how many entries were given a number. Costs a look at two folders where all have one."""
    ledger = Ledger(home)
    if not _lacks(home, ledger):
        return 0
    with ledger.writing():
        found = sorted(_unnumbered(home, ledger))
        ledger.append([unnumbered.entry for unnumbered in found])
    if found:
        _LOG.info("%s: %d entries were given a number", home, len(found))
    return len(found)


def note_lost(home: Path, receipt_ids: set[str]) -> None:
    """Receipts that a snapshot has shown and of which nothing is left: that they were there stays known."""
    ledger = Ledger(home)
    with ledger.writing():
        known = {line.key for line in ledger.lines() if line.stream == "receipt"}
        lost = sorted(i for i in receipt_ids - known if RECEIPT_ID.fullmatch(i))
        ledger.append([Entry("receipt", receipt_id, UNKNOWN) for receipt_id in lost])


class _Unnumbered(NamedTuple):
    """In the order that earlier releases went by: time; at the same moment the kind and what it is about."""

    at: datetime
    kind: int
    about: tuple[object, ...]
    place: int  # lines of a journal stay in their order
    entry: Entry


def _lacks(home: Path, ledger: Ledger) -> bool:
    if len(receipt_ids(home)) != ledger.receipts():
        return True
    return any(_new_lines(journal) for journal in journals(home).values())


def _new_lines(journal: Journal) -> tuple[Kept, ...]:
    """None of a file that cannot be read: whoever needs it says so, and everything else goes on."""
    if not journal.path.exists():
        return ()
    try:
        return journal.content().unnumbered
    except OSError:
        _LOG.exception("%s cannot be read", journal.path)
        return ()


def _unnumbered(home: Path, ledger: Ledger) -> Iterator[_Unnumbered]:
    known = {line.key for line in ledger.lines() if line.stream == "receipt"}
    for receipt_id in receipt_ids(home) - known:
        data = (home / RECEIPTS / f"{receipt_id}.json").read_bytes()
        entry = Entry("receipt", receipt_id, hashlib.sha256(data).hexdigest())
        yield _placed(_receipt(data), receipt_id, entry)
    for stream, journal in journals(home).items():
        latest = datetime.min.replace(tzinfo=UTC)
        for place, kept in enumerate(_new_lines(journal)):
            # Never before the line above it, whatever the clock said.
            latest = max(latest, _moment(kept.entry.get("at")))
            yield _Unnumbered(latest, 0, (stream,), place, Entry(stream, NO_KEY, kept.sha256))


def _placed(receipt: Receipt | None, receipt_id: str, entry: Entry) -> _Unnumbered:
    if receipt is None:  # damaged before it was ever numbered; its id says when it was written
        at = datetime.strptime(receipt_id[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        return _Unnumbered(at, 0, (receipt_id,), 0, entry)
    kind = next((n for n, kind in enumerate(_KINDS, start=1) if isinstance(receipt, kind)), 0)
    of = (receipt.submission_id, receipt.decision == "withdrawn") if isinstance(receipt, Decided) else ()
    return _Unnumbered(receipt.at, kind, (*of, receipt_id), 0, entry)


def _receipt(data: bytes) -> Receipt | None:
    try:
        return from_json(data)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _moment(written: object) -> datetime:
    try:
        at = datetime.fromisoformat(str(written))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
