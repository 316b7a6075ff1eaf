"""How does each action of the plan stand, declared by the city and computed by us?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import definition
from definition import Language
from ui import charts, components, data, format, labels
from ui.city import shares
from ui.city.look import bar, mark
from ui.city.report import Report
from ui.labels import say
from ui.origin import Origins, origins
from ui.plain_table import Cell, Html, table, with_remark
from ui.rows import rows
from ui.texts import language, t
from ui.today import today

_TRACED = (
    "action_name",
    "theme",
    "status",
    "start_date",
    "end_date",
    "progress_pct",
    "weight",
    "responsible_unit",
    "indicator_code",
    "budget_try",
    "deviation_reason",
)
_COLUMNS = ("action", "status", "computed", "dates", "progress", "unit", "indicator")


@dataclass(frozen=True, slots=True)
class Made:
    """Everything the tab shows, made once for each snapshot, report and language."""

    bars: Html
    counts: pd.DataFrame
    rows: Html
    timeline: go.Figure
    table: pd.DataFrame
    origins: Origins


def draw(report: Report) -> None:
    """Bars, the list with both statuses, the timeline. Works for a draft too."""
    made = _made(data.snapshot_key(), report, today(), language())
    if made.table.empty:
        components.empty_state(t("city.action.none"))
        return
    st.html(made.bars)
    counts = st.popover(t("city.share.numbers"), type="tertiary", key="city_shares", on_change="rerun")
    if counts.open:
        with counts:
            components.show_table(made.counts, key="city_shares_table", file_name=f"durum-{report.city}")
    st.subheader(t("city.action.title"), anchor="actions")
    st.html(Html(f'<div class="acts">{made.rows}</div>'))
    st.subheader(t("city.action.timeline"), anchor="timeline")
    file_name = f"eylemler-{report.city}-{report.workshop}"
    components.chart_with_table(
        made.timeline,
        made.table,
        key="city_timeline",
        file_name=file_name,
        origins=made.origins,
        wide=True,
    )


@st.cache_resource(max_entries=300, show_spinner=False)
def _made(snapshot: str, report: Report, day: date, in_language: Language) -> Made:
    found = data.submission_action(report.submission_id)
    bars = shares.shares(found, _changed(report), in_language)
    workshop = definition.load().workshop(report.workshop)
    heads = [say(f"city.action.column.{name}", in_language) for name in _COLUMNS]
    shown = table(
        heads, [_row(row, in_language) for row in rows(found)], say("city.action.title", in_language)
    )
    figure = charts.gantt(found, in_language, period_end=workshop.period_end, today=day)
    return Made(
        shares.html(bars), shares.table(bars, in_language), shown, figure, *_table(found, in_language)
    )


def _changed(report: Report) -> pd.DataFrame | None:
    """What moved since the compared workshop; None where the city has nothing to compare with."""
    if report.vs is None or not report.counted:
        return None
    return data.action_change(report.workshop, report.vs, report.city)


def _row(row: Any, in_language: Language) -> list[Cell]:
    """`row`: of submission_action."""
    theme = labels.choice("themes", row.theme, in_language)
    return [
        with_remark(f"{row.action_code} {row.action_name}", theme),
        mark(labels.status_mark(row.status), labels.status(row.status, in_language)),
        _computed(row, in_language),
        Html(f"{format.day(row.start_date, in_language)} –<br>{format.day(row.end_date, in_language)}"),
        _progress(row, in_language),
        "" if format.is_missing(row.responsible_unit) else str(row.responsible_unit),
        _indicator(row, in_language),
    ]


def _computed(row: Any, in_language: Language) -> Html:
    """The computed status, its reason in one sentence, and what the city says about it."""
    badge = mark(labels.status_mark(row.computed_status), labels.status(row.computed_status, in_language))
    said = [say(f"status.reason.{row.status_reason}", in_language)]
    if row.overdue:
        said = [said[0], format.late(row.days_overdue, in_language) + "."]
    if not format.is_missing(row.deviation_reason):
        said.append(say("city.action.says", in_language, reason=row.deviation_reason))
    return Html(f"{badge}<br><small>{escape(' '.join(said))}</small>")


def _progress(row: Any, in_language: Language) -> Html:
    words = escape(format.percent(row.progress_pct, in_language))
    if format.is_missing(row.progress_pct):
        return Html(words)
    drawn = bar(labels.status_mark(row.computed_status), row.progress_pct)
    return Html(f'<div class="pr"><span>{words}</span>{drawn}</div>')


def _indicator(row: Any, in_language: Language) -> Html:
    if format.is_missing(row.indicator):
        return Html("")
    name = labels.indicator(row.indicator, in_language)
    return Html(f'<abbr title="{escape(name)}" style="text-decoration:none">{escape(row.indicator)}</abbr>')


def _table(found: pd.DataFrame, in_language: Language) -> tuple[pd.DataFrame, Origins]:
    """For the table behind the timeline and its download: every column of the sheet and what we compute."""
    sheet = definition.load().workbook.sheet("actions")

    def head(key: str) -> str:
        return sheet.column(key).header[in_language]

    def status(code: str) -> str:
        return labels.status(code, in_language)

    shown = {
        head("action_code"): found["action_code"],
        head("action_name"): found["action_name"],
        head("theme"): found["theme"].map(lambda code: labels.choice("themes", code, in_language)),
        head("status"): found["status"].map(status),
        say("city.action.column.computed", in_language): found["computed_status"].map(status),
        say("city.action.column.reason", in_language): found["status_reason"].map(
            lambda code: say(f"status.reason.{code}", in_language)
        ),
        head("start_date"): found["start_date"],
        head("end_date"): found["end_date"],
        head("progress_pct"): found["progress_pct"],
        head("weight"): found["weight"],
        head("responsible_unit"): found["responsible_unit"],
        head("indicator_code"): found["indicator"],
        head("budget_try"): found["budget_try"],
        head("deviation_reason"): found["deviation_reason"],
        say("part.source_cell", in_language): found["progress_pct_cell"],
    }
    traced = {head(key): "indicator" if key == "indicator_code" else key for key in _TRACED}
    traced[say("city.action.column.computed", in_language)] = "computed_status"
    traced[say("city.action.column.reason", in_language)] = "status_reason"
    return pd.DataFrame(shown), origins("submission_action", found, traced)
