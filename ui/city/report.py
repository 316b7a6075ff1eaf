"""Which report does the page of a city show?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import definition
from ui import data
from ui.rows import first

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
    nothing_before: str | None  # a workshop that was to be compared with, but has no report in force
    has_draft: bool  # a draft that was confirmed after the report in force, or alone

    @property
    def counted(self) -> bool:
        return self.standing == "counted"


def report(city: str, workshop: str, vs: str | None) -> Report:
    """The approved version in force; without one the draft, which enters no figure."""
    row = first(data.participation_state(workshop, city))
    if row is None:
        return Report(city, workshop, None, "not_invited", "", "missing", None, False)
    standing: Standing = "counted" if row.submitted else "draft" if row.has_draft else "nothing"
    shown = row.counted_submission_id or row.draft_submission_id or ""
    nothing_before = vs if vs and data.submission_latest(city, vs).empty else None
    return Report(
        *(city, workshop, None if nothing_before else vs, standing, shown, row.state),
        nothing_before=nothing_before,
        has_draft=bool(row.has_draft),
    )


def last_counted(city: str, before: str) -> str | None:
    """The newest earlier workshop for which the city has a report in force."""
    reported = set(data.submission_latest(city=city)["workshop"])
    codes = [w.code for w in definition.load().workshops]
    earlier = [code for code in codes[: codes.index(before)] if code in reported]
    return earlier[-1] if earlier else None
