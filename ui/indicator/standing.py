"""Where does each city stand on one indicator, and if it has no value, why?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from definition import Language
from ui import changes, data, filters, format, labels
from ui.absence import absent
from ui.indicator import inhabitants
from ui.indicator.asked import Asked


@st.cache_resource(max_entries=200, show_spinner=False)
def standing(asked: Asked) -> pd.DataFrame:
    """Every city that takes part, in alphabetical order: its row of indicator_achievement, beside it `name`,
    `why` (the words where there is no value), `moved` (the change in words), `missing` (what kept it out).

    Never changed by those who read it."""
    cities = data.participation_state(asked.workshop)[["city", "submitted", "has_draft", "state"]]
    values = data.indicator_achievement(asked.workshop, indicator=asked.indicator)
    rows = cities.merge(values.drop(columns="workshop"), on="city", how="left").assign(
        workshop=asked.workshop
    )
    rows = rows.assign(
        name=rows["city"].map(labels.city),
        why=[why(row, asked.language) for row in rows.itertuples()],
        moved=_moved(rows, asked),
    )
    rows = rows.iloc[sorted(range(len(rows)), key=lambda place: format.sort_key(rows["name"].iloc[place]))]
    return inhabitants.per_100_000(rows) if asked.per_head else rows


@st.cache_resource(max_entries=200, show_spinner=False)
def history(asked: Asked) -> pd.DataFrame:
    """Value and target of each city at each workshop up to the chosen one: city, workshop, actual, target."""
    upto = [asked.workshop, *(w.code for w in filters.earlier_workshops(asked.workshop))]
    rows = data.indicator_achievement(indicator=asked.indicator)[["city", "workshop", "actual", "target"]]
    rows = rows[rows["workshop"].isin(upto)]
    return inhabitants.per_100_000(rows) if asked.per_head else rows


def medians(asked: Asked) -> dict[str, float]:
    """The median of the cities at each workshop; per head the median of what is shown."""
    if not asked.per_head:
        rows = data.group_figure(indicator=asked.indicator)
        return dict(zip(rows["workshop"], rows["median"], strict=True))
    by_workshop = history(asked).groupby("workshop")["actual"].median()
    return {str(code): float(value) for code, value in by_workshop.items()}


def why(row: Any, language: Language) -> str:
    """Why a city has no value, in words; a zero is named as one; empty where there is a value."""
    if not row.submitted:
        return absent(bool(row.has_draft), row.state, language)
    return "" if row.value_state == "value" else labels.missing(row.value_state, language)


def _moved(rows: pd.DataFrame, asked: Asked) -> list[str]:
    if asked.vs is None:
        return [""] * len(rows)
    known = data.workshop_change(asked.workshop, asked.vs, indicator=asked.indicator)
    by_city = {row.city: row for row in known.itertuples()}
    return [changes.moved(by_city.get(city), asked.language).words for city in rows["city"]]
