"""Where does the whole group stand, in six figures?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

import definition
from definition import Language
from ui import components, data, format
from ui.components import Tile
from ui.overview.group import Group
from ui.texts import language

PLAN, OVERDUE, GRANTS = "EYL-01", "EYL-02", "FON-04"


def draw(workshop: str, vs: str | None) -> None:
    """The tiles: figure, change since the compared workshop, and how many cities stand behind it."""
    components.tiles(_tiles(data.snapshot_key(), workshop, vs, language()), key="overview_tiles")


@st.cache_resource(max_entries=100, show_spinner=False)
def _tiles(snapshot: str, workshop: str, vs: str | None, language: Language) -> tuple[Tile, ...]:
    group = Group(workshop, vs, language)
    return tuple(make(group) for make in _SIX)


def _plan(group: Group) -> Tile:
    return Tile(
        group.say("plan"),
        format.percent(group.now.plan_progress_pct, group.language),
        series=group.past(PLAN),
        help=group.say("plan_help"),
        **group.moved(group.change(PLAN), group.now.plan_progress_cities),
    )


def _overdue(group: Group) -> Tile:
    return Tile(
        group.say("overdue"),
        group.number(group.now.overdue),
        series=group.past(OVERDUE),
        help=group.say("overdue_help"),
        **group.moved(group.change(OVERDUE), group.now.cities_submitted, about="overdue_share"),
    )


def _on_track(group: Group) -> Tile:
    def shown(row: Any) -> str:
        return format.percent(row.on_track_share_pct, group.language)

    lit = group.say(
        "lights",
        n=group.number(group.now.indicators_on_track),
        of=group.number(group.now.indicators_with_light),
    )
    known = not format.is_missing(group.now.on_track_share_pct)
    return Tile(
        group.say("on_track"),
        shown(group.now),
        change=group.earlier(shown, "cities_submitted"),
        note=" · ".join([lit] * known + [group.of_cities(group.now.cities_submitted)]),
        help=group.say("on_track_help"),
    )


def _submissions(group: Group) -> Tile:
    def shown(row: Any) -> str:
        return f"{group.number(row.cities_submitted)}\u00a0/\u00a0{group.number(row.cities_expected)}"

    deadline = definition.load().workshop(group.workshop).deadline
    return Tile(
        group.say("submissions"),
        shown(group.now),
        change=group.earlier(shown),
        series=group.summed("cities_submitted") if group.vs else (),
        note=group.say("deadline", date=format.day(deadline, group.language)),
        help=group.say("submissions_help"),
    )


def _grants(group: Group) -> Tile:
    return Tile(
        group.say("grants"),
        group.number(group.now.grants_keur),
        series=group.past(GRANTS),
        help=group.say("grants_help"),
        **group.moved(group.change(GRANTS), group.now.grants_cities, unit=""),
    )


def _partnerships(group: Group) -> Tile:
    def shown(row: Any) -> str:
        return group.number(row.active_partnerships)

    return Tile(
        group.say("partnerships"),
        shown(group.now),
        change=group.earlier(shown, "partnership_cities"),
        note=group.of_cities(group.now.partnership_cities),
        help=group.say("partnerships_help"),
    )


_SIX: Sequence[Callable[[Group], Tile]] = (_plan, _overdue, _on_track, _submissions, _grants, _partnerships)
