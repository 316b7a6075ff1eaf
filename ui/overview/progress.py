"""How far has each city come towards its own plan?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from definition import Language
from ui import components, data, format, labels
from ui.charts.city_progress import city_progress
from ui.labels import say
from ui.overview.headline import PLAN
from ui.texts import language, t


@dataclass(frozen=True, slots=True)
class Progress:
    """The chart, the table behind it, and what they say in one sentence."""

    figure: go.Figure
    table: pd.DataFrame
    finding: str


def draw(workshop: str, vs: str | None) -> None:
    made = _made(data.snapshot_key(), workshop, vs, language())
    st.subheader(t("overview.progress.title"), anchor="progress")
    st.caption(made.finding)
    components.chart_with_table(
        made.figure, made.table, key="overview_progress", file_name=f"plan-ilerlemesi-{workshop}"
    )


@st.cache_resource(max_entries=100, show_spinner=False)
def _made(_snapshot: str, workshop: str, vs: str | None, in_language: Language) -> Progress:
    group = data.group_figure(workshop, PLAN).iloc[0]
    rows = _rows(workshop, vs, in_language)
    figure = city_progress(rows, workshop, vs, in_language, median=group["median"])
    return Progress(figure, _table(rows, workshop, vs, in_language), _finding(group, in_language))


def _rows(workshop: str, vs: str | None, in_language: Language) -> pd.DataFrame:
    """Every city that takes part: its progress, where it stood, and why there is no figure."""
    cities = data.participation_state(workshop)
    plans = data.plan_progress(workshop).drop(columns="workshop")
    rows = cities.merge(plans, on="city", how="left", suffixes=("_newest", ""))
    before = pd.DataFrame({"city": [], "before": []}, dtype=object)
    if vs is not None:
        change = data.workshop_change(workshop, vs, indicator=PLAN)
        before = change[["city", "compared_actual"]].rename(columns={"compared_actual": "before"})
    rows = rows.merge(before, on="city", how="left").rename(columns={"plan_progress_pct": "value"})
    found: list[Any] = list(rows.itertuples())
    rows["words"] = [_why(row.submitted, row.has_draft, row.state, in_language) for row in found]
    return rows


def _why(submitted: bool, has_draft: bool, state: str, in_language: Language) -> str:
    """Beside no bar: all cancelled, a draft, a file that waits, or nothing sent."""
    if submitted:
        return say("overview.progress.nothing_counted", in_language)
    if has_draft:
        return say("overview.progress.draft", in_language)
    return say(f"overview.progress.{state}", in_language)


def _table(rows: pd.DataFrame, workshop: str, vs: str | None, in_language: Language) -> pd.DataFrame:
    def head(name: str) -> str:
        return say(f"overview.progress.column.{name}", in_language)

    sent = data.submission_latest(workshop=workshop)[["city", "file_name"]]
    rows = rows.merge(sent, on="city", how="left").assign(name=rows["city"].map(labels.city))
    rows = rows.iloc[sorted(range(len(rows)), key=lambda place: format.sort_key(rows["name"].iloc[place]))]
    known = rows["value"].notna()
    shown = {
        head("city"): rows["name"],
        labels.workshop_short(workshop, in_language) + " (%)": rows["value"].astype(float).round(1),
        **(
            {labels.workshop_short(vs, in_language) + " (%)": rows["before"].astype(float).round(1)}
            if vs
            else {}
        ),
        head("actions"): rows["counted_actions"],
        head("overdue"): rows["overdue"],
        head("state"): rows["words"].where(~known, labels.submission_state("counted", in_language)),
        head("file"): rows["file_name"],
        head("cells"): rows["progress_cells"],
    }
    return pd.DataFrame(shown)


def _finding(group: pd.Series, in_language: Language) -> str:
    n_of_n = say(
        "part.n_of_n",
        in_language,
        n=format.number(group["cities"], in_language, 0),
        total=format.number(group["cities_expected"], in_language, 0),
    )
    if format.is_missing(group["median"]):
        return n_of_n
    low, high, median = (format.percent(group[c], in_language) for c in ("minimum", "maximum", "median"))
    said = say("overview.progress.finding", in_language, median=median, low=low, high=high)
    return f"{said} · {n_of_n}"
