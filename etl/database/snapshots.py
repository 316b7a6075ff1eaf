"""Which database is shown: numbered immutable snapshots, and CURRENT, which names one of them."""

from __future__ import annotations

import re
from pathlib import Path

from etl.store import durable

KEPT = 5
_NAME = re.compile(r"(\d{6,})\.duckdb")


def folder(home: Path) -> Path:
    return home / "snapshots"


def current(home: Path) -> Path | None:
    """The snapshot that CURRENT names, if both are there."""
    try:
        name = (home / "CURRENT").read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
    path = folder(home) / name
    return path if _NAME.fullmatch(name) and path.is_file() else None


def next_path(home: Path) -> Path:
    """A name never used before: DuckDB would hand a reader the old file for a re-used path."""
    numbers = [int(m.group(1)) for p in folder(home).glob("*.duckdb") if (m := _NAME.fullmatch(p.name))]
    try:
        named = _NAME.fullmatch((home / "CURRENT").read_text("ascii").strip())
        numbers += [int(named.group(1))] if named else []
    except (FileNotFoundError, UnicodeDecodeError):
        pass
    return folder(home) / f"{max(numbers, default=0) + 1:06d}.duckdb"


def show(home: Path, snapshot: Path) -> None:
    """Make `snapshot` the one that is shown, then forget all but the last few."""
    durable.replace(home / "CURRENT", snapshot.name.encode("ascii") + b"\n")
    numbered = sorted((p for p in folder(home).glob("*.duckdb") if _NAME.fullmatch(p.name)), reverse=True)
    for old in numbered[KEPT:]:
        try:
            old.unlink()
        except PermissionError:  # Windows: a reader still has it open; the next publish removes it
            continue
