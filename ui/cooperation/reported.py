"""Which challenges exactly, with which solutions, and from whom is support expected?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import components, data, labels
from ui.comparison.written import files, place
from ui.cooperation.asked import Asked
from ui.cooperation.marks import marked
from ui.format import sort_key
from ui.origin import Origins, origins
from ui.rows import rows
from ui.texts import t

_TRACED = {
    "category": "category",
    "challenge": "challenge",
    "severity": "severity",
    "solution": "solution",
    "solution_state": "solution_status",
    "support": "support_expected",
}


def draw(asked: Asked, categories: Sequence[str], severities: Sequence[str]) -> None:
    table, sources = _made(asked, tuple(categories), tuple(severities))
    st.subheader(t("cooperation.reported", n=len(table)), anchor="reported")
    name = f"zorluklar-{asked.workshop}"
    components.show_table(table, key="challenge_list", file_name=name, origins=sources)


@st.cache_resource(max_entries=100, show_spinner=False)
def _made(
    asked: Asked, categories: tuple[str, ...], severities: tuple[str, ...]
) -> tuple[pd.DataFrame, Origins]:
    found = data.challenge(asked.workshop)
    if categories:
        found = found[found["category"].isin(categories)]
    if severities:
        found = found[found["severity"].isin(severities)]
    return made(found, asked)


def made(found: pd.DataFrame, asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row a challenge, those of a kind together."""
    found = found.assign(
        kind=[labels.choice("challenge_categories", code, asked.language) for code in found["category"]],
        name=found["city"].map(labels.city),
    ).sort_values(["kind", "name"], key=lambda words: words.map(sort_key), kind="stable")
    lines = [_line(row, asked) for row in rows(found)]
    names = (
        *("category", "city", "challenge", "severity", "solution_state", "solution", "support"),
        "source",
    )
    table = pd.DataFrame(lines, columns=asked.heads(names))
    traced = {asked.say(f"column.{name}"): column for name, column in _TRACED.items()}
    return table, origins("challenge", found, traced)


def _line(row: Any, asked: Asked) -> tuple[Any, ...]:
    return (
        row.kind,
        row.name,
        row.challenge,
        marked("severities", row.severity, asked.language),
        marked("solution_statuses", row.solution_status, asked.language),
        row.solution,
        row.support_expected,
        place(files().get(row.submission_id), "challenges", row.challenge_cell),
    )
