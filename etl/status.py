"""What is stored, what is shown and who has submitted."""

from __future__ import annotations

from typing import Any

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.publish import pending
from etl.store.archive import Archive
from etl.store.home import Home
from etl.store.rescue import without_receipt

_STATES = "SELECT workshop, city, state, days_late, submission_id FROM participation_state"


def status_of(home: Home, definition: Definition) -> dict[str, Any]:
    """As one JSON-ready object; `workshops`: code → city → state of its newest submission."""
    snapshot = snapshots.current(home.path, definition)
    states: dict[str, dict[str, dict[str, Any]]] = {}
    if snapshot:
        with duckdb.connect(snapshot, read_only=True) as connection:
            for workshop, city, *facts in connection.execute(_STATES).fetchall():
                fields = dict(zip(("state", "days_late", "submission_id"), facts, strict=True))
                states.setdefault(workshop, {})[city] = fields
    in_order = [w.code for w in definition.workshops if w.code in states]
    return {
        "mode": "sample" if home.is_sample else "live",
        "folder": str(home.path),
        "snapshot": snapshot.name if snapshot else None,
        "receipts_pending": len(pending(home.path, snapshot) if snapshot else Archive(home.path).receipts()),
        "files_without_receipt": len(without_receipt(home.path)),
        "workshops": {code: dict(sorted(states[code].items())) for code in in_order},
    }
