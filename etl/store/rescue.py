"""Originals whose sender was cut off before a receipt was written: they are checked and get one."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from definition import Definition
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import submit

# A file as young as this may still be on its way to its receipt in another process.
SETTLED_SECONDS = 600


def without_receipt(home: Path) -> list[str]:
    """The SHA-256 of the stored files that no receipt names."""
    archive = Archive(home)
    named = {r.sha256 for r in archive.receipts() if isinstance(r, Submitted)}
    return sorted(archive.originals() - named)


def rescue(home: Path, definition: Definition, settled_seconds: float = SETTLED_SECONDS) -> int:
    """Give every settled original without a receipt one. Returns how many there were."""
    archive = Archive(home)
    settled_before = time.time() - settled_seconds
    lost = [s for s in without_receipt(home) if archive.stored_at(s) < settled_before]
    for sha256 in lost:
        submit(home, definition, archive.original(sha256), f"{sha256[:12]}.xlsx", "?", datetime.now(UTC))
    return len(lost)
