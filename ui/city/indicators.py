"""Which indicators of the city are on target, and why not the others?"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Language
from ui import changes, components, data, format, labels
from ui.city import context
from ui.city.cards import Sent, card
from ui.city.look import mark
from ui.city.report import Report
from ui.labels import say
from ui.origin import Origins, origins
from ui.plain_table import Html
from ui.rows import first, rows
from ui.texts import language, t

_TRACED = {
    "baseline": "baseline",
    "actual": "actual",
    "target": "target",
    "gap": "gap",
    "achievement": "achievement_pct",
    "light": "light",
    "value_state": "value_state",
}


@dataclass(frozen=True, slots=True)
class Made:
    """All cards grouped by theme, and the same as a table."""

    cards: Html
    table: pd.DataFrame
    origins: Origins


def draw(report: Report) -> None:
    made = _made(data.snapshot_key(), report, language())
    st.html(made.cards)
    folded = st.expander(t("city.card.table"), key="city_indicators_table", on_change="rerun")
    if folded.open:
        with folded:
            file_name = f"gostergeler-{report.city}-{report.workshop}"
            components.show_table(
                made.table, key="city_indicators", file_name=file_name, origins=made.origins
            )
    context.draw(report)


@st.cache_resource(max_entries=300, show_spinner=False)
def _made(snapshot: str, report: Report, in_language: Language) -> Made:
    order = [i.code for i in definition.load().indicators]
    unordered = rows(data.indicator_achievement(report.workshop, report.city))
    found = sorted(unordered, key=lambda row: order.index(row.indicator))
    change = _changes(report)
    sent = _sent(report, in_language)
    themes = dict.fromkeys(definition.load().indicator(row.indicator).theme for row in found)
    parts = [_counts(found, in_language)]
    for theme in sorted(themes):
        own = [row for row in found if definition.load().indicator(row.indicator).theme == theme]
        drawn = (card(row, change.get(row.indicator), report.vs, sent, in_language) for row in own)
        name = escape(labels.choice("themes", theme, in_language))
        parts.append(f'<h3 class="theme">{name}</h3><div class="cards">{"".join(drawn)}</div>')
    return Made(Html("".join(parts)), *_table(found, change, report, in_language))


def _changes(report: Report) -> dict[str, Any]:
    if report.vs is None:
        return {}
    found = data.workshop_change(report.workshop, report.vs, report.city)
    return {row.indicator: row for row in rows(found)}


def _sent(report: Report, in_language: Language) -> Sent:
    row = first(data.submission(report.submission_id))
    return Sent(
        row.file_name, labels.person(row.who, in_language), format.moment(row.received_at, in_language)
    )


def _counts(found: list[Any], in_language: Language) -> str:
    """How many of each light, before the cards."""
    kinds = [(row.light, row.light_reason) for row in found]
    order = [(light.code, None) for light in definition.load().lights]
    reasons = dict.fromkeys(reason for light, reason in kinds if light is None)
    shown = []
    for light, reason in [*order, *((None, reason) for reason in reasons)]:
        n = sum(1 for k in kinds if k[0] == light and (light is not None or k[1] == reason))
        if n:
            shown.append(mark(labels.light_mark(light), f"{labels.light(light, reason, in_language)} {n}"))
    return f'<p style="display:flex;flex-wrap:wrap;gap:.3rem;margin:0 0 1.25rem">{"".join(shown)}</p>'


def _table(
    found: list[Any], change: dict[str, Any], report: Report, in_language: Language
) -> tuple[pd.DataFrame, Origins]:
    def head(name: str) -> str:
        return say(f"city.card.column.{name}", in_language)

    known = definition.load()
    shown = [
        {
            head("code"): row.indicator,
            head("name"): labels.indicator(row.indicator, in_language),
            head("unit"): labels.unit(row.indicator, in_language),
            head("baseline"): row.baseline,
            head("actual"): row.actual,
            head("target"): row.target,
            head("gap"): row.gap,
            head("achievement"): row.achievement_pct,
            head("light"): labels.light(row.light, row.light_reason, in_language),
            head("value_state"): labels.missing(row.value_state, in_language),
            head("change"): changes.moved(change.get(row.indicator), in_language).words if report.vs else "",
            head("method"): say(f"city.method.{row.method}", in_language),
            say("part.source_sheet", in_language): known.workbook.sheet(row.sheet).name.tr,
            say("part.source_cell", in_language): row.source_cells,
        }
        for row in found
    ]
    named = pd.DataFrame(found)
    traced = {head(name): column for name, column in _TRACED.items()}
    sources = dict(origins("indicator_achievement", named, traced))
    if report.vs:
        compared = named.assign(compared_workshop=report.vs)
        sources |= origins("workshop_change", compared, {head("change"): "change"})
    return pd.DataFrame(shown), sources
