"""What was decided about the matches, and what came of them? Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from ui.matching import Wish
from ui.rows import rows

# What may be set down next.
NEXT: dict[str, tuple[str, ...]] = {
    "proposed": ("accepted", "declined"),
    "waiting": ("accepted", "declined"),
    "accepted": ("took_place", "still_open", "came_to_nothing", "declined"),
    "still_open": ("took_place", "still_open", "came_to_nothing"),
    "declined": ("accepted",),
    "took_place": ("still_open", "came_to_nothing"),
    "came_to_nothing": ("took_place", "still_open"),
}
UNFINISHED = frozenset({"accepted", "still_open"})  # the cities still have it on their hands


@dataclass(frozen=True, slots=True)
class Entry:
    record_id: str
    at: datetime
    who: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One match with everything that was set down about it, the newest first. Its words are those of the
    newest record, so that it can be read when the rows are gone."""

    key: str
    workshop: str
    topic: str
    offer: Wish
    need: Wish
    entries: tuple[Entry, ...]

    @property
    def state(self) -> str:
        return self.entries[0].state


def decisions(records: pd.DataFrame) -> dict[str, Decision]:
    """Of each match by its key; the match decided last comes first."""
    by_key: dict[str, list[Any]] = {}
    for row in rows(records):
        by_key.setdefault(row.match_key, []).append(row)
    return {key: _decision(key, found) for key, found in by_key.items()}


def _decision(key: str, found: list[Any]) -> Decision:
    entries = tuple(Entry(r.record_id, r.recorded_at, r.who, r.state, r.reason or "") for r in found)
    return Decision(key, *_told(found[0]), entries)


def _told(row: Any) -> tuple[str, str, Wish, Wish]:
    offer, need = (
        Wish(getattr(row, f"{side}_city"), getattr(row, f"{side}_text") or "") for side in ("offer", "need")
    )
    return row.workshop, row.topic, offer, need


def of_workshop(known: Iterable[Decision], workshop: str) -> list[Decision]:
    return [decision for decision in known if decision.workshop == workshop]


def left_open(known: Iterable[Decision], earlier: Collection[str]) -> list[Decision]:
    """Accepted at an earlier workshop, and nobody has said yet what came of it."""
    return [d for d in known if d.workshop in earlier and d.state in UNFINISHED]


def busy(known: Iterable[Decision]) -> Counter[str]:
    """How many unfinished matches each city has on its hands."""
    return Counter(code for d in known if d.state in UNFINISHED for code in (d.offer.city, d.need.city))
