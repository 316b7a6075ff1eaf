"""From which cells do the figures at the top come?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import streamlit as st

import definition
from ui import components, data, format, labels
from ui.city.headline import GRANTS, NETWORKS
from ui.city.report import Report
from ui.components import Figure
from ui.rows import first
from ui.texts import language, t


def draw(report: Report) -> None:
    """Behind one button, read only when it is opened."""
    opened = st.popover(t("city.tile.origins"), type="tertiary", key="city_origins", on_change="rerun")
    if opened.open:
        with opened:
            components.source(report.submission_id, list(_figures(report)), key="city_origins_table")


def _figures(report: Report) -> Iterator[Figure]:
    plan = first(data.plan_progress(report.workshop, report.city))
    progress = format.percent(plan.plan_progress_pct, language(), 1)
    yield Figure(t("city.tile.plan"), _sheet("actions"), _cells(plan.progress_cells), progress)
    overdue = format.number(plan.overdue, language(), 0)
    yield Figure(t("city.tile.overdue"), _sheet("actions"), _cells(plan.overdue_cells), overdue)
    for code in (GRANTS, NETWORKS):
        row = first(data.indicator_value(report.workshop, report.city, code))
        about = definition.load().indicator(code)
        value = format.measure(row.actual, about, language())
        yield Figure(labels.indicator(code, language()), _sheet(row.sheet), _cells(row.source_cells), value)
    ties = data.sister_city(report.workshop, report.city)
    active = ties[ties["partnership_status"] == "active"]
    cells = "; ".join(active["partnership_status_cell"])
    yield Figure(t("city.tile.partnerships"), _sheet("sister_cities"), cells, str(len(active)))


def _sheet(key: str) -> str:
    return definition.load().workbook.sheet(key).name.tr  # as the file has it, whatever the language


def _cells(cells: Any) -> str:
    return "" if format.is_missing(cells) else str(cells)
