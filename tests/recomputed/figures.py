"""The figures of the cities: plan progress, values, achievement and lights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from tests.recomputed.catalogue import Period, indicators
from tests.recomputed.report import Report, actions, counted, typed

Record = dict[str, Any]
_REASONS = {"Uygulanamaz": "not_applicable", "Toplanmıyor": "not_collected", "Henüz yok": "not_due"}
_NOTHING_WRITTEN = dict.fromkeys(("A", "B", "C", "reason"))
_RATES = ("KRD-02", "FON-02", "EYL-02")


def plan_progress(reports: Sequence[Report]) -> pd.DataFrame:
    rows = []
    for report in reports:
        plan, parts = actions(report), counted(report)
        done, weights = parts.get("EYL-01", (0, 0))
        statuses = plan["status"].value_counts()
        rows.append(
            {
                "city": report.city,
                "workshop": report.period.code,
                "plan_progress_pct": done / weights if weights else None,
                "actions": len(plan),
                "counted_actions": plan["counted"].sum(),
                "overdue": plan["overdue"].sum(),
                "overdue_pct": plan["overdue"].sum() / plan["counted"].sum() * 100,
                "weight_sum": weights,
                **{
                    s: statuses.get(s, 0)
                    for s in ("not_started", "in_progress", "completed", "postponed", "cancelled")
                },
            }
        )
    return pd.DataFrame(rows)


def indicator_values(reports: Sequence[Report]) -> pd.DataFrame:
    """One row per report and indicator: values, parts, achievement and light."""
    return pd.DataFrame(_indicator_rows(reports))


def _indicator_rows(reports: Sequence[Report]) -> Iterator[Record]:
    baselines: dict[tuple[str, str], float] = {}  # the first that was told stays
    for report in sorted(reports, key=lambda r: r.period.end):
        sheet, parts = typed(report), counted(report)
        for code, of in indicators().items():
            written = sheet.loc[code] if code in sheet.index else pd.Series(_NOTHING_WRITTEN)
            if pd.notna(written["A"]):
                baselines.setdefault((report.city, code), float(written["A"]))
            key = {"city": report.city, "workshop": report.period.code, "indicator": code}
            baseline = baselines.get((report.city, code))
            yield key | _figures(of, report.period, baseline, written, parts.get(code))


def _figures(
    of: dict[str, str],
    period: Period,
    baseline: float | None,
    written: Any,
    parts: tuple[float, float] | None,
) -> Record:
    target = None if pd.isna(written["B"]) else float(written["B"])
    was_typed, rate = pd.notna(written["C"]), of["code"] in _RATES
    derived = parts[0] / parts[1] * (100 if rate else 1) if parts else None
    actual = float(written["C"]) if was_typed else derived
    # A typed rate says nothing of its parts.
    numerator, denominator = parts if parts and rate and not was_typed else (None, None)
    reached = _achievement(of, baseline, target, actual)
    return {
        "baseline": baseline,
        "target": target,
        "actual": actual,
        "value_state": _value_state(actual, written["reason"]),
        "numerator": numerator,
        "denominator": denominator,
        "achievement_pct": None if reached is None else float(reached),
        "achievement_clipped_pct": None if reached is None else float(min(max(reached, 0), 100)),
        "gap": None if target is None or actual is None else target - actual,
        "light": _light(of, reached, period),
    }


def _value_state(actual: float | None, reason: Any) -> str:
    if actual is not None:
        return "value" if actual else "zero"
    return _REASONS.get(reason, "empty")


def _achievement(
    of: dict[str, str], baseline: float | None, target: float | None, actual: float | None
) -> Fraction | None:
    """P, exactly: numbers are what stands in the cells, not what binary makes of them."""
    higher, flow = of["direction"] == "higher", of["kind"] == "flow"
    if actual is None or target is None or (higher and target == 0):
        return None
    b, c = _exact(target), _exact(actual)
    if flow:
        return c / b * 100
    if baseline is None:
        return c / b * 100 if higher else (b / c * 100 if c else Fraction(100))
    a = _exact(baseline)
    if a == b or (b < a) == higher:
        if (c >= b) == higher or c == b:
            return Fraction(100)
        return c / b * 100 if higher else b / c * 100
    return (c - a) / (b - a) * 100


def _exact(number: float) -> Fraction:
    return Fraction(repr(float(number)))


def _light(of: dict[str, str], reached: Fraction | None, period: Period) -> str | None:
    if reached is None:
        return None
    december = period.end.month == 12
    share = reached / (Fraction(period.end.month, 12) if of["kind"] == "flow" else 1)
    if share >= 80:
        return "on_track"
    if of["kind"] == "level" and not december:
        return "behind" if reached < 0 else None
    return "at_risk" if share >= 60 else "behind"
