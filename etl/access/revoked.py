"""Which sign-ins are over, although their cookie may still be about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from etl.store.journal import Journal


class Revoked:
    """A sign-in is known by its person and its second: a copied cookie carries both and dies with them."""

    def __init__(self, home: Path) -> None:
        self._journal = Journal(home, Path("access") / "revoked.jsonl")
        self.path = self._journal.path

    def add(self, subject: str, issued_at: int) -> None:
        """Durably, before the browser is told."""
        self._journal.append({"subject": subject, "issued_at": issued_at})

    def all(self) -> frozenset[tuple[str, int]]:
        """Subject and second of each."""
        return frozenset((e["subject"], e["issued_at"]) for e in self._journal.entries())

    def forget_older_than(self, age: timedelta, now: datetime | None = None) -> None:
        """Those that are refused by their age anyway."""
        oldest = ((now or datetime.now(UTC)) - age).timestamp()
        self._journal.drop(lambda line: line["issued_at"] < oldest)
