"""The figures of all cities together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd

from tests.recomputed.catalogue import Period, indicators
from tests.recomputed.changes import comparable
from tests.recomputed.report import Report, joint_codes


def group_figures(
    values: pd.DataFrame, reports: Sequence[Report], periods: dict[str, Period]
) -> pd.DataFrame:
    rows = []
    for workshop in periods:
        for code in indicators():
            of = values[(values["workshop"] == workshop) & (values["indicator"] == code)]
            value, cities = group_value(code, of, reports)
            lit, reached = of["light"].dropna(), of["achievement_pct"].dropna().astype(float)
            have = of["actual"].dropna().astype(float)
            rows.append(
                {
                    "workshop": workshop,
                    "indicator": code,
                    "value": value,
                    "cities": cities,
                    "cities_expected": len(periods[workshop].participants),
                    "median": have.median() if len(have) else None,
                    "minimum": have.min() if len(have) else None,
                    "maximum": have.max() if len(have) else None,
                    "mean_achievement_pct": reached.clip(0, 100).mean() if len(reached) else None,
                    "cities_on_track": (lit == "on_track").sum(),
                    "cities_with_light": len(lit),
                }
            )
    return pd.DataFrame(rows)


def group_value(code: str, values: pd.DataFrame, reports: Sequence[Report]) -> tuple[float | None, int]:
    """The cities' rows of one indicator and workshop as one figure, and how many cities entered."""
    how = indicators()[code]["across_cities"]
    if how == "ratio":
        parts = values.dropna(subset="numerator")
        base = parts["denominator"].sum()
        return (parts["numerator"].sum() / base * 100 if base else None), len(parts)
    have = values.dropna(subset="actual")
    if have.empty:
        return None, 0
    figures = have["actual"].astype(float)
    if how != "sum":
        return getattr(figures, how)(), len(have)
    return figures.sum() - _counted_again(code, have, reports), len(have)


def _counted_again(code: str, values: pd.DataFrame, reports: Sequence[Report]) -> int:
    """Joint projects beyond the first city that counts them."""
    there = set(zip(values["city"], values["workshop"], strict=True))
    times: Counter[Any] = Counter()
    for report in reports:
        if (report.city, report.period.code) in there:
            times.update(joint_codes(report).get(code, []))
    return sum(n - 1 for n in times.values())


def group_changes(
    values: pd.DataFrame, reports: Sequence[Report], periods: dict[str, Period]
) -> pd.DataFrame:
    """Over the cities that have a value at both workshops."""
    rows = []
    for workshop, now in periods.items():
        for earlier, before in periods.items():
            for code in indicators() if before.end < now.end else ():
                rows.append(
                    _group_change(code, values, reports, now, before)
                    | {"workshop": workshop, "compared_workshop": earlier}
                )
    return pd.DataFrame(rows)


def _group_change(
    code: str, values: pd.DataFrame, reports: Sequence[Report], now: Period, before: Period
) -> dict[str, Any]:
    column = "numerator" if indicators()[code]["across_cities"] == "ratio" else "actual"
    of = values[values["indicator"] == code].dropna(subset=column)
    both = set(of[of["workshop"] == now.code]["city"]) & set(of[of["workshop"] == before.code]["city"])
    figures = [
        group_value(code, of[(of["workshop"] == period.code) & of["city"].isin(both)], reports)[0]
        for period in (now, before)
    ]
    basis, reason = comparable(indicators()[code]["kind"], *figures, now, before)
    return {
        "indicator": code,
        "cities": len(both),
        "change": figures[0] - figures[1] if basis else None,
        "basis": basis,
        "no_change_reason": reason,
    }


def summary(
    values: pd.DataFrame, plans: pd.DataFrame, reports: Sequence[Report], periods: dict[str, Period]
) -> pd.DataFrame:
    """The tiles of the first page."""
    rows = []
    for workshop, period in periods.items():
        of, plan = values[values["workshop"] == workshop], plans[plans["workshop"] == workshop]
        lights = of["light"].dropna()
        active = [
            (r.sheets["Kardeş Şehirler"]["Durum"] == "Aktif").sum()
            for r in reports
            if r.period.code == workshop
        ]
        rows.append(
            {
                "workshop": workshop,
                "cities_expected": len(period.participants),
                "cities_submitted": len(plan),
                "plan_progress_pct": plan["plan_progress_pct"].mean(),
                "actions": plan["actions"].sum(),
                "overdue": plan["overdue"].sum(),
                "indicators_on_track": (lights == "on_track").sum(),
                "indicators_with_light": len(lights),
                "on_track_share_pct": (lights == "on_track").sum() / len(lights) * 100,
                "grants_keur": group_value("FON-04", of[of["indicator"] == "FON-04"], reports)[0],
                "active_partnerships": sum(active),
            }
        )
    return pd.DataFrame(rows)
