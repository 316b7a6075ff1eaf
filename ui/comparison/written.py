"""How are stored values, cells and names written in the lists of changes?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

import definition
from definition import Language
from ui import data, format, labels

_DAYS = frozenset({"end_date", "start_date"})
_PERCENT = frozenset({"progress", "progress_pct"})
_NUMBERS = frozenset({"baseline", "target", "actual", "budget_try", "weight"})


def written(kind: str, stored: Any, language: Language) -> str:
    """A stored text (code, number with a point, ISO date) as people read it; empty where nothing stood."""
    if format.is_missing(stored):
        return "–"
    text = str(stored)
    if kind in _DAYS:
        return format.day(date.fromisoformat(text[:10]), language)
    if kind in _PERCENT:
        return format.percent(float(text), language)
    if kind in _NUMBERS:
        return format.number(float(text), language)
    if kind == "status":
        return labels.status(text, language)
    if kind == "missing_reason":
        return labels.missing(text, language)
    return labels.choice("themes", text, language) if kind == "theme" else text


def column_name(sheet: str, column: str, language: Language) -> str:
    """The header in the workbook, without the mark of an essential column."""
    columns = definition.load().workbook.sheet(sheet).columns
    return next(c.header[language] for c in columns if c.key == column).rstrip(" *")


def place(file_name: object, sheet: str, cell: object) -> str:
    """ "izmir.xlsx · Eylemler!G7": the sheet as it is named in the file, in Turkish."""
    if format.is_missing(cell):
        return "" if format.is_missing(file_name) else str(file_name)
    return f"{file_name} · {definition.load().workbook.sheet(sheet).name.tr}!{cell}"


def files() -> Mapping[str, str]:
    """The file name of each submission."""
    return _files(data.snapshot_key())


@st.cache_resource(max_entries=10, show_spinner=False)
def _files(snapshot: str) -> Mapping[str, str]:
    found = data.submission_state()
    return dict(zip(found["submission_id"], found["file_name"], strict=True))
