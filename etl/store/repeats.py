"""Which files need not be taken again? Those that are in force or await confirmation already."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import duckdb

from etl.store.receipts import Submitted

Standing = Literal["counted", "awaiting_confirmation"]
_STANDING = """
    SELECT sha256, submission_id, state, city, workshop, draft FROM submission_state
    WHERE state IN ('counted', 'awaiting_confirmation') ORDER BY number
"""


class Repeats:
    """By SHA-256 the submission a file came as, kept up while more files come in."""

    def __init__(self) -> None:
        self._by_file: dict[str, tuple[str, Standing]] = {}
        self._in_force: dict[tuple[str | None, str | None, bool], str] = {}

    @classmethod
    def in_snapshot(cls, snapshot: Path) -> Repeats:
        found = cls()
        with duckdb.connect(snapshot, read_only=True) as connection:
            for sha256, submission_id, state, *version in connection.execute(_STANDING).fetchall():
                found._add(sha256, submission_id, state, tuple(version))
        return found

    def of(self, sha256: str) -> tuple[str, Standing] | None:
        """The submission id and its state, if this very file need not be taken again."""
        return self._by_file.get(sha256)

    def add(self, receipt: Submitted, state: Standing) -> None:
        version = (receipt.city, receipt.workshop, receipt.draft)
        self._add(receipt.sha256, receipt.id, state, version)

    def _add(
        self,
        sha256: str,
        submission_id: str,
        state: Standing,
        version: tuple[str | None, str | None, bool],
    ) -> None:
        if state == "counted":
            # What it replaces is no longer in force: sent again, it would count again.
            self._by_file.pop(self._in_force.get(version, ""), None)
            self._in_force[version] = sha256
        self._by_file[sha256] = submission_id, state
