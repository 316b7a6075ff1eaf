"""Which actions and indicators have really moved since the compared workshop?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import data, format, labels
from ui.comparison.asked import Asked
from ui.comparison.written import files, place, written
from ui.origin import Origins, of_row, origins

_LIGHTS = {"behind": 0, "at_risk": 1, "on_track": 2}


@st.cache_resource(max_entries=50, show_spinner=False)
def actions(asked: Asked, city: str | None) -> tuple[pd.DataFrame, Origins]:
    """One row an action whose progress or status moved, the largest move first. Cancelled ones are not here:
    what they do to a plan is a change of the plan."""
    changes = data.action_change(asked.workshop, str(asked.vs), city)
    moved = changes[changes["kind"].isin(["progress", "status"])]
    dropped = set(_keys(moved[(moved["kind"] == "status") & (moved["new"] == "cancelled")]))
    names = _names(asked)
    by_action: dict[tuple[str, str], dict[str, Any]] = {}
    for row in moved.itertuples():
        by_action.setdefault((str(row.city), str(row.action_code)), {})[str(row.kind)] = row
    kept = [key for key in by_action if key not in dropped]
    kept.sort(key=lambda key: (-abs(_step(by_action[key])), format.sort_key(labels.city(key[0])), key[1]))
    lines = [_line(key, names.get(key, ""), by_action[key], asked) for key in kept]
    heads = (
        "city",
        "code",
        "action",
        "way",
        "progress_before",
        "progress_now",
        "status_before",
        "status_now",
        "source",
    )
    table = pd.DataFrame(lines, columns=[asked.say(f"column.{name}") for name in heads])
    return table, {
        asked.say(f"column.{kind}_{when}"): [
            of_row("action_change", column, by_action[key][kind]) if kind in by_action[key] else None
            for key in kept
        ]
        for kind in ("progress", "status")
        for when, column in (("before", "old"), ("now", "new"))
    }


def _step(kinds: dict[str, Any]) -> float:
    """By how many points progress moved; 0 where only the status did."""
    progress = kinds.get("progress")
    return _number(progress.new) - _number(progress.old) if progress else 0.0


def _line(key: tuple[str, str], name: str, kinds: dict[str, Any], asked: Asked) -> tuple[Any, ...]:
    progress, status = kinds.get("progress"), kinds.get("status")
    step = _step(kinds)
    first: Any = progress or status
    way = asked.say("advanced" if step > 0 else "fell_back") if step else ""
    return (
        labels.city(key[0]),
        key[1],
        name,
        way,
        written("progress", progress.old, asked.language) if progress else "",
        written("progress", progress.new, asked.language) if progress else "",
        written("status", status.old, asked.language) if status else "",
        written("status", status.new, asked.language) if status else "",
        place(files().get(first.submission_id), "actions", first.cell),
    )


@st.cache_resource(max_entries=50, show_spinner=False)
def lights(asked: Asked, city: str | None) -> tuple[pd.DataFrame, Origins]:
    """One row an indicator of a city whose light is another one now, the worsened ones first."""
    keys = ["city", "indicator", "light", "achievement_pct", "submission_id", "sheet", "source_cells"]
    now = data.indicator_achievement(asked.workshop, city)[keys]
    before = data.indicator_achievement(str(asked.vs), city)[keys[:4]]
    both = now.merge(before, on=["city", "indicator"], suffixes=("", "_before"))
    both = both[
        both["light"].notna() & both["light_before"].notna() & (both["light"] != both["light_before"])
    ]
    steps = both["light"].map(_LIGHTS).astype(float) - both["light_before"].map(_LIGHTS).astype(float)
    both = both.assign(step=steps, name=both["city"].map(labels.city)).sort_values(
        ["step", "indicator", "city"]
    )
    lines = [
        (
            row.name,
            row.indicator,
            labels.indicator(row.indicator, asked.language),
            asked.say("better" if row.step > 0 else "worse"),
            _light(row.light_before, row.achievement_pct_before, asked),
            _light(row.light, row.achievement_pct, asked),
            place(files().get(row.submission_id), row.sheet, row.source_cells),
        )
        for row in list[Any](both.itertuples())
    ]
    heads = ("city", "code", "indicator", "way", "light_before", "light_now", "source")
    table = pd.DataFrame(lines, columns=[asked.say(f"column.{name}") for name in heads])
    sources: dict[str, Any] = {}
    for when, workshop in (("before", asked.vs), ("now", asked.workshop)):
        header = asked.say(f"column.light_{when}")
        sources |= origins("indicator_achievement", both.assign(workshop=workshop), {header: "light"})
    return table, sources


def _light(code: str, achievement_pct: float, asked: Asked) -> str:
    words = labels.light(code, None, asked.language)
    return f"{labels.light_mark(code).symbol} {words} · {format.percent(achievement_pct, asked.language)}"


def _keys(rows: pd.DataFrame) -> zip[tuple[str, str]]:
    return zip(rows["city"], rows["action_code"], strict=True)


def _names(asked: Asked) -> dict[tuple[str, str], str]:
    rows = data.action_status(asked.workshop)
    return dict(zip(_keys(rows), rows["action_name"], strict=True))


def _number(stored: Any) -> float:
    return 0.0 if format.is_missing(stored) else float(stored)
