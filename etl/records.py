"""What organizers set down about a match or a task: durable, never edited, the newest one holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from etl.fold import clean
from etl.store.archive import Archive
from etl.store.receipts import Recorded, Topic, new_id

LONGEST_FACT = 1000


def set_down(
    home: Path, topic: Topic, about: str, facts: Mapping[str, str], who: str, at: datetime | None = None
) -> Recorded:
    """Write the record durably. Publishes nothing."""
    at = at or datetime.now(UTC)
    kept = tuple((name, clean(value).text[:LONGEST_FACT]) for name, value in facts.items() if value)
    return Archive(home).record(Recorded(new_id(at), at, who, topic, about, kept))
