"""Where does the whole group stand, in six figures?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

import definition
from definition import Language
from ui import components, data, format
from ui.components import Tile
from ui.labels import say
from ui.overview.group import Group
from ui.texts import language

PLAN, GRANTS = "EYL-01", "FON-04"


def draw(workshop: str, vs: str | None) -> None:
    """The tiles: figure, change since the compared workshop, and how many cities stand behind it."""
    components.tiles(tiles(data.snapshot_key(), workshop, vs, language()), key="overview_tiles")


@st.cache_resource(max_entries=100, show_spinner=False)
def tiles(snapshot: str, workshop: str, vs: str | None, language: Language) -> tuple[Tile, ...]:
    group = Group(workshop, vs, language)
    return tuple(make(group) for make in _SIX)


def _plan(group: Group) -> Tile:
    return Tile(
        group.say("plan"),
        format.percent(group.now.plan_progress_pct, group.language),
        series=group.past(PLAN),
        help=group.say("plan_help"),
        origins=(group.origin("plan_progress_pct"),),
        **group.moved(group.change(PLAN), group.now.plan_progress_cities),
    )


def _overdue(group: Group) -> Tile:
    return Tile(
        group.say("overdue"),
        group.number(group.now.overdue),
        series=group.past_summary("overdue", group.now.overdue),
        help=group.say("overdue_help"),
        origins=(group.origin("overdue"),),
        **group.moved(group.summary("overdue"), group.now.cities_submitted, unit=""),
    )


def _on_track(group: Group) -> Tile:
    lit = group.say(
        "lights",
        n=group.number(group.now.indicators_on_track),
        of=group.number(group.now.indicators_with_light),
    )
    known = not format.is_missing(group.now.on_track_share_pct)
    return Tile(
        group.say("on_track"),
        format.percent(group.now.on_track_share_pct, group.language),
        series=group.past_summary("on_track_share_pct", group.now.on_track_share_pct),
        help=group.say("on_track_help"),
        origins=(group.origin("on_track_share_pct"),),
        **group.moved(
            group.summary("on_track_share_pct"),
            group.now.cities_submitted,
            unit=say("change.points", group.language),
            said=lit if known else "",
        ),
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
        origins=(group.origin("cities_submitted"),),
    )


def _grants(group: Group) -> Tile:
    return Tile(
        group.say("grants"),
        group.number(group.now.grants_keur),
        series=group.past(GRANTS),
        help=group.say("grants_help"),
        origins=(group.origin("grants_keur"),),
        **group.moved(group.change(GRANTS), group.now.grants_cities, unit=""),
    )


def _partnerships(group: Group) -> Tile:
    return Tile(
        group.say("partnerships"),
        group.number(group.now.active_partnerships),
        series=group.past_summary("active_partnerships", group.now.active_partnerships),
        help=group.say("partnerships_help"),
        origins=(group.origin("active_partnerships"),),
        **group.moved(group.summary("active_partnerships"), group.now.partnership_cities, unit=""),
    )


_SIX: Sequence[Callable[[Group], Tile]] = (_plan, _overdue, _on_track, _submissions, _grants, _partnerships)
