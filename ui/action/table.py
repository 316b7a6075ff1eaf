"""Which actions exactly? Declared beside computed status, with the reason and the cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import components, data, format, labels
from ui.action.asked import Asked, theme
from ui.action.listing import listing
from ui.labels import say
from ui.origin import Origins, origins
from ui.texts import t

_TRACED = {
    "action": "action_name",
    "declared": "status",
    "computed": "computed_status",
    "reason": "status_reason",
    "progress": "progress_pct",
    "start": "start_date",
    "end": "end_date",
    "days_overdue": "days_overdue",
    "unit": "responsible_unit",
    "deviation": "deviation_reason",
    "theme": "theme",
    "indicator": "indicator",
}


def draw(asked: Asked) -> None:
    percent = "%%%d" if asked.language == "tr" else "%d%%"
    shown, sources = table(asked)
    components.show_table(
        shown,
        key="action_table",
        file_name=asked.file_name,
        columns={
            t("actions.column.action"): st.column_config.TextColumn(width="medium"),
            t("actions.column.unit"): st.column_config.TextColumn(width="medium"),
            t("actions.column.days_overdue"): st.column_config.NumberColumn(format="localized", width=110),
            t("actions.column.progress"): st.column_config.ProgressColumn(
                format=percent, min_value=0, max_value=100, width="small"
            ),
        },
        origins=sources,
    )


@st.cache_resource(max_entries=200, show_spinner=False)
def table(asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row an action that the filters leave; what one looks for first stands in front."""
    rows = listing(asked)
    language = asked.language
    files = data.submission_latest(workshop=asked.workshop).set_index("city")["file_name"]
    shown: dict[str, Any] = {
        "city": rows["name"],
        "code": rows["action_code"],
        "action": rows["action_name"],
        "declared": [status(code, asked) for code in rows["status"]],
        "computed": [status(code, asked) for code in rows["computed_status"]],
        "days_overdue": rows["days_overdue"]
        .astype(float)
        .mask(~rows["overdue"] & rows["end_date"].notna(), 0),
        "unit": rows["responsible_unit"],
        "end": rows["end_date"],
        "progress": rows["progress_pct"],
        "reason": [say(f"status.reason.{code}", language) for code in rows["status_reason"]],
        "start": rows["start_date"],
        "remark": [_remark(row, asked) for row in rows.itertuples()],
        "deviation": rows["deviation_reason"],
        "theme": [theme(code, language) for code in rows["theme"]],
        "indicator": rows["indicator"],
        "file": rows["city"].map(files),
        "cells": _cells(rows),
    }
    traced = {asked.say(f"column.{name}"): column for name, column in _TRACED.items()}
    made = pd.DataFrame({asked.say(f"column.{name}"): values for name, values in shown.items()})
    return made, origins("action_status", rows, traced)


def status(code: str, asked: Asked) -> str:
    """Symbol and word."""
    if format.is_missing(code):
        return format.no_data(asked.language)
    return f"{labels.status_mark(code).symbol} {labels.status(code, asked.language)}"


def _remark(row: Any, asked: Asked) -> str:
    found = [concern for concern in ("no_owner", "stale") if getattr(row, concern)]
    return ", ".join(asked.say(f"concern.{concern}") for concern in found)


def _cells(rows: pd.DataFrame) -> list[str]:
    """Status, progress and end date: what the computed status rests on."""
    triples = zip(rows["status_cell"], rows["progress_pct_cell"], rows["end_date_cell"], strict=True)
    return ["; ".join(cell for cell in triple if not format.is_missing(cell)) for triple in triples]
