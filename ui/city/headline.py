"""Where does the city stand, in six figures?"""

from __future__ import annotations

import streamlit as st

from definition import Language
from ui import components, data, format
from ui.city.figures import Figures
from ui.city.report import Report
from ui.components import Tile
from ui.texts import language

PLAN, OVERDUE, GRANTS, NETWORKS = "EYL-01", "EYL-02", "FON-04", "AGT-01"


def draw(report: Report) -> None:
    """Only for a report that counts: a draft enters no figure."""
    key = (data.snapshot_key(), report, language())
    components.tiles(tiles(*key), key="city_tiles")


@st.cache_resource(max_entries=300, show_spinner=False)
def tiles(snapshot: str, report: Report, in_language: Language) -> tuple[Tile, ...]:
    figures = Figures(report, in_language)
    return (
        _plan(figures),
        _overdue(figures),
        _on_track(figures),
        figures.indicator(GRANTS, "grants", unit=""),
        _partnerships(figures),
        figures.indicator(NETWORKS, "networks", unit=""),
    )


def _plan(figures: Figures) -> Tile:
    return Tile(
        figures.say("plan"),
        format.percent(figures.plan.plan_progress_pct, figures.language),
        series=figures.past(PLAN),
        note=figures.note(figures.median(PLAN)),
        help=figures.say("plan_help"),
        origins=(figures.of_plan("plan_progress_pct"),),
        **figures.moved(PLAN),
    )


def _overdue(figures: Figures) -> Tile:
    of = figures.say("of_actions", n=figures.number(figures.plan.counted_actions))
    return Tile(
        figures.say("overdue"),
        figures.number(figures.plan.overdue),
        series=figures.past(OVERDUE),
        note=figures.note(of),
        help=figures.say("overdue_help"),
        origins=(figures.of_plan("overdue"),),
        **figures.moved(OVERDUE, about="overdue_share"),
    )


def _on_track(figures: Figures) -> Tile:
    past = [figures.lights(w.code) for w in figures.workshops]
    on, behind, lit = past[-1]
    return Tile(
        figures.say("on_track"),
        _of(on, lit, figures.language),
        change=figures.before(
            lambda code: _of(figures.lights(code)[0], figures.lights(code)[2], figures.language)
        ),
        series=[None if not of else n for n, _, of in past],
        note=figures.say("behind", n=behind) if lit else "",
        help=figures.say("on_track_help"),
        origins=(figures.origin("indicator_achievement", "light"),),
    )


def _of(n: int, of: int, language: Language) -> str:
    return f"{n}\u00a0/\u00a0{of}" if of else format.no_data(language)


def _partnerships(figures: Figures) -> Tile:
    active, ties = figures.ties(figures.report.workshop)
    return Tile(
        figures.say("partnerships"),
        figures.number(active),
        change=figures.before(lambda code: figures.number(figures.ties(code)[0])),
        series=[figures.ties(w.code)[0] for w in figures.workshops],
        note=figures.say("of_ties", n=figures.number(ties)) if ties else "",
        help=figures.say("partnerships_help"),
        origins=(figures.origin("sister_city", "partnership_status"),),
    )
