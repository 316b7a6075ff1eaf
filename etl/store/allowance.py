"""May this person send one more file? Bounds what one account can do to the disk and to the others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb

from etl.xlsx.limits import MEBIBYTE

Exceeded = Literal["files_a_day", "kept_bytes"]
ALLOWED: Mapping[Exceeded, int] = {"files_a_day": 50, "kept_bytes": 500}  # kept_bytes in MB
_SENT = """
    WITH sent AS (
        SELECT received_at, sha256, size_bytes FROM submission WHERE who = ?
        UNION ALL
        SELECT received_at, sha256, size_bytes FROM figure_upload WHERE who = ?
    )
    SELECT
        (SELECT count(*) FROM sent WHERE CAST(received_at AS DATE) = ?),
        (SELECT coalesce(sum(size_bytes), 0) FROM (SELECT DISTINCT sha256, size_bytes FROM sent))
"""


def exceeded(snapshot: Path | None, who: str, today: date, size_bytes: int) -> Exceeded | None:
    """What another file of this size would exceed; None where it may be taken. Days are Turkish ones."""
    if snapshot is None:
        return None
    with duckdb.connect(snapshot, read_only=True) as connection:
        sent = connection.execute(_SENT, (who, who, today)).fetchone()
    assert sent is not None
    if sent[0] >= ALLOWED["files_a_day"]:
        return "files_a_day"
    return "kept_bytes" if sent[1] + size_bytes > ALLOWED["kept_bytes"] * MEBIBYTE else None
