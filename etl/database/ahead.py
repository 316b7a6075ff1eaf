"""Was something written in the future? Then the clock of the machine was, or is, wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl.clock import TURKIYE

ALLOWED = timedelta(minutes=5)  # clocks of two machines that are kept differ by less
_WRITTEN = """
    SELECT submission_id AS id, received_at AS written_at FROM submission
    UNION ALL SELECT submission_id, received_at FROM figure_upload
    UNION ALL SELECT event_id, happened_at FROM submission_event
    UNION ALL SELECT record_id, recorded_at FROM record
    UNION ALL SELECT freeze_id, frozen_at FROM frozen_state
"""


class Ahead(NamedTuple):
    """`at`: Turkish wall time."""

    id: str
    at: datetime


def limit(now: datetime) -> datetime:
    """What is later than that lies in the future; `now` in UTC, the answer in Turkish wall time."""
    return (now + ALLOWED).astimezone(TURKIYE).replace(tzinfo=None)


def entries_ahead(snapshot: Path | None, now: datetime) -> list[Ahead]:
    """The furthest first; `now` in UTC."""
    return _latest_first(snapshot, limit(now)) if snapshot else []


def furthest(snapshot: Path) -> Ahead | None:
    """The entry with the latest time of all."""
    return next(iter(_latest_first(snapshot, datetime.min)), None)


def _latest_first(snapshot: Path, after: datetime) -> list[Ahead]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            f"SELECT id, written_at FROM ({_WRITTEN}) AS w WHERE written_at > ?"
            " ORDER BY written_at DESC, id LIMIT 20",
            [after],
        )
        return [Ahead(*row) for row in found.fetchall()]
