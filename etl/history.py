"""What a city has reported before: the facts the history checks and the pre-filled template need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class PastIndicator:
    baseline: float | None
    target: float | None
    actual: float | None  # the value that counts: typed, else derived


@dataclass(frozen=True, slots=True)
class PastAction:
    name: str
    start_date: date | None
    end_date: date | None
    status: str
    progress_pct: float | None
    weight: float | None


@dataclass(frozen=True, slots=True)
class PastReport:
    """One counted, approved submission of the city."""

    submission_id: str
    workshop: str
    indicators: Mapping[str, PastIndicator]  # by indicator code
    actions: Mapping[str, PastAction]  # by action code


@dataclass(frozen=True, slots=True)
class History:
    """The counted reports of one city by workshop code, in the order of the workshops' period_end."""

    reports: Mapping[str, PastReport] = field(default_factory=dict)


NO_HISTORY = History()
