"""A file of lines that are added and never edited: one JSON object each, on disk before it is told."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock

from etl.store import durable


def only_writer(path: Path) -> FileLock:
    """Held while somebody looks at the lines and then adds one, so that nobody adds another meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # One object a file: adding a line within takes it again, where another one would wait for ever.
    return FileLock(f"{path}.lock", poll_interval=0.01, is_singleton=True)


def append(path: Path, entry: Mapping[str, Any]) -> None:
    """Add one line, durably. A line that a power cut left unfinished stays; the new one begins its own."""
    lock = only_writer(path)
    is_new = not path.exists()
    with lock, path.open("ab+") as file:
        torn = file.tell() and not _ends_a_line(path)
        file.write((b"\n" if torn else b"") + line(entry))
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        durable.sync_folder(path.parent)


def drop(path: Path, unwanted: Callable[[dict[str, Any]], bool]) -> int:
    """The one way in which lines go: those whose time is over, all at once. Returns how many went."""
    if not path.exists():
        return 0
    with only_writer(path):
        found = list(entries(path))
        kept = [one for one in found if not unwanted(one)]
        if len(kept) < len(found):
            durable.replace(path, b"".join(map(line, kept)))
    return len(found) - len(kept)


def line(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """In the order they were added; what is no whole line was never acknowledged and is passed over."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for one in file:
            found = _read(one)
            if found is not None:
                yield found


def _read(one: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(one)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
