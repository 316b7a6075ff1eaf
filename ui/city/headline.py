"""Where does the city stand, in six figures?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Language
from ui import changes, components, data, filters, format, labels
from ui.city.report import Report
from ui.components import Tile
from ui.labels import say
from ui.texts import language

PLAN, OVERDUE, GRANTS, NETWORKS = "EYL-01", "EYL-02", "FON-04", "AGT-01"


def draw(report: Report) -> None:
    """Only for a report that counts: a draft enters no figure."""
    key = (data.snapshot_key(), report, language())
    components.tiles(_tiles(*key), key="city_tiles")


@st.cache_resource(max_entries=300, show_spinner=False)
def _tiles(_snapshot: str, report: Report, in_language: Language) -> tuple[Tile, ...]:
    figures = _Figures(report, in_language)
    return (
        _plan(figures),
        _overdue(figures),
        _on_track(figures),
        figures.indicator(GRANTS, "grants", unit=False),
        _partnerships(figures),
        figures.indicator(NETWORKS, "networks", unit=False),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """The city's rows, as the tiles need them."""

    report: Report
    language: Language

    def say(self, key: str, **places: object) -> str:
        return say(f"city.tile.{key}", self.language, **places)

    def number(self, value: float | None) -> str:
        return format.number(value, self.language, 0)

    @property
    def plan(self) -> Any:
        return next(data.plan_progress(self.report.workshop, self.report.city).itertuples())

    @property
    def indicators(self) -> pd.DataFrame:
        return data.indicator_achievement(self.report.workshop, self.report.city)

    def past(self, code: str) -> list[float | None]:
        """The value at each workshop up to this one, oldest first; those with other months are left out."""
        about = definition.load().indicator(code)
        here = definition.load().workshop(self.report.workshop)
        known = data.indicator_value(city=self.report.city, indicator=code).set_index("workshop")["actual"]
        shown = [*reversed(filters.earlier_workshops(here.code)), here]
        if about.kind == "flow":
            shown = [w for w in shown if w.period_end.year == here.period_end.year or w.code == here.code]
        return [known.get(w.code) for w in shown]

    def moved(self, code: str, *, unit: bool = True, about: str = "") -> dict[str, Any]:
        """The part of a tile that speaks of change. `about`: key of a sentence around it."""
        if self.report.vs is None:
            return {}
        rows = data.workshop_change(self.report.workshop, self.report.vs, self.report.city, code)
        move = changes.moved(next(rows.itertuples(), None), self.language, 0, with_unit=unit)
        words = self.say(about, change=move.words) if about and move.rising is not None else move.words
        return {"change": words, "rising": move.rising, "better": move.better}

    def note(self, *more: str) -> str:
        vs = self.report.vs
        return " · ".join([*([changes.since(vs, self.language)] if vs else []), *more])

    def median(self, code: str) -> str:
        group = data.group_figure(self.report.workshop, code).iloc[0]
        value = format.percent(group["median"], self.language)
        return labels.say("chart.median_value", self.language, value=value)

    def indicator(self, code: str, key: str, *, unit: bool) -> Tile:
        row: Any = next(self.indicators[self.indicators["indicator"] == code].itertuples())
        missing = labels.missing(row.value_state, self.language) if format.is_missing(row.actual) else ""
        return Tile(
            self.say(key),
            missing or format.number(row.actual, self.language),
            series=self.past(code),
            note=self.note(
                *([self.say("target", value=self.number(row.target))] * (row.target == row.target))
            ),
            **self.moved(code, unit=unit),
        )


def _plan(figures: _Figures) -> Tile:
    return Tile(
        figures.say("plan"),
        format.percent(figures.plan.plan_progress_pct, figures.language),
        series=figures.past(PLAN),
        note=figures.note(figures.median(PLAN)),
        help=figures.say("plan_help"),
        **figures.moved(PLAN),
    )


def _overdue(figures: _Figures) -> Tile:
    of = figures.say("of_actions", n=figures.number(figures.plan.counted_actions))
    return Tile(
        figures.say("overdue"),
        figures.number(figures.plan.overdue),
        series=figures.past(OVERDUE),
        note=figures.note(of),
        help=figures.say("overdue_help"),
        **figures.moved(OVERDUE, about="overdue_share"),
    )


def _on_track(figures: _Figures) -> Tile:
    lights = figures.indicators["light"]
    on, behind, lit = (
        int(n) for n in ((lights == "on_track").sum(), (lights == "behind").sum(), lights.count())
    )
    return Tile(
        figures.say("on_track"),
        f"{on} / {lit}" if lit else format.no_data(figures.language),
        note=figures.say("behind", n=behind) if lit else "",
        help=figures.say("on_track_help"),
    )


def _partnerships(figures: _Figures) -> Tile:
    rows = data.sister_city(figures.report.workshop, figures.report.city)
    active = int((rows["partnership_status"] == "active").sum())
    return Tile(
        figures.say("partnerships"),
        format.no_data(figures.language) if rows.empty else figures.number(active),
        note="" if rows.empty else figures.say("of_ties", n=figures.number(len(rows))),
        help=figures.say("partnerships_help"),
    )
