"""Which challenges do cities share, and how far are they with them?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import choices, components, format, labels
from ui.charts.ranked_bars import ranked_bars
from ui.components.notes import n_of_n_words
from ui.cooperation import helping, reported, views
from ui.cooperation.asked import Asked, codes, counted, nothing
from ui.cooperation.marks import SEVERITY, marked
from ui.origin import Origins, origins
from ui.texts import language, t

_COUNTS = ("challenges", *SEVERITY, "unsolved", "in_solution", "solved")


def draw(asked: Asked) -> None:
    if views.challenge_category(asked.workshop).empty:
        nothing("challenges", asked.workshop)
        return
    st.caption(t("cooperation.challenges_text"))
    table, sources = made(asked)
    name = f"ortak-zorluklar-{asked.workshop}"
    components.chart_with_table(_figure(asked), table, key="challenge_chart", file_name=name, origins=sources)
    everything = t("cooperation.all")
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_challenges"):
        categories = choices.several(
            "category", codes("challenge_categories"), _category, t("cooperation.filter.category"), everything
        )
        severities = choices.several(
            "severity", list(SEVERITY), _severity, t("cooperation.filter.severity"), everything
        )
    helping.draw(asked, categories, severities)
    reported.draw(asked, categories, severities)


@st.cache_resource(max_entries=50, show_spinner=False)
def _figure(asked: Asked) -> go.Figure:
    """How many cities share each kind stands in its words, because a city may name two of a kind."""
    found = views.challenge_category(asked.workshop)
    total = len(counted(asked.workshop))
    shown = found.assign(row=[_row(row, total, asked) for row in found.itertuples()])
    parts = {
        code: (marked("severities", code, asked.language), look.colour) for code, look in SEVERITY.items()
    }
    alt = asked.say("alt.challenges", categories=len(found), challenges=int(found["challenges"].sum()))
    return ranked_bars(shown, asked.language, alt, parts, lines=2)


def _row(row: Any, total: int, asked: Asked) -> str:
    words = labels.choice("challenge_categories", row.category, asked.language)
    shared = asked.say("cities_of", n=format.number(row.cities, asked.language, 0), total=total)
    return f"{words}\n({shared})"  # two lines leave room for the bars on a phone


@st.cache_resource(max_entries=50, show_spinner=False)
def made(asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row a kind of challenge, with n of N cities; the counts of the view."""
    found = views.challenge_category(asked.workshop)
    total = len(counted(asked.workshop))
    shown: dict[str, Any] = {
        "category": [
            labels.choice("challenge_categories", code, asked.language) for code in found["category"]
        ],
        "cities": [n_of_n_words(n, total) for n in found["cities"]],
        **{name: found[name] for name in _COUNTS},
    }
    table = pd.DataFrame({asked.say(f"column.{name}"): values for name, values in shown.items()})
    traced = {asked.say(f"column.{name}"): name for name in ("cities", *_COUNTS)}
    return table, origins("challenge_category", found, traced)


def _category(code: str) -> str:
    return labels.choice("challenge_categories", code, language())


def _severity(code: str) -> str:
    return marked("severities", code, language())
