"""How has the city come along from workshop to workshop, and what did it send?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Language
from ui import charts, components, data, format, labels
from ui.city.headline import PLAN
from ui.city.report import Report
from ui.labels import say
from ui.origin import Origins, origins
from ui.rows import rows
from ui.texts import language, t

_TRACED = {
    "progress": "plan_progress_pct",
    "actions": "actions",
    "completed": "completed",
    "overdue": "overdue",
}


def draw(report: Report) -> None:
    """Plan progress over the workshops beside the median, then every file the city ever sent."""
    plans = data.plan_progress(city=report.city)
    st.subheader(t("city.history.title"), anchor="history")
    if plans.empty:
        components.empty_state(t("city.history.nothing"))
    else:
        figure, table, sources = _made(data.snapshot_key(), report.city, language())
        file_name = f"gecmis-{report.city}"
        components.chart_with_table(figure, table, key="city_history", file_name=file_name, origins=sources)
    st.subheader(t("city.history.sent"), anchor="sent")
    sent = _sent(data.snapshot_key(), report.city, language())
    components.show_table(sent, key="city_sent", file_name=f"gonderimler-{report.city}")
    components.open_button(t("city.history.go"), "submit", key="city_history_submit", city=report.city)


@st.cache_resource(max_entries=300, show_spinner=False)
def _made(snapshot: str, city: str, in_language: Language) -> tuple[Any, pd.DataFrame, Origins]:
    values = data.indicator_achievement(indicator=PLAN)
    figure = charts.lines(values, PLAN, in_language, city=city, medians=data.group_figure(indicator=PLAN))
    return figure, *workshops(city, in_language)


def workshops(city: str, in_language: Language) -> tuple[pd.DataFrame, Origins]:
    """One row a workshop; one without a report says so and shows no figure."""

    def head(name: str) -> str:
        return say(f"city.history.column.{name}", in_language)

    states = data.participation_state(city=city).set_index("workshop")
    plans = data.plan_progress(city=city).set_index("workshop")
    asked = [w for w in definition.load().workshops if w.code in states.index]
    shown = [
        {
            head("workshop"): workshop.title[in_language],
            head("state"): _state(states.loc[workshop.code], in_language),
            head("progress"): plans["plan_progress_pct"].get(workshop.code),
            head("actions"): plans["actions"].get(workshop.code),
            head("completed"): plans["completed"].get(workshop.code),
            head("overdue"): plans["overdue"].get(workshop.code),
        }
        for workshop in asked
    ]
    named = pd.DataFrame({"workshop": [w.code for w in asked], "city": city})
    columns = {head(name): column for name, column in _TRACED.items()}
    return pd.DataFrame(shown), origins("plan_progress", named, columns)


def _state(row: Any, in_language: Language) -> str:
    if row["submitted"]:
        return labels.submission_state("counted", in_language)
    return (
        say("city.header.draft", in_language)
        if row["has_draft"]
        else labels.submission_state(row["state"], in_language)
    )


@st.cache_resource(max_entries=300, show_spinner=False)
def _sent(snapshot: str, city: str, in_language: Language) -> pd.DataFrame:
    """Every file, replaced and withdrawn ones too, the newest first."""

    def head(name: str) -> str:
        return say(f"city.history.column.{name}", in_language)

    shown = [
        {
            head("received"): format.moment(row.received_at, in_language),
            head("workshop"): labels.workshop_short(row.workshop, in_language) if row.workshop else "",
            head("file"): row.file_name,
            head("state"): labels.submission_state(row.state, in_language)
            + (f" · {say('city.history.draft', in_language)}" if row.draft is True else ""),
            head("late"): format.late(row.days_late, in_language),
            head("who"): labels.person(row.who, in_language),
        }
        for row in rows(data.submission_state(city))
    ]
    return pd.DataFrame(shown)
