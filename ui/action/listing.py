"""Which actions are asked for, and what is the matter with each?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import data, format, labels
from ui.action import views
from ui.action.asked import Asked

_SEARCHED = ("name", "action_code", "action_name", "responsible_unit", "cooperating_institutions")


@st.cache_resource(max_entries=200, show_spinner=False)
def listing(asked: Asked) -> pd.DataFrame:
    """Rows of action_status, the longest overdue first, then by city and sheet; beside them `name` (the
    city's), `no_owner`, `stale`. Never changed by those who read it."""
    if asked != asked.everything:
        return _chosen(listing(asked.everything), asked)
    rows = data.action_status(asked.workshop, asked.city)
    rows = rows.assign(
        name=rows["city"].map(labels.city),
        no_owner=rows["responsible_unit"].fillna("").str.strip() == "",
        stale=_stale(rows, asked),
        lateness=-rows["days_overdue"].astype(float).fillna(0),
    )
    alphabet = {name: place for place, name in enumerate(sorted(rows["name"].unique(), key=format.sort_key))}
    rows = rows.assign(alphabet=rows["name"].map(alphabet))
    return rows.sort_values(["lateness", "alphabet", "row_number"]).reset_index(drop=True)


@st.cache_resource(max_entries=50, show_spinner=False)
def changes_since_last_report(snapshot: str, workshop: str) -> pd.DataFrame:
    """Rows of action_change, each city against its own last report before this workshop."""
    before = last_reports(workshop)
    found = [data.action_change(workshop, code) for code in sorted(set(before.values()))]
    if not found:
        return pd.DataFrame(columns=["city", "workshop", "compared_workshop", "action_code", "kind"])
    rows = pd.concat(found)
    return rows[rows["compared_workshop"] == rows["city"].map(before)]


def last_reports(workshop: str) -> dict[str, str]:
    """For each city that has reported before, the workshop of its last report."""
    found = views.earlier_report(workshop)
    return dict(zip(found["city"], found["compared_workshop"], strict=True))


def _stale(rows: pd.DataFrame, asked: Asked) -> pd.Series:
    """Should be under way, but neither progress nor status has moved since the city's last report."""
    found = views.action_standstill(asked.workshop, asked.city)
    still = found[found["stands_still"]]
    named = set(zip(still["city"], still["action_code"], strict=True))
    pairs = zip(rows["city"], rows["action_code"], strict=True)
    return pd.Series([pair in named for pair in pairs], index=rows.index, dtype=bool)


def _chosen(rows: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    if asked.statuses:
        rows = rows[rows["computed_status"].isin(asked.statuses)]
    if asked.themes:
        rows = rows[rows["theme"].isin(asked.themes)]
    if asked.concern:
        rows = rows[rows[asked.concern]]
    words = format.search_fold(asked.search).split()
    if words:
        text = rows[list(_SEARCHED)].fillna("").agg(" ".join, axis=1).map(format.search_fold)
        rows = rows[[all(word in line for word in words) for line in text]]
    return rows
