"""In which order was everything written? One line an entry, with a number and the hash of the line before.

The clock of a machine may be set back, and two machines never agree on one. So "before", "after" and
"the latest" come from these numbers; times are for people. What was altered, cut or taken away since
then no longer fits its line, or the chain of lines."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from filelock import FileLock

from etl.store import durable

LEDGER = Path("archive") / "ledger"
# A receipt; a line of a journal (its key is a dash); and of a journal a line whose time is over (the key is
# its number).
# broken: a line that is none of ours any more.
Stream = Literal["receipt", "member", "programme", "activity", "forgotten", "broken"]
UNKNOWN = "0" * 64  # the hash of an entry that was gone before anybody wrote down what it was
_START = "0" * 64  # what the first line follows on
_KEY = 22  # a receipt's id
_WIDTH = 12 + 1 + 9 + 1 + _KEY + 1 + 64 + 1 + 64 + 1

_in_process: dict[Path, threading.RLock] = {}
_registry = threading.Lock()


class Line(NamedTuple):
    """`sha256` is that of the entry's bytes, `previous` that of the line before."""

    number: int
    stream: Stream
    key: str
    sha256: str
    previous: str

    def written(self) -> bytes:
        line = f"{self.number:012d} {self.stream:<9} {self.key:<{_KEY}} {self.sha256} {self.previous}\n"
        return line.encode("ascii")


class Entry(NamedTuple):
    """What shall have a line."""

    stream: Stream
    key: str
    sha256: str


class Ledger:
    """Kept beside the receipts. Lines have one width, so that the last ones are found without the others."""

    def __init__(self, home: Path) -> None:
        self.path = home / LEDGER

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Held from before an entry is written until it has its line, so that numbers and files agree."""
        with _registry:
            # Threads of one process wait for each other here; the lock of a file is looked at every 10 ms.
            own = _in_process.setdefault(self.path.resolve(), threading.RLock())
        with own:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", poll_interval=0.01, is_singleton=True):
                yield

    def append(self, entries: Sequence[Entry]) -> list[Line]:
        """Give each entry, which is on disk by now, the next number, durably. Only while `writing`."""
        if not entries:
            return []
        is_new = not self.path.exists()
        with self.path.open("ab") as file:
            # A line that a power cut left unfinished was never acknowledged; its entry is found again.
            file.truncate(os.fstat(file.fileno()).st_size // _WIDTH * _WIDTH)
            lines = list(_numbered(entries, self.last()))
            file.write(b"".join(line.written() for line in lines))
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            durable.sync_folder(self.path.parent)
        return lines

    def lines(self, after: int = 0) -> list[Line]:
        """Those with greater numbers."""
        return [_line(raw, n) for n, raw in enumerate(self._raw(after), start=after + 1)]

    def last(self) -> Line | None:
        count = self.count()
        return self.lines(count - 1)[-1] if count else None

    def count(self) -> int:
        try:
            return self.path.stat().st_size // _WIDTH
        except FileNotFoundError:
            return 0

    def content(self, until: int) -> bytes:
        """The file as it was when it had so many lines."""
        return self._bytes()[: until * _WIDTH]

    def head(self, number: int) -> str:
        """The hash of the line with this number; of none at all for 0, and empty where it is gone."""
        if number == 0:
            return _START
        raw = self._bytes(number - 1, 1)
        return hashlib.sha256(raw).hexdigest() if len(raw) == _WIDTH else ""

    def receipts(self) -> int:
        """How many lines are of receipts."""
        return self._bytes().count(b" receipt   ")

    def of_receipt(self, receipt_id: str) -> Line | None:
        """The newest line about it."""
        data = self._bytes()
        at = data.rfind(f" receipt   {receipt_id} ".encode("ascii", "replace"))
        start = at // _WIDTH * _WIDTH
        return _line(data[start : start + _WIDTH], start // _WIDTH + 1) if at >= 0 else None

    def broken(self) -> int | None:
        """The number of the first line that does not follow on the one before; None where all do."""
        previous = _START
        for number, raw in enumerate(self._raw(0), start=1):
            line = _line(raw, number)
            if line.stream == "broken" or line.previous != previous:
                return number
            previous = hashlib.sha256(raw).hexdigest()
        return None

    def _raw(self, after: int) -> Iterator[bytes]:
        data = self._bytes(after)
        return (data[at : at + _WIDTH] for at in range(0, len(data) // _WIDTH * _WIDTH, _WIDTH))

    def _bytes(self, after: int = 0, count: int = -1) -> bytes:
        if not self.path.exists():
            return b""
        with self.path.open("rb") as file:
            file.seek(after * _WIDTH)
            return file.read(count * _WIDTH if count > 0 else -1)


def _numbered(entries: Iterable[Entry], last: Line | None) -> Iterator[Line]:
    before, previous = (last.number, _hash(last)) if last else (0, _START)
    for number, entry in enumerate(entries, start=before + 1):
        line = Line(number, *entry, previous)
        previous = _hash(line)
        yield line


def _hash(line: Line) -> str:
    return hashlib.sha256(line.written()).hexdigest()


def _line(raw: bytes, number: int) -> Line:
    broken = Line(number, "broken", "", UNKNOWN, UNKNOWN)
    try:
        written, stream, key, sha256, previous = raw.decode("ascii").split()
        line = Line(int(written), stream, key, sha256, previous)  # type: ignore[arg-type]
    except ValueError:
        return broken
    return line if line.number == number and line.written() == raw else broken
