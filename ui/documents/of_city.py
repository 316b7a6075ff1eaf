"""What does a city take along: its page of the brief, and its tables where the pack is its own?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

import definition
from ui import changes, data, labels
from ui.absence import absent
from ui.city import headline, history
from ui.city.cards import values
from ui.city.report import Report, report
from ui.comparison.advances import actions, lights
from ui.comparison.asked import Asked
from ui.documents import charted, tables
from ui.documents.footnotes import quality
from ui.documents.listed import counts, lists, of_actions, statuses
from ui.documents.pack import CityPage, Share, Table, Wanted
from ui.labels import say
from ui.rows import first, rows
from ui.theme import STATUS

_MOVES = 4  # of each kind


def page(city: str, wanted: Wanted) -> CityPage:
    """Its six figures, its plan, what is late or behind, what has moved, how good its data are."""
    found = report(city, wanted.workshop, wanted.vs)
    name, state = labels.city(city), _state(found, wanted)
    if not found.counted:
        return CityPage(name, state)
    compared = found.vs and say("pack.moves", wanted.language, since=changes.since(found.vs, wanted.language))
    return CityPage(
        name,
        state,
        tiles=headline.tiles(wanted.snapshot, found, wanted.language),
        shares=_shares(name, wanted),
        late=_of(name, of_actions("late", None, wanted).frame).iloc[:, 1:],
        behind=behind(found, wanted),
        moves=tuple(_moves(name, found, wanted)) if compared else (),
        moves_title=compared or "",
        quality=quality(wanted.workshop, city, wanted.language),
    )


def city_tables(city: str, wanted: Wanted) -> Iterator[Table]:
    """The same kinds of tables as for all cities, of this one alone."""
    found = report(city, wanted.workshop, wanted.vs)
    asked = Asked(wanted.workshop, found.vs, wanted.language, wanted.snapshot)
    title = say("city.history.title", wanted.language)
    frame = history.workshops(city, wanted.language)[0]
    yield charted.history_chart(Table("history", title, frame, _newest(found, wanted)), wanted)
    if not found.counted:
        return
    yield from counts(asked, city, "", wanted)
    lagging = behind(found, wanted)
    finding = say("pack.finding.behind", wanted.language, n=len(lagging))
    yield Table("behind", say("pack.behind", wanted.language), lagging, finding)
    yield from lists(asked, city, wanted)
    yield of_actions("plan", city, wanted)
    yield tables.values(asked, city, wanted)


def _newest(found: Report, wanted: Wanted) -> str:
    """Its plan progress as its page shows it, and how it moved."""
    if not found.counted:
        return _state(found, wanted)
    plan = headline.tiles(wanted.snapshot, found, wanted.language)[0]
    return ", ".join(filter(None, (plan.value, plan.change)))


def behind(found: Report, wanted: Wanted) -> pd.DataFrame:
    """Its indicators behind target as its cards show them, the farthest from the target first."""
    achieved = data.indicator_achievement(found.workshop, found.city)
    lagging = achieved[achieved["light"] == "behind"].sort_values("achievement_pct", kind="stable")
    lines = [_lagging(row, wanted) for row in rows(lagging)]
    heads = ("code", "name", "baseline", "actual", "target", "achievement")
    return pd.DataFrame(lines, columns=[say(f"city.card.column.{name}", wanted.language) for name in heads])


def _lagging(row: Any, wanted: Wanted) -> tuple[Any, ...]:
    about = definition.load().indicator(row.indicator)
    said = dict(values(row, about, wanted.language))
    return (
        row.indicator,
        about.name[wanted.language],
        said.get("baseline", ""),
        said["actual"],
        said.get("target", ""),
        round(row.achievement_pct, 1),
    )


def _state(found: Report, wanted: Wanted) -> str:
    """Whether its report counts, or why not."""
    if found.standing == "not_invited":
        return say("city.notice.not_invited.title", wanted.language)
    if found.counted:
        return labels.submission_state("counted", wanted.language)
    return absent(found.standing == "draft", found.newest_state, wanted.language)


def _shares(name: str, wanted: Wanted) -> tuple[Share, ...]:
    """The city's row of the table of statuses."""
    frame = statuses(None, wanted).frame
    row = first(_of(name, frame))
    if row is None:
        return ()
    heads = [str(head) for head in frame.columns[1:]]
    marks = {labels.status(code, wanted.language): mark for code, mark in STATUS.items()}
    return tuple(
        Share(f"{marks[head].symbol} {head}", int(n), marks[head].colour)
        for head, n in zip(heads, list(row)[1:], strict=True)
        if n
    )


def _moves(name: str, found: Report, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """The largest steps of its actions, then the indicators whose light is another one now."""
    asked = Asked(wanted.workshop, found.vs, wanted.language, wanted.snapshot)
    moved = _of(name, actions(asked, None)[0]).head(_MOVES)
    for row in moved.itertuples(index=False):
        _, code, action, _, before, now, was, status, _ = row
        steps = [f"{old} → {new}" for old, new in ((before, now), (was, status)) if new]
        yield f"{code} {action}", ", ".join(steps)
    turned = _of(name, lights(asked, None)[0]).head(_MOVES)
    for row in turned.itertuples(index=False):
        _, code, indicator, _, before, now, _ = row
        yield f"{code} {indicator}", f"{before} → {now}"


def _of(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The city's rows of a table whose first column names cities."""
    return frame[frame.iloc[:, 0] == name]
