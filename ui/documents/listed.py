"""How do actions and indicators divide, and what changed in them? For all cities or for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from definition import Language
from ui import data, labels
from ui.action import table as action_table
from ui.action.asked import Asked as ActionsAsked
from ui.action.division import division
from ui.action.listing import listing
from ui.comparison import heat
from ui.comparison.advances import actions, lights
from ui.comparison.asked import Asked
from ui.comparison.corrected import corrected
from ui.comparison.group import group
from ui.comparison.replanned import replanned
from ui.documents import charted
from ui.documents.pack import Table, Wanted
from ui.format import sort_key
from ui.labels import say
from ui.theme import LIGHT

_CHANGES: dict[str, Callable[[Asked, str | None], tuple[pd.DataFrame, object]]] = {
    "actions": actions,
    "lights": lights,
    "replanned": replanned,
    "corrected": corrected,
}


def counts(asked: Asked, city: str | None, absent: str, wanted: Wanted) -> Iterator[Table]:
    """Actions by status and indicators by light: a row a city, of one city a row a theme."""
    if not listing(_actions(city, wanted)).empty:
        yield charted.status_chart(statuses(city, wanted), absent, wanted)
        lit = divided(asked, city)
        finding = _parts(lit, wanted.language)
        title = say(f"pack.lit{'_theme' if city else ''}", wanted.language)
        yield charted.light_chart(Table("lit", title, lit, finding), absent, wanted)


def statuses(city: str | None, wanted: Wanted) -> Table:
    frame = division(_actions(city, wanted))[1]
    frame = frame if city else wanted.of_peers(frame)
    title = say(f"pack.statuses{'_theme' if city else ''}", wanted.language)
    return Table("statuses", title, frame, _parts(frame, wanted.language))


def divided(asked: Asked, city: str | None) -> pd.DataFrame:
    """How many indicators have which light, counted in the table that the comparison shows."""
    frame = heat.table(asked, "own")[0]
    by, light = (asked.say(f"column.{name}") for name in ("theme" if city else "city", "light"))
    named = asked.say("column.city")
    frame = frame[frame[named].isin({labels.city(city)} if city else _counted(asked))]
    names = [labels.light(code, None, asked.language) for code in LIGHT]
    unlit = say("pack.unlit", asked.language)
    found = frame.assign(**{light: frame[light].where(frame[light].isin(names), unlit)})
    wide = pd.crosstab(found[by], found[light]).reindex(columns=[*names, unlit], fill_value=0)
    wide = wide.loc[sorted(wide.index, key=sort_key)].rename_axis(columns=None)
    return wide.reset_index()


def _counted(asked: Asked) -> set[str]:
    """The names of the cities whose reports count."""
    states = data.participation_state(asked.workshop)
    return {labels.city(str(code)) for code in states.loc[states["submitted"], "city"]}


def lists(asked: Asked, city: str | None, wanted: Wanted) -> Iterator[Table]:
    """What is late, what became of every indicator of the group, and the lists of what changed."""
    yield of_actions("late", city, wanted)
    if asked.vs is None:
        return
    if city is None:
        frame = group(asked)[0]
        yield Table("group", say("pack.group", wanted.language), frame, _ways("group", frame, asked))
    for key, made in _CHANGES.items():
        frame = wanted.of_peers(made(asked, city)[0])
        yield Table(key, say(f"compare.list.{key}", wanted.language), frame, _ways(key, frame, asked))


def of_actions(key: str, city: str | None, wanted: Wanted) -> Table:
    """`late`: those that are overdue, with what a slide has room for. `plan`: all, with everything."""
    asked = _actions(city, wanted, "overdue" if key == "late" else None)
    frame = wanted.of_peers(action_table.table(asked)[0])
    if key == "late":
        frame = frame[[asked.say(f"column.{name}") for name in _LATE]]
    finding = say("pack.finding.late", wanted.language, n=len(frame))
    return Table(key, say(f"pack.{key}", wanted.language), frame, finding, shown=key == "late")


_LATE = ("city", "code", "action", "unit", "days_overdue", "deviation")


def _actions(city: str | None, wanted: Wanted, concern: str | None = None) -> ActionsAsked:
    return ActionsAsked(wanted.workshop, city, (), (), concern, "", wanted.language, wanted.snapshot)


def _parts(frame: pd.DataFrame, language: Language) -> str:
    """ "92 · Tamamlandı 30 · Devam ediyor 40 …": every column's total, after all of them together."""
    totals = frame.iloc[:, 1:].sum()
    return " · ".join(f"{name} {int(n)}" for name, n in totals.items() if n)


def _ways(key: str, frame: pd.DataFrame, asked: Asked) -> str:
    """How many there are, and which way they went where that can be told."""
    way = asked.say("column.direction")
    said = frame[way] if way in frame else pd.Series(dtype=str)
    better, worse = (int((said == asked.say(name)).sum()) for name in ("better", "worse"))
    return say(f"pack.finding.{key}", asked.language, n=len(frame), better=better, worse=worse)
