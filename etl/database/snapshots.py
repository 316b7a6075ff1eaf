"""Which database is shown: numbered immutable snapshots, and CURRENT, which names one of them.

Each edition of program and definition has a folder of its own: one that is brought up beside an older one, or
beside one with another definition, neither shows the other's figures nor makes them again and again."""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from definition import Definition
from etl.database.edition import edition
from etl.store import durable

KEPT = 5  # of an edition
_OTHERS = 2  # editions beside our own that are kept: somebody may still run them
_NAME = re.compile(r"(\d{6,})\.duckdb")
_EDITION = re.compile(r"[0-9a-f]{12}")


def folder(home: Path, definition: Definition | None = None) -> Path:
    """Of this edition; without a definition, with the one that is shipped."""
    return home / "snapshots" / edition(definition.folder if definition else None)


def current(home: Path, definition: Definition | None = None) -> Path | None:
    """The snapshot that CURRENT names, if both are there."""
    own = folder(home, definition)
    name = _named(own / "CURRENT")
    return own / name if name and (own / name).is_file() else None


def newest(home: Path) -> Path | None:
    """The newest snapshot of any edition, also of a release that had none yet: what was shown last."""
    found = max(_all(home), key=lambda numbered: numbered[0], default=None)
    return found[1] if found else None


def next_path(home: Path, definition: Definition) -> Path:
    """A name never used before: DuckDB would hand a reader the old file for a re-used path."""
    numbers = [number for number, _ in _all(home)]
    for own in [home, *_editions(home)]:
        if name := _named(own / "CURRENT"):
            numbers.append(int(name.removesuffix(".duckdb")))
    return folder(home, definition) / f"{max(numbers, default=0) + 1:06d}.duckdb"


def show(home: Path, snapshot: Path) -> None:
    """Make `snapshot` the one that is shown, then forget all but the last few."""
    own = snapshot.parent
    durable.replace(own / "CURRENT", snapshot.name.encode("ascii") + b"\n")
    for old in _numbered(own)[KEPT:]:
        _forget(old)
    others = [other for other in _editions(home) if other != own]
    others.sort(key=lambda other: other.stat().st_mtime, reverse=True)
    for other in others[_OTHERS:]:
        shutil.rmtree(other, ignore_errors=True)
    for old in _numbered(home / "snapshots")[1:]:  # of a release that knew no editions
        _forget(old)


def _all(home: Path) -> Iterator[tuple[int, Path]]:
    for own in [home / "snapshots", *_editions(home)]:
        for path in _numbered(own):
            yield int(path.stem), path


def _numbered(own: Path) -> list[Path]:
    """The newest first."""
    found = [path for path in own.glob("*.duckdb") if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: int(path.stem), reverse=True)


def _editions(home: Path) -> list[Path]:
    found = (home / "snapshots").glob("*")
    return [path for path in found if _EDITION.fullmatch(path.name) and path.is_dir()]


def _named(pointer: Path) -> str:
    """What a CURRENT says; empty where it is gone or says nothing of ours."""
    try:
        name = pointer.read_text("ascii").strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return ""
    return name if _NAME.fullmatch(name) else ""


def _forget(old: Path) -> None:
    # Windows: a reader may still have it open, and any disk may fail; the next publication removes it.
    with contextlib.suppress(OSError):
        old.unlink()
