"""Which chart stands before a table of the pack? Its bars are cells of that very table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from definition import Language
from ui import format, labels
from ui.documents.pack import Chart, Form, Series, Table, Wanted
from ui.labels import say
from ui.theme import BLUE, GREY, LIGHT, NO_LIGHT, SILVER, STATUS

_MOST_NAMED = 400  # letters


def progress_chart(table: Table, absent: str, wanted: Wanted) -> Table:
    """As on the screen: the farthest on top, equal ones in alphabetical order; no bar without a figure."""
    known = table.frame.dropna(subset=[table.frame.columns[1]])
    known = known.sort_values(known.columns[1], ascending=False, kind="stable")
    return _with(table, known, {1: BLUE}, _axis("progress", wanted), wanted, percent=True, absent=absent)


def moved_chart(table: Table, absent: str, wanted: Wanted) -> Table:
    """Plan progress then and now. The table's first row is the group, which is no city."""
    cities = table.frame.iloc[1:]
    known = cities[cities.iloc[:, 1].notna() | cities.iloc[:, 2].notna()]
    axis = _axis("progress", wanted)
    return _with(table, known, {1: GREY, 2: BLUE}, axis, wanted, percent=True, absent=absent)


def history_chart(table: Table, wanted: Wanted) -> Table:
    """Plan progress of one city, workshop by workshop."""
    known = table.frame.dropna(subset=[table.frame.columns[2]])
    return _with(table, known, {2: BLUE}, _axis("progress", wanted), wanted, percent=True)


def indicator_chart(table: Table, axis: str, percent: bool, absent: str, wanted: Wanted) -> Table:
    """What each city has reached beside what it wants."""
    values = table.frame.iloc[:, [1, 2]]
    known = table.frame[values.notna().any(axis=1)]
    return _with(table, known, {1: BLUE, 2: SILVER}, axis, wanted, percent=percent, absent=absent)


def status_chart(table: Table, absent: str, wanted: Wanted) -> Table:
    """Every status in its colour, in the order of the screen's legend."""
    marks = {labels.status(code, wanted.language): mark for code, mark in STATUS.items()}
    return _stacked(table, lambda head: marks[head].colour, _axis("actions", wanted), absent, wanted)


def light_chart(table: Table, absent: str, wanted: Wanted) -> Table:
    marks = {labels.light(code, None, wanted.language): mark for code, mark in LIGHT.items()}
    return _stacked(
        table, lambda head: marks.get(head, NO_LIGHT).colour, _axis("indicators", wanted), absent, wanted
    )


def _stacked(table: Table, colour: Callable[[str], str], axis: str, absent: str, wanted: Wanted) -> Table:
    heads = enumerate(table.frame.columns)
    colours = {place: colour(str(head)) for place, head in heads if place}
    return _with(table, table.frame, colours, axis, wanted, form="stack", absent=absent)


def _with(
    table: Table,
    rows: pd.DataFrame,
    colours: Mapping[int, str],
    axis: str,
    wanted: Wanted,
    *,
    percent: bool = False,
    form: Form = "bars",
    absent: str = "",
) -> Table:
    """The table with a chart of these columns; without one where there is nothing to draw."""
    if rows.empty:
        return table
    categories = tuple(str(name) for name in rows.iloc[:, 0])
    series = tuple(
        Series(str(rows.columns[place]), _values(rows.iloc[:, place]), colour)
        for place, colour in colours.items()
    )
    alt = _alt(table, categories, series, wanted.language)
    drawn = Chart(form, categories, series, axis, percent, alt, absent[:_MOST_NAMED])
    return replace(table, chart=drawn)


def _values(column: Sequence[Any] | pd.Series) -> tuple[float | None, ...]:
    return tuple(None if format.is_missing(value) else float(value) for value in column)


def _alt(table: Table, categories: Sequence[str], series: Sequence[Series], language: Language) -> str:
    """For whoever cannot see it: what is drawn, the finding, and every bar."""
    said = [say("pack.alt", language, title=table.title, finding=table.finding)]
    for one in series:
        pairs = zip(categories, one.values, strict=True)
        bars = ", ".join(f"{name} {format.number(value, language)}" for name, value in pairs)
        said.append(f"{one.name}: {bars}.")
    return " ".join(said)


def _axis(name: str, wanted: Wanted) -> str:
    return say(f"pack.axis.{name}", wanted.language)
