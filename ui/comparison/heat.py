"""How do the cities stand beside each other? Every indicator, no overall score."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import definition
from ui import choices, components, format, labels
from ui.absence import absent
from ui.action.asked import theme
from ui.charts.theme_heatmap import RANKED, theme_heatmap
from ui.comparison.asked import Asked, choose_peers, taking_part
from ui.comparison.nothing import is_nothing
from ui.comparison.position import Scale, positions
from ui.markdown import plain
from ui.origin import Origins, origins
from ui.texts import t

_TRACED = {
    "actual": "actual",
    "target": "target",
    "achievement": "achievement_pct",
    "light": "light",
}

SCALES: tuple[Scale, ...] = ("own", "among")


def draw(asked: Asked) -> None:
    if is_nothing(asked, [asked.workshop]):
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_heat"):
        asked = choose_peers(asked)
        chosen = choices.one(
            "scale", SCALES, lambda code: t(f"compare.scale.{code}"), t("compare.scale_label")
        )
    scale: Scale = "among" if chosen == "among" else "own"
    st.caption(t(f"compare.scale_text.{scale}") + " " + t("compare.reading"))
    figure, (shown, sources) = _figure(asked, scale), table(asked, scale)
    name = f"karsilastirma-{asked.workshop}-{scale}"
    components.chart_with_table(figure, shown, key="compare_heat", file_name=name, origins=sources, wide=True)
    st.caption(plain(absent_cities(asked)))


@st.cache_resource(max_entries=50, show_spinner=False)
def _figure(asked: Asked, scale: Scale) -> go.Figure:
    low, high = (asked.say(f"scale_{end}.{scale}") for end in ("low", "high"))
    return theme_heatmap(
        positions(asked, scale), asked.language, legend=asked.say(f"legend.{scale}"), low=low, high=high
    )


@st.cache_resource(max_entries=50, show_spinner=False)
def table(asked: Asked, scale: Scale) -> tuple[pd.DataFrame, Origins]:
    """One row a cell of the map: what can be sorted and filtered elsewhere."""
    rows = positions(asked, scale)
    language = asked.language
    themes = {i.code: i.theme for i in definition.load().indicators}
    names = rows["city"].map(labels.city)
    shown = {
        "theme": [theme(themes[code], language) for code in rows["indicator"]],
        "code": rows["indicator"],
        "indicator": [labels.indicator(code, language) for code in rows["indicator"]],
        "city": names,
        "actual": rows["actual"],
        "unit": [labels.unit(code, language) for code in rows["indicator"]],
        "target": rows["target"],
        "achievement": rows["achievement_pct"].round(1),
        "light": [
            labels.light(row.light, row.light_reason, language) for row in list[Any](rows.itertuples())
        ],
        **({"position": rows["position"].round()} if scale == "among" else {}),
        "remark": _remarks(rows, asked),
    }
    made = pd.DataFrame({asked.say(f"column.{name}"): values for name, values in shown.items()})
    catalogue = {i.code: (int(i.theme), place) for place, i in enumerate(definition.load().indicators)}
    keys = [
        (catalogue[code], format.sort_key(name)) for code, name in zip(rows["indicator"], names, strict=True)
    ]
    order = sorted(range(len(made)), key=keys.__getitem__)
    traced = {asked.say(f"column.{name}"): column for name, column in _TRACED.items()}
    named = rows.iloc[order].assign(workshop=asked.workshop)
    return made.iloc[order], origins("indicator_achievement", named, traced)


def _remarks(rows: pd.DataFrame, asked: Asked) -> list[str]:
    """Why there is no value or no rank; the doubt in full."""
    lines = []
    for row in list[Any](rows.itertuples()):
        if row.doubt:
            lines.append(f"{asked.say('note.doubt')} {row.doubt}")
        else:
            lines.append("" if row.kind == RANKED else str(row.note).rpartition("\n")[2])
    return lines


def absent_cities(asked: Asked) -> str:
    """Whose column is empty, and why."""
    cities = taking_part(asked)
    away = cities[~cities["submitted"]]
    counted = labels.say("part.n_of_n", asked.language, n=len(cities) - len(away), total=len(cities))
    named = [
        f"{labels.city(str(row.city))}: {absent(bool(row.has_draft), str(row.state), asked.language)}"
        for row in away.itertuples()
    ]
    return " · ".join([counted, *named])
