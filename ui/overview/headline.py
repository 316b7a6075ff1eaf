"""Where does the whole group stand, in six figures?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

import definition
from definition import Language
from ui import changes, components, data, filters, format, labels
from ui.components import Tile
from ui.labels import say
from ui.rows import first
from ui.texts import language

PLAN, OVERDUE, GRANTS = "EYL-01", "EYL-02", "FON-04"


def draw(workshop: str, vs: str | None) -> None:
    """The tiles: figure, change since the compared workshop, and how many cities stand behind it."""
    components.tiles(_tiles(data.snapshot_key(), workshop, vs, language()), key="overview_tiles")


@st.cache_resource(max_entries=100, show_spinner=False)
def _tiles(snapshot: str, workshop: str, vs: str | None, language: Language) -> tuple[Tile, ...]:
    group = _Group(workshop, vs, language)
    return tuple(make(group) for make in _SIX)


@dataclass(frozen=True, slots=True)
class _Group:
    """The summary of one workshop and its past, as the tiles need it."""

    workshop: str
    vs: str | None
    language: Language

    @property
    def now(self) -> Any:
        return self.at(self.workshop)

    def at(self, workshop: str) -> Any:
        return first(data.workshop_summary(workshop))

    def say(self, key: str, **places: object) -> str:
        return say(f"overview.tile.{key}", self.language, **places)

    def number(self, value: float | None) -> str:
        return format.number(value, self.language, 0)

    def of_cities(self, cities: float) -> str:
        total = self.number(self.now.cities_expected)
        words = say("part.n_of_n", self.language, n=self.number(cities), total=total)
        return words.replace(" ", "\u00a0")

    def change(self, indicator: str) -> Any:
        """The row of group_change; None without a compared workshop."""
        if self.vs is None:
            return None
        return first(data.group_change(self.workshop, self.vs, indicator))

    def past(self, indicator: str) -> list[float | None]:
        """The figure at each earlier workshop, oldest first, over the cities counted in both; then now."""
        earlier = reversed(filters.earlier_workshops(self.workshop))
        pairs = (data.group_change(self.workshop, w.code, indicator) for w in earlier)
        before = [None if rows.empty else rows.iloc[0]["compared_value"] for rows in pairs]
        today = data.group_figure(self.workshop, indicator)
        return [*before, None if today.empty else today.iloc[0]["value"]]

    def moved(
        self, row: Any, cities: float, *, unit: str | None = None, about: str = "", said: str = ""
    ) -> dict[str, Any]:
        """What a tile says of change. `about`: key of a sentence around it; `said`: what stands before n of N."""
        before = [said] if said else []
        if self.vs is None:
            return {"note": " · ".join([*before, self.of_cities(cities)])}
        move = changes.moved(row, self.language, 0, unit=unit)
        words = self.say(about, change=move.words) if about and move.rising is not None else move.words
        note = [*before, changes.since(self.vs, self.language), self.of_cities(cities)]
        if row is not None and row.cities != cities:
            note.append(self.say("both", cities=self.number(row.cities)))
        return {"change": words, "rising": move.rising, "better": move.better, "note": " · ".join(note)}

    def earlier(self, words: Callable[[Any], str], cities: str = "") -> str:
        """What the compared workshop showed, and over how many cities (a column of the summary)."""
        if self.vs is None:
            return ""
        then = self.at(self.vs)
        said = f"{labels.workshop_short(self.vs, self.language)}: {words(then)}"
        return f"{said} ({self.say('of_cities', n=self.number(getattr(then, cities)))})" if cities else said

    def summed(self, column: str) -> list[float | None]:
        earlier = reversed(filters.earlier_workshops(self.workshop))
        return [getattr(self.at(code), column) for code in (*(w.code for w in earlier), self.workshop)]


def _plan(group: _Group) -> Tile:
    return Tile(
        group.say("plan"),
        format.percent(group.now.plan_progress_pct, group.language),
        series=group.past(PLAN),
        help=group.say("plan_help"),
        **group.moved(group.change(PLAN), group.now.plan_progress_cities),
    )


def _overdue(group: _Group) -> Tile:
    return Tile(
        group.say("overdue"),
        group.number(group.now.overdue),
        series=group.past(OVERDUE),
        help=group.say("overdue_help"),
        **group.moved(group.change(OVERDUE), group.now.cities_submitted, about="overdue_share"),
    )


def _on_track(group: _Group) -> Tile:
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


def _submissions(group: _Group) -> Tile:
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


def _grants(group: _Group) -> Tile:
    return Tile(
        group.say("grants"),
        group.number(group.now.grants_keur),
        series=group.past(GRANTS),
        help=group.say("grants_help"),
        **group.moved(group.change(GRANTS), group.now.grants_cities, unit=""),
    )


def _partnerships(group: _Group) -> Tile:
    def shown(row: Any) -> str:
        return group.number(row.active_partnerships)

    return Tile(
        group.say("partnerships"),
        shown(group.now),
        change=group.earlier(shown, "partnership_cities"),
        note=group.of_cities(group.now.partnership_cities),
        help=group.say("partnerships_help"),
    )


_SIX: Sequence[Callable[[_Group], Tile]] = (_plan, _overdue, _on_track, _submissions, _grants, _partnerships)
