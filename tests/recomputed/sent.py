"""Which files were sent, and which of them are in force: from the receipts alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.recomputed.catalogue import Period


@dataclass
class Sent:
    """One file as its receipts tell of it."""

    id: str
    city: str
    workshop: str
    at: datetime
    draft: bool
    acceptance: str
    original: Path
    confirmed_at: datetime | None = None
    withdrawn: bool = False
    state: str = ""

    def days_late(self, period: Period) -> int:
        day = self.at.astimezone(ZoneInfo("Europe/Istanbul")).date()
        return max(0, (day - period.deadline).days)


def everything_sent(home: Path) -> list[Sent]:
    """Every submission with its state, oldest first."""
    receipts = [json.loads(p.read_bytes()) for p in (home / "archive" / "receipts").glob("*.json")]
    # Context figures are no city's report.
    of_organizers = {r["id"] for r in receipts if r["kind"] == "supplied"}
    sent: dict[str, Sent] = {}
    for r in sorted(receipts, key=lambda r: (r["at"], r["id"])):
        at = datetime.fromisoformat(r["at"])
        if r["kind"] == "supplied" or r.get("submission_id", r["id"]) in of_organizers:
            continue
        if r["kind"] == "submitted":
            original = home / "archive" / "originals" / r["sha256"][:2] / f"{r['sha256']}.xlsx"
            sent[r["id"]] = Sent(r["id"], r["city"], r["workshop"], at, r["draft"], r["acceptance"], original)
        elif r["decision"] == "confirmed":
            submission = sent[r["submission_id"]]
            submission.confirmed_at = submission.confirmed_at or at
        else:
            sent[r["submission_id"]].withdrawn = r["decision"] == "withdrawn"
    for submission in sent.values():
        submission.state = _state(submission, list(sent.values()))
    return list(sent.values())


def in_force(sent: list[Sent]) -> list[Sent]:
    """The approved version that counts of each city and workshop; drafts stay out of every figure."""
    return [s for s in sent if s.state == "counted" and not s.draft]


def _state(one: Sent, every: list[Sent]) -> str:
    if one.acceptance != "acceptable":
        return one.acceptance
    if one.withdrawn:
        return "withdrawn"
    if one.confirmed_at is None:
        return "awaiting_confirmation"
    rivals = [
        s
        for s in every
        if (s.city, s.workshop) == (one.city, one.workshop)
        and s.confirmed_at
        and not s.withdrawn
        # A draft never replaces an approved version.
        and (one.draft or not s.draft)
    ]
    newest = max(rivals, key=lambda s: (s.confirmed_at, s.id))
    return "counted" if newest is one else "replaced"
