"""A file of lines that are added and never edited: one JSON object each, on disk before it is told."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.store import durable
from etl.store.ledger import Entry, Ledger, Stream

NO_KEY = "-"


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the file. `number`: its place in the ledger; None while it has none."""

    number: int | None
    sha256: str
    entry: Mapping[str, Any]
    raw: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """`lines` are those to rely on; the others are told of. `unnumbered` ones came after all that have a
    number: of an earlier release, or cut off before they had one."""

    lines: tuple[Kept, ...]
    unnumbered: tuple[Kept, ...]
    missing: tuple[int, ...]  # by number: written once, and neither there nor forgotten
    altered: int  # lines that nobody wrote


class Journal:
    """`stream`: its lines are numbered with everything else; None for what is no part of the archive."""

    def __init__(self, home: Path, place: Path, stream: Stream | None = None) -> None:
        self.path = home / place
        self._home = home
        self.stream = stream
        self._ledger = Ledger(home)

    def only_writer(self) -> FileLock:
        """Held while somebody looks at the lines and then adds one, so that nobody adds another meanwhile."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # One object a file: adding a line within takes it again, where another one would wait for ever.
        return FileLock(f"{self.path}.lock", poll_interval=0.01, is_singleton=True)

    def append(self, entry: Mapping[str, Any]) -> None:
        """Add one line, durably. What a power cut left unfinished stays; the new line begins its own."""
        with self.only_writer(), self._numbering():
            if self.stream is None:
                self._write(_line(entry))
                return
            before = [Entry(self.stream, NO_KEY, kept.sha256) for kept in self.content().unnumbered]
            line = _line({**entry, "number": self._ledger.count() + len(before) + 1})
            self._write(line)
            self._ledger.append([*before, Entry(self.stream, NO_KEY, _sha256(line))])

    def entries(self) -> Iterator[Mapping[str, Any]]:
        """In the order they were added, each with its `number`; what is no whole line was never acknowledged
        and is passed over, and so is what nobody wrote."""
        content = self.content()
        after = self._ledger.count() if content.unnumbered else 0
        for kept in content.lines:
            yield {"number": kept.number, **kept.entry}
        for place, kept in enumerate(content.unnumbered, start=1):
            yield {"number": after + place, **kept.entry}

    def drop(self, unwanted: Callable[[Mapping[str, Any]], bool]) -> int:
        """The one way in which lines go: those whose time is over, all at once. Returns how many went."""
        if not self.path.exists():
            return 0
        with self.only_writer(), self._numbering():
            content = self.content()
            gone = [kept for kept in content.lines if unwanted(kept.entry)]
            if gone:
                # First what is forgotten: found missing before that is known, it would look like a loss.
                if self.stream:
                    self._ledger.append([Entry("forgotten", str(k.number), k.sha256) for k in gone])
                over = {id(kept) for kept in gone}
                stay = [k for k in (*content.lines, *content.unnumbered) if id(k) not in over]
                durable.replace(self.path, b"".join(kept.raw + b"\n" for kept in stay))
        return len(gone)

    def content(self) -> Content:
        """What the file holds, beside what the ledger says of it."""
        try:
            found = self.path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return self._told(b"")
        known = _read(self, found.st_mtime_ns, found.st_size)
        # What has no number yet, or is missed, may have been told to the ledger since.
        return self._told(self.path.read_bytes()) if known.unnumbered or known.missing else known

    def _told(self, data: bytes) -> Content:
        raw = [line for line in data.split(b"\n") if line]
        if self.stream is None:
            found = tuple(Kept(None, "", entry, line) for line in raw if (entry := _object(line)) is not None)
            return Content(found, (), (), 0)
        return _compared(raw, *self._numbered())

    def _numbered(self) -> tuple[list[tuple[int, str]], set[str]]:
        """The lines that have to be there, and the hashes of those that were forgotten."""
        lines = self._ledger.lines()
        over = {int(line.key): line.sha256 for line in lines if line.stream == "forgotten"}
        own = [(line.number, line.sha256) for line in lines if line.stream == self.stream]
        return [(n, sha256) for n, sha256 in own if n not in over], set(over.values())

    def _numbering(self) -> AbstractContextManager[None]:
        return self._ledger.writing() if self.stream else nullcontext()

    def _write(self, line: bytes) -> None:
        is_new = not self.path.exists()
        with self.path.open("ab+") as file:
            torn = file.tell() and not _ends_a_line(self.path)
            file.write((b"\n" if torn else b"") + line)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            durable.sync_folder(self.path.parent)

    def __hash__(self) -> int:
        return hash((self.path, self.stream))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Journal) and (self.path, self.stream) == (other.path, other.stream)


# Asked on every run of every page; the file says by itself when there is something new.
@lru_cache(maxsize=64)
def _read(journal: Journal, changed: int, size: int) -> Content:
    return journal._told(journal.path.read_bytes())


def _compared(raw: list[bytes], expected: list[tuple[int, str]], forgotten: set[str]) -> Content:
    numbers: dict[str, deque[int]] = defaultdict(deque)
    for number, sha256 in expected:
        numbers[sha256].append(number)
    lines: list[Kept] = []
    strange: list[tuple[int, Kept]] = []  # how many lines came before it
    for line in raw:
        sha256, entry = _sha256(line), _object(line)
        if numbers.get(sha256) and entry is not None:
            lines.append(Kept(numbers[sha256].popleft(), sha256, entry, line))
        elif entry is not None and sha256 not in forgotten:
            strange.append((len(lines), Kept(None, sha256, entry, line)))
    missing = tuple(sorted(number for left in numbers.values() for number in left))
    # At the end of a file that lacks nothing it is new; otherwise it is what became of something.
    added = tuple(kept for before, kept in strange if before == len(lines) and not missing)
    return Content(tuple(lines), added, missing, len(strange) - len(added))


def _line(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(dict(entry), ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _sha256(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\n")).hexdigest()


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
