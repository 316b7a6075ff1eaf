"""Where figures that were given a name lie: in the archive, each file under the hash of its content."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.store import durable
from etl.store.home import FROZEN
from etl.store.integrity import sha256_of

# path → (size, time of change) when its hash was last found to be right: looked at once a process.
_proved: dict[Path, tuple[int, int]] = {}


class DamagedFreezeError(Exception):
    """The file of a freeze is not what it was, or gone. `fault`: changed | missing"""

    def __init__(self, name: str, path: Path, fault: str) -> None:
        super().__init__(f"{name}: {path} {fault}")
        self.name, self.path, self.fault = name, path, fault


@dataclass(frozen=True, slots=True)
class Stored:
    sha256: str
    size_bytes: int


def store(home: Path, write: Callable[[Path], None]) -> Stored:
    """Keep the file that `write` makes, durably, under its hash."""
    folder = home / FROZEN
    durable.make_folder(folder)
    build = folder / f".{secrets.token_hex(8)}.build"
    try:
        write(build)
        durable.sync_file(build)
        stored = Stored(sha256_of(build), build.stat().st_size)
        path = folder / f"{stored.sha256}.duckdb"
        if not path.exists():
            os.link(build, path)
        durable.sync_folder(folder)
        return stored
    finally:
        build.unlink(missing_ok=True)


def proved(home: Path, name: str, sha256: str) -> Path:
    """The file as it was kept; `name` is what its figures are called. Raises DamagedFreezeError."""
    path = home / FROZEN / f"{sha256}.duckdb"
    try:
        found = path.stat()
    except FileNotFoundError:
        raise DamagedFreezeError(name, path, "missing") from None
    stamp = (found.st_size, found.st_mtime_ns)
    if _proved.get(path) != stamp:
        if sha256_of(path) != sha256:
            raise DamagedFreezeError(name, path, "changed")
        _proved[path] = stamp
    return path
