"""Which report does the page of a city show?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import definition
from ui import data

Standing = Literal["counted", "draft", "nothing", "not_invited"]


@dataclass(frozen=True, slots=True)
class Report:
    """What the city has in force for a workshop, or its draft, or neither."""

    city: str
    workshop: str
    vs: str | None
    standing: Standing
    submission_id: str  # whose rows are shown; empty without any
    newest_state: str  # of the newest submission received: `missing` without one
    newest_id: str
    has_draft: bool  # a draft that was confirmed after the report in force, or alone

    @property
    def counted(self) -> bool:
        return self.standing == "counted"


def report(city: str, workshop: str, vs: str | None) -> Report:
    """The approved version in force; without one the draft, which enters no figure."""
    rows: list[Any] = list(data.participation_state(workshop, city).itertuples())
    if not rows:
        return Report(city, workshop, vs, "not_invited", "", "missing", "", False)
    row = rows[0]
    newest = row.submission_id if isinstance(row.submission_id, str) else ""
    shown = row.counted_submission_id if row.submitted else row.draft_submission_id
    standing: Standing = "counted" if row.submitted else "draft" if row.has_draft else "nothing"
    shown = shown if isinstance(shown, str) else ""
    return Report(city, workshop, vs, standing, shown, str(row.state), newest, bool(row.has_draft))


def last_counted(city: str, before: str) -> str | None:
    """The newest earlier workshop for which the city has a report in force."""
    reported = set(data.submission_latest(city=city)["workshop"])
    codes = [w.code for w in definition.load().workshops]
    earlier = [code for code in codes[: codes.index(before)] if code in reported]
    return earlier[-1] if earlier else None
