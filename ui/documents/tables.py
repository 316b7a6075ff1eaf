"""Which of the screen's tables go into the pack of all cities, and what does each of them say?"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

import definition
from ui import format, labels
from ui.comparison import heat, pair
from ui.comparison.asked import Asked
from ui.documents import charted
from ui.documents.listed import counts, lists, of_actions
from ui.documents.pack import Table, Wanted
from ui.format import round_half_up
from ui.indicator import asked as of_indicator
from ui.indicator import cities
from ui.labels import say
from ui.overview import progress
from ui.overview.headline import PLAN


def tables(wanted: Wanted) -> Iterator[Table]:
    """The chosen indicator first, then plans, statuses, lights, and what changed."""
    asked = Asked(wanted.workshop, wanted.vs, wanted.language, wanted.snapshot, wanted.peers)
    absent = heat.absent_cities(asked)
    if wanted.indicator:
        yield _indicator(wanted.indicator, absent, wanted)
    yield _progress(absent, wanted)
    if wanted.vs:
        yield _moved(asked, absent, wanted)
    yield from counts(asked, None, absent, wanted)
    yield from lists(asked, None, wanted)
    yield of_actions("plan", None, wanted)
    yield values(asked, None, wanted)


def values(asked: Asked, city: str | None, wanted: Wanted) -> Table:
    """Every indicator of every city with its value or the reason why there is none."""
    frame = heat.table(asked, "own")[0]
    if city:
        frame = frame[frame[asked.say("column.city")] == labels.city(city)]
    title = say("pack.values", wanted.language)
    return Table("values", title, frame, title, shown=False)


def _progress(absent: str, wanted: Wanted) -> Table:
    made = progress.progress(wanted.snapshot, wanted.workshop, wanted.vs, wanted.language)
    title = say("overview.progress.title", wanted.language)
    table = Table("progress", title, wanted.of_peers(made.table), made.finding)
    return charted.progress_chart(table, absent, wanted)


def _moved(asked: Asked, absent: str, wanted: Wanted) -> Table:
    frame = pair.table(asked, PLAN)[0]
    language = wanted.language
    # As the figures are shown, in whole percent: what nobody sees move has not moved.
    steps = [round_half_up(change) for change in frame.iloc[1:][asked.say("column.change")].dropna()]
    up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    finding = say("pack.finding.moved", language, up=up, down=down, same=len(steps) - up - down, n=len(steps))
    return charted.moved_chart(Table("moved", say("pack.moved", language), frame, finding), absent, wanted)


def _indicator(code: str, absent: str, wanted: Wanted) -> Table:
    """The chosen indicator, city by city: reached and wanted."""
    language = wanted.language
    asked = of_indicator.Asked(
        code, wanted.workshop, wanted.vs, None, wanted.per_head, language, wanted.snapshot
    )
    frame = wanted.of_peers(cities.table(asked)[0])
    lit = _lit(frame[asked.say("column.light")])
    name = labels.indicator(code, language)
    finding = say("pack.finding.indicator", language, **lit, n=int(frame.iloc[:, 1].notna().sum()))
    percent = definition.load().indicator(code).is_percent and not wanted.per_head
    table = Table("indicator", f"{code} {name}", frame, finding)
    return charted.indicator_chart(table, asked.unit, percent, _without_value(frame, asked, absent), wanted)


def _lit(words: pd.Series) -> dict[str, int]:
    """How many cities are on target, and how many are judged at all."""
    signs = {code: labels.light_mark(code).symbol for code in ("on_track", "at_risk", "behind")}
    first = words.str.partition(" ")[0]
    return {"on": int((first == signs["on_track"]).sum()), "of": int(first.isin(signs.values()).sum())}


def _without_value(frame: pd.DataFrame, asked: of_indicator.Asked, absent: str) -> str:
    """n of N, and the reason of each city that has no value."""
    gone = frame[frame.iloc[:, 1].isna()]
    named = [f"{n}: {why}" for n, why in zip(gone.iloc[:, 0], gone[asked.say("column.why")], strict=True)]
    n_of_n = say("part.n_of_n", asked.language, n=len(frame) - len(gone), total=len(frame))
    return " · ".join([n_of_n, *named]) if len(frame) else format.no_data(asked.language)
