"""What people do in real life: small oddities that warn, and one file that is plainly wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from etl.sample.words import Row, words

Rows = dict[str, list[Row]]
Mishap = Callable[[Rows], None]


def indicator(rows: Rows, code: str) -> Row:
    return next(row for row in rows["indicators"] if row["indicator_code"] == code)


def figure_too_high(rows: Rows) -> None:
    """A figure typed with a digit too many; the second version of the file corrects it."""
    row = indicator(rows, "KUL-01")
    row["actual"] = int(_number(row["actual"])) * 10
    row["deviation_reason"] = None


def other_plan(rows: Rows) -> None:
    """Last year's plan, where hardly anything has begun."""
    for action in rows["actions"]:
        if action["status"] == "in_progress":
            action["progress_pct"] = 5


def errors(rows: Rows) -> None:
    """Four mistakes that must be mended before the file can count."""
    rows["actions"][0]["progress_pct"] = 140
    rows["actions"][1]["end_date"] = date(2021, 1, 31)
    indicator(rows, "KRD-05")["target"] = None
    rows["networks"].append(dict(rows["networks"][0]))


def national_union(rows: Rows) -> None:
    rows["networks"].append(
        {"network": "Tarihi Kentler Birliği", "membership_status": "member", "member_since_year": 2003}
    )


def counts_differ(rows: Rows) -> None:
    """Typed one more than the list of networks holds."""
    members = sum(row["membership_status"] == "member" for row in rows["networks"])
    indicator(rows, "AGT-01").update(actual=members + 1, missing_reason=None)


def permission_missing(rows: Rows) -> None:
    """Active, but the ministry's approval is not on file."""
    known = [
        r
        for r in rows["sister_cities"]
        if r["partnership_status"] == "active" and r["partnership_type"] == "sister_city"
    ]
    known[-1]["ministry_approved_on"] = None


def action_forgotten(rows: Rows) -> None:
    """An action of the last report is not listed any more."""
    del rows["actions"][2]


def reason_forgotten(rows: Rows) -> None:
    """The first action that needs a reason goes without."""
    next(action for action in rows["actions"] if action["deviation_reason"])["deviation_reason"] = None


def core_value_not_due(rows: Rows) -> None:
    indicator(rows, "KUL-01").update(actual=None, missing_reason="not_due", deviation_reason=None)


def training_not_collected(rows: Rows) -> None:
    indicator(rows, "KAP-03").update(actual=None, missing_reason="not_collected", deviation_reason=None)


def solidarity_not_applicable(rows: Rows) -> None:
    """Nothing is aimed at either."""
    silent: Row = {
        "target": None,
        "actual": None,
        "missing_reason": "not_applicable",
        "deviation_reason": None,
    }
    indicator(rows, "DAY-01").update(silent)


def lists_left_empty(rows: Rows) -> None:
    """A new unit types what it knows and leaves the lists for later."""
    sisters = sum(
        row["partnership_type"] == "sister_city" and row["partnership_status"] in ("active", "passive")
        for row in rows["sister_cities"]
    )
    rows |= {"sister_cities": [], "projects": [], "challenges": [], "good_practices": []}
    reason = words("voices")["indicator_reasons"][2]
    for code, typed in (("KRD-01", sisters), ("KRD-02", 50), ("FON-01", 0), ("FON-03", 0), ("FON-04", 0)):
        indicator(rows, code).update(actual=typed, missing_reason=None, deviation_reason=reason)
    indicator(rows, "FON-02").update(actual=None, missing_reason="not_due", deviation_reason=None)
    indicator(rows, "KAP-05").update(actual=None, missing_reason="not_collected", deviation_reason=None)


def _number(value: object) -> float:
    assert isinstance(value, int | float), value
    return float(value)


# One file of a city that sends more than one.
FILES: dict[str, Mishap] = {"figure_too_high": figure_too_high, "other_plan": other_plan, "errors": errors}
# Every file of a city and workshop.
HABITS: dict[tuple[str, str], tuple[Mishap, ...]] = {
    ("manisa", "1"): (national_union, training_not_collected),
    ("ankara", "2"): (counts_differ,),
    ("mersin", "2"): (permission_missing, core_value_not_due),
    ("manisa", "2"): (training_not_collected,),
    ("manisa", "3"): (training_not_collected,),
    ("denizli", "2"): (lists_left_empty, solidarity_not_applicable),
    ("denizli", "3"): (solidarity_not_applicable,),
    ("bursa", "3"): (action_forgotten,),
    ("mersin", "3"): (permission_missing, reason_forgotten),
}
