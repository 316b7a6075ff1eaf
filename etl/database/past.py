"""Read from a snapshot what a city has reported before."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import duckdb

from etl.check import HistoryOf
from etl.history import NO_HISTORY, History, PastAction, PastIndicator, PastReport

_REPORTS = """
    SELECT l.city, l.workshop, l.submission_id
    FROM submission_latest l JOIN workshop w ON w.workshop = l.workshop
    WHERE NOT l.draft AND (? IS NULL OR l.city = ?) ORDER BY w.period_end
"""
_INDICATORS = """
    SELECT city, workshop, indicator, baseline, target, actual FROM indicator_value
    WHERE (? IS NULL OR city = ?)
"""
_ACTIONS = """
    SELECT city, workshop, action_code, action_name, start_date, end_date, status, progress_pct, weight
    FROM action_status WHERE (? IS NULL OR city = ?)
"""


def history_in(snapshot: Path | None) -> HistoryOf:
    """History as `snapshot` shows it, read for one city at a time; without a snapshot there is none."""
    if snapshot is None:
        return lambda _city: NO_HISTORY
    return lambda city: _histories(snapshot, city).get(city, NO_HISTORY)


def histories_in(snapshot: Path) -> HistoryOf:
    """The same, read at once for every city: for loading many files."""
    histories = _histories(snapshot, None)
    return lambda city: histories.get(city, NO_HISTORY)


def _histories(snapshot: Path, city: str | None) -> dict[str, History]:
    with duckdb.connect(snapshot, read_only=True) as connection:

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return connection.execute(sql, (city, city)).fetchall()

        indicators: dict[tuple[str, str], dict[str, PastIndicator]] = defaultdict(dict)
        for of, workshop, code, *values in rows(_INDICATORS):
            indicators[of, workshop][code] = PastIndicator(*values)
        actions: dict[tuple[str, str], dict[str, PastAction]] = defaultdict(dict)
        for of, workshop, code, *facts in rows(_ACTIONS):
            actions[of, workshop][code] = PastAction(*facts)
        reports: dict[str, dict[str, PastReport]] = defaultdict(dict)
        for of, workshop, submission_id in rows(_REPORTS):
            key = (of, workshop)
            reports[of][workshop] = PastReport(submission_id, workshop, indicators[key], actions[key])
    return {of: History(by_workshop) for of, by_workshop in reports.items()}
