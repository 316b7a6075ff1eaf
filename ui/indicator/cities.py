"""Which city stands where? The table behind the chart."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import components, labels
from ui.indicator.asked import Asked
from ui.indicator.standing import standing
from ui.origin import Origins, origins

_TRACED = {
    "actual": "actual",
    "target": "target",
    "baseline": "baseline",
    "gap": "gap",
    "achievement": "achievement_pct",
    "light": "light",
    "why": "value_state",
}


def draw(asked: Asked) -> None:
    shown, sources = table(asked)
    components.show_table(
        shown,
        key="indicator_cities",
        file_name=f"gosterge-{asked.indicator}-{asked.workshop}",
        columns={asked.say("column.why"): st.column_config.TextColumn(width="medium")},
        origins=sources,
    )


@st.cache_resource(max_entries=200, show_spinner=False)
def table(asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row a city that takes part, in alphabetical order."""

    def head(name: str) -> str:
        return asked.say(f"column.{name}", unit=asked.unit)

    rows = standing(asked)
    shown: dict[str, Any] = {
        head("city"): rows["name"],
        head("actual"): rows["actual"].astype(float),
        head("target"): rows["target"].astype(float),
    }
    if asked.per_head:
        shown |= {head("people"): rows["people"], head("year"): rows["year"].astype(str)}
    else:
        shown |= {head("baseline"): rows["baseline"].astype(float), head("gap"): rows["gap"].astype(float)}
    shown |= {
        head("achievement"): rows["achievement_pct"].astype(float).round(1),
        head("light"): [light(row, asked) for row in rows.itertuples()],
        head("why"): rows["why"],
    }
    traced = {head(name): column for name, column in _TRACED.items() if head(name) in shown}
    sources = dict(origins("indicator_achievement", rows, traced))
    if asked.vs is not None:
        moved = asked.say("column.moved", workshop=labels.workshop_short(asked.vs, asked.language))
        shown[moved] = rows["moved"]
        compared = rows.assign(compared_workshop=asked.vs)
        sources |= origins("workshop_change", compared, {moved: "change"})
    return pd.DataFrame(shown), sources


def light(row: Any, asked: Asked) -> str:
    """Symbol and word, or the reason why there is none."""
    code, reason = row.light, row.light_reason
    return f"{labels.light_mark(code).symbol} {labels.light(code, reason, asked.language)}"
