"""How many actions are there, and how many are late, done, dropped, without an owner or standing still?"""

from __future__ import annotations

from typing import Any

import streamlit as st

from ui import components, data, format, labels
from ui.action.asked import Asked
from ui.action.listing import changes_since_last_report, last_reports, listing
from ui.action.origins import origins
from ui.components import Tile


def draw(asked: Asked) -> None:
    """Of the chosen city or all of them; the other filters do not touch the tiles."""
    components.tiles(_tiles(asked.everything), key="action_tiles")


@st.cache_resource(max_entries=100, show_spinner=False)
def _tiles(asked: Asked) -> tuple[Tile, ...]:
    rows = listing(asked)
    plans = data.plan_progress(asked.workshop, asked.city)
    if plans.empty:
        return tuple(Tile(asked.say(f"tile.{name}"), format.no_data(asked.language)) for name in _NAMES)
    cancelled, removed = int(plans["cancelled"].sum()), len(removed_actions(asked))
    again = not set(plans["city"]).isdisjoint(last_reports(asked.workshop))
    first = "" if again else "_first"
    dropped = asked.say(f"dropped_note{first}", cancelled=cancelled, removed=removed)
    stale = int(rows["stale"].sum()) if again else None
    return (
        _tile(asked, "actions", int(plans["actions"].sum()), _behind(asked, len(plans))),
        _tile(asked, "overdue", int(plans["overdue"].sum()), _longest(asked, rows["days_overdue"].max())),
        _tile(asked, "completed", int(plans["completed"].sum()), ""),
        _tile(asked, "dropped", cancelled + removed, dropped),
        _tile(asked, "no_owner", int(rows["no_owner"].sum()), asked.say("no_owner_note")),
        _tile(asked, "stale", stale, asked.say(f"stale_note{first}")),
    )


_NAMES = ("actions", "overdue", "completed", "dropped", "no_owner", "stale")


def removed_actions(asked: Asked) -> list[str]:
    """The city of each action that was in the last report and is in this one no more."""
    changes = changes_since_last_report(asked.snapshot, asked.workshop)
    gone = changes[changes["kind"] == "removed"]
    return [str(city) for city in gone["city"] if asked.city in (None, city)]


def _tile(asked: Asked, name: str, number: int | None, note: str) -> Tile:
    return Tile(
        asked.say(f"tile.{name}"),
        format.number(number, asked.language, 0),
        note=note,
        help=asked.say(f"tile.{name}_help"),
        origins=origins(name, asked),
    )


def _longest(asked: Asked, days: Any) -> str:
    return (
        ""
        if days is None or days != days
        else asked.say("longest", days=format.number(days, asked.language, 0))
    )


def _behind(asked: Asked, reports: int) -> str:
    if asked.city:
        return labels.city(asked.city)
    expected = len(data.participation_state(asked.workshop))
    return labels.say("part.n_of_n", asked.language, n=reports, total=expected)
