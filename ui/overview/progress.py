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
from ui.markdown import plain
from ui.origin import Origins, origins
from ui.overview.headline import PLAN
from ui.rows import rows
from ui.texts import language, t


@dataclass(frozen=True, slots=True)
class Progress:
    """The chart, the table behind it, and what they say in one sentence."""

    figure: go.Figure
    table: pd.DataFrame
    origins: Origins
    finding: str


def draw(workshop: str, vs: str | None) -> None:
    made = progress(data.snapshot_key(), workshop, vs, language())
    st.subheader(t("overview.progress.title"), anchor="progress")
    st.caption(plain(made.finding))
    components.chart_with_table(
        made.figure,
        made.table,
        key="overview_progress",
        file_name=f"plan-ilerlemesi-{workshop}",
        origins=made.origins,
    )


@st.cache_resource(max_entries=100, show_spinner=False)
def progress(snapshot: str, workshop: str, vs: str | None, in_language: Language) -> Progress:
    group = data.group_figure(workshop, PLAN).iloc[0]
    found = _cities(workshop, vs, in_language)
    figure = city_progress(found, workshop, vs, in_language, median=group["median"])
    return Progress(figure, *_table(found, workshop, vs, in_language), _finding(group, in_language))


def _cities(workshop: str, vs: str | None, in_language: Language) -> pd.DataFrame:
    """Every city that takes part: its progress, where it stood, and why there is no figure."""
    cities = data.participation_state(workshop)
    plans = data.plan_progress(workshop).drop(columns="workshop")
    found = cities.merge(plans, on="city", how="left", suffixes=("_newest", ""))
    before = pd.DataFrame({"city": [], "before": []}, dtype=object)
    if vs is not None:
        change = data.workshop_change(workshop, vs, indicator=PLAN)
        before = change[["city", "compared_actual"]].rename(columns={"compared_actual": "before"})
    found = found.merge(before, on="city", how="left").rename(columns={"plan_progress_pct": "value"})
    return found.assign(words=[_why(row, in_language) for row in rows(found)])


def _why(row: Any, in_language: Language) -> str:
    """Beside no bar: all cancelled, a draft, a file that waits, or nothing sent."""
    if row.submitted:
        return say("overview.progress.nothing_counted", in_language)
    if row.has_draft:
        return say("overview.progress.draft", in_language)
    return say(f"overview.progress.{row.state}", in_language)


def _table(
    found: pd.DataFrame, workshop: str, vs: str | None, in_language: Language
) -> tuple[pd.DataFrame, Origins]:
    def head(name: str) -> str:
        return say(f"overview.progress.column.{name}", in_language)

    sent = data.submission_latest(workshop=workshop)[["city", "file_name"]]
    found = found.merge(sent, on="city", how="left").assign(name=found["city"].map(labels.city))
    found = found.sort_values("name", key=lambda names: names.map(format.sort_key))
    known = found["value"].notna()
    now, before = (labels.workshop_short(w, in_language) + " (%)" if w else "" for w in (workshop, vs))
    shown = {
        head("city"): found["name"],
        now: found["value"].astype(float).round(1),
        **({before: found["before"].astype(float).round(1)} if vs else {}),
        head("actions"): found["counted_actions"],
        head("overdue"): found["overdue"],
        head("state"): found["words"].where(~known, labels.submission_state("counted", in_language)),
        head("file"): found["file_name"],
        head("cells"): found["progress_cells"],
    }
    columns = {
        now: "plan_progress_pct",
        head("actions"): "counted_actions",
        head("overdue"): "overdue",
    }
    sources = dict(origins("plan_progress", found.assign(workshop=workshop), columns))
    if vs:
        sources |= origins("plan_progress", found.assign(workshop=vs), {before: "plan_progress_pct"})
    return pd.DataFrame(shown), sources


def _finding(group: pd.Series, in_language: Language) -> str:
    n_of_n = say(
        "part.n_of_n",
        in_language,
        n=format.number(group["cities"], in_language, 0),
        total=format.number(group["cities_expected"], in_language, 0),
    )
    if format.is_missing(group["median"]) or group["cities"] == 1:
        return n_of_n
    low, high, median = (format.percent(group[c], in_language) for c in ("minimum", "maximum", "median"))
    said = say("overview.progress.finding", in_language, median=median, low=low, high=high)
    return f"{said} · {n_of_n}"
