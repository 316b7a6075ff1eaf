"""What changed between two workshops, and what adds up over the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from tests.recomputed.catalogue import Period, indicators
from tests.recomputed.report import Report, actions

Record = dict[str, Any]
COMPARED = ["city", "workshop", "compared_workshop", "indicator"]


def changes(values: pd.DataFrame, periods: dict[str, Period]) -> pd.DataFrame:
    """One row per report, indicator and earlier workshop: the change since then, where one can be told."""
    rows = []
    catalogue = indicators()
    known = values.set_index(["city", "workshop", "indicator"])["actual"].to_dict()
    for (city, workshop, code), now in known.items():
        for earlier in periods.values():
            if earlier.end < periods[workshop].end:
                before = known.get((city, earlier.code, code))
                basis, reason = comparable(catalogue[code]["kind"], now, before, periods[workshop], earlier)
                change = now - before if basis else None
                better = None if not change else (change > 0) == (catalogue[code]["direction"] == "higher")
                if basis == "increment" and change and change > 0:
                    better = None  # more of the same year is no improvement
                key = dict(zip(COMPARED, (city, workshop, earlier.code, code), strict=True))
                rows.append(
                    key | {"change": change, "basis": basis, "no_change_reason": reason, "improved": better}
                )
    return pd.DataFrame(rows)


def comparable(
    kind: str, now: float | None, before: float | None, period: Period, earlier: Period
) -> tuple[str | None, str | None]:
    """On which basis two values may be compared, or why they may not."""
    if now is None or before is None or pd.isna(now) or pd.isna(before):
        return None, "no_data"
    if kind == "flow" and period.end.year != earlier.end.year and period.months != earlier.months:
        return None, "periods_differ"
    if kind == "level":
        return "difference", None
    return ("increment" if period.end.year == earlier.end.year else "same_months"), None


def totals(values: pd.DataFrame, periods: dict[str, Period]) -> pd.DataFrame:
    """Of flows that add up over time: the last value of each year, up to the workshop."""
    adding = [code for code, of in indicators().items() if of["over_time"] == "sum"]
    rows = []
    for (city, workshop, code), _ in values[values["indicator"].isin(adding)].groupby(
        ["city", "workshop", "indicator"]
    ):
        so_far = values[(values["city"] == city) & (values["indicator"] == code)].dropna(subset="actual")
        so_far = so_far[so_far["workshop"].map(lambda w: periods[w].end) <= periods[workshop].end]
        years = {
            periods[w].end.year: value for w, value in zip(so_far["workshop"], so_far["actual"], strict=True)
        }
        rows.append(
            {
                "city": city,
                "workshop": workshop,
                "indicator": code,
                "total_to_date": sum(years.values()) if years else None,
            }
        )
    return pd.DataFrame(rows)


def plan_changes(reports: Sequence[Report], periods: dict[str, Period]) -> pd.DataFrame:
    """One row per changed thing of an action since each earlier workshop."""
    plans = {(r.city, r.period.code): actions(r) for r in reports}
    rows = []
    for (city, workshop), now in plans.items():
        for earlier, period in periods.items():
            before = plans.get((city, earlier))
            if before is not None and period.end < periods[workshop].end:
                key = {"city": city, "workshop": workshop, "compared_workshop": earlier}
                rows += [key | change for change in _plan_change(before, now)]
    return pd.DataFrame(rows)


def _plan_change(before: pd.DataFrame, now: pd.DataFrame) -> Iterator[Record]:
    for code in now.index.difference(before.index):
        yield {"action_code": code, "kind": "added", "old": None, "new": now.at[code, "name"]}
    for code in before.index.difference(now.index):
        yield {"action_code": code, "kind": "removed", "old": before.at[code, "name"], "new": None}
    kinds = {"status": "status", "progress": "progress", "end": "end_date", "name": "renamed"}
    for code in before.index.intersection(now.index):
        for column, kind in kinds.items():
            old, new = before.at[code, column], now.at[code, column]
            if old != new:
                yield {"action_code": code, "kind": kind, "old": old, "new": new}
