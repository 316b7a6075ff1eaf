"""Where does each city stand on each indicator: towards its own target, or among the cities?"""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

import definition
from definition import Language
from ui import data, format, labels
from ui.absence import absent
from ui.charts.theme_heatmap import MISSING, RANKED, UNRANKED
from ui.comparison.asked import Asked, taking_part
from ui.warned import warning

Scale = Literal["own", "among"]
FEWEST = 3  # cities; of two, one is always the last
_EVIDENT = "target_moved"  # names a decision of the city, casts no doubt on a value


@st.cache_resource(max_entries=100, show_spinner=False)
def positions(asked: Asked, scale: Scale) -> pd.DataFrame:
    """One row per participating city and indicator: the columns of indicator_achievement (empty for a city
    whose report does not count), `kind`, `position`, `shown`, `note`, `doubt`.

    Never changed by those who read it."""
    cities = taking_part(asked)[["city", "submitted", "has_draft", "state"]]
    wanted = pd.DataFrame({"indicator": _indicators(asked, scale)})
    values = data.indicator_achievement(asked.workshop).drop(columns="workshop")
    rows = cities.merge(wanted, how="cross").merge(values, on=["city", "indicator"], how="left")
    rows["doubt"] = _doubts(rows, scale, asked)
    sure = rows["doubt"] == ""
    rows["position"] = rows["achievement_clipped_pct"].where(sure) if scale == "own" else among(rows[sure])
    known = rows["achievement_pct" if scale == "own" else "actual"].notna()
    rows["kind"] = [
        MISSING if not k else RANKED if p == p else UNRANKED
        for k, p in zip(known, rows["position"], strict=True)
    ]
    told = [_told(row, scale, asked) for row in rows.itertuples()]
    return rows.assign(shown=[shown for shown, _ in told], note=[note for _, note in told])


def _indicators(asked: Asked, scale: Scale) -> list[str]:
    """Nobody sets targets for what is computed, so it has a place among the cities only."""
    return [
        i.code
        for i in definition.load().indicators
        if i.asked or (i.entry == "computed" and scale == "among")
    ]


def among(rows: pd.DataFrame) -> pd.Series:
    """0 the last, 100 the best of the cities with a value; equal ones share the middle of their places."""
    known = rows.dropna(subset=["actual"])
    by_indicator = known.groupby("indicator")["actual"]
    lower = known["indicator"].map(lambda code: definition.load().indicator(code).direction == "lower")
    place = by_indicator.rank(method="average").where(
        ~lower, by_indicator.rank(method="average", ascending=False)
    )
    cities = by_indicator.transform("size")
    return (100 * (place - 1) / (cities - 1).where(cities >= FEWEST)).reindex(rows.index)


def _doubts(rows: pd.DataFrame, scale: Scale, asked: Asked) -> list[str]:
    """The warning that stands at a value's own cell (towards a target: at the target's too), in words."""
    warned = _warnings(asked)
    columns = ["actual_cell", "target_cell"] if scale == "own" else ["actual_cell"]
    return [
        next(
            (warned[key] for cell in columns if (key := (row.submission_id, getattr(row, cell))) in warned),
            "",
        )
        for row in rows.itertuples()
    ]


def _warnings(asked: Asked) -> dict[tuple[Any, Any], str]:
    found = {}
    for report in data.submission_latest(workshop=asked.workshop)["submission_id"]:
        problems = data.submission_problem(report)
        on_values = problems[(problems["severity"] == "warning") & (problems["sheet"] == "indicators")]
        for row in on_values[on_values["code"] != _EVIDENT].itertuples():
            found[report, row.cell] = warning(row, asked.language)
    return found


def _told(row: Any, scale: Scale, asked: Asked) -> tuple[str, str]:
    """What stands in the cell, and what is said about it."""
    language = asked.language
    if not row.submitted:
        return "", absent(bool(row.has_draft), row.state, language)
    if row.kind == MISSING:
        return asked.say(f"cell.{_state(row)}"), _missing(row, language)
    about = definition.load().indicator(row.indicator)
    value = format.measure(row.actual, about, language)
    shown = format.percent(row.actual, language) if about.is_percent else format.number(row.actual, language)
    note = [value]
    if scale == "own":
        mark = labels.light_mark(row.light)
        shown = f"{mark.symbol} {format.percent(row.achievement_pct, language)}"
        note += [
            asked.say("note.target", target=format.measure(row.target, about, language)),
            f"{format.percent(row.achievement_pct, language)} · "
            + labels.light(row.light, row.light_reason, language),
        ]
    if row.doubt:
        return f"? {shown}", "\n".join([*note, asked.say("note.doubt"), row.doubt])
    if row.kind == UNRANKED:
        return shown, "\n".join([*note, asked.say("note.few", fewest=FEWEST)])
    return shown, "\n".join(note)


def _state(row: Any) -> str:
    """One of the states without a value; with a value, what keeps achievement from being said."""
    return str(row.value_state if format.is_missing(row.actual) else row.light_reason)


def _missing(row: Any, language: Language) -> str:
    if format.is_missing(row.actual):
        return labels.missing(row.value_state, language)
    return labels.light(None, row.light_reason, language)
