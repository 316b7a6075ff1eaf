"""What do the cities make together of this indicator?"""

from __future__ import annotations

from typing import Any

import streamlit as st

import definition
from ui import changes, components, data, format, labels
from ui.components import Tile
from ui.indicator import inhabitants
from ui.indicator.asked import Asked
from ui.indicator.standing import medians, standing
from ui.markdown import bold, joined, plain
from ui.origin import Origin, origin
from ui.texts import language, t

_NAMED = 4  # cities


def title(code: str) -> None:
    """The indicator's name as the page's heading, and below it how to read its figures."""
    about = definition.load().indicator(code)
    st.title(plain(about.name[language()]), anchor=False)
    words = (
        bold(code),
        about.unit[language()],
        t(f"indicators.direction.{about.direction}"),
        t(f"indicators.kind.{about.kind}"),
    )
    st.caption(joined(" · ", words))


def draw(asked: Asked) -> None:
    """The group's figure with n of N, the range behind it, and how many cities are on target."""
    components.tiles(_tiles(asked), key="indicator_tiles")


@st.cache_resource(max_entries=200, show_spinner=False)
def _tiles(asked: Asked) -> tuple[Tile, ...]:
    group = next(data.group_figure(asked.workshop, asked.indicator).itertuples())
    return (
        _per_head(group, asked) if asked.per_head else _together(group, asked),
        _range(group, asked),
        _achieved(group, asked),
        _on_target(group, asked),
        _behind(group, asked),
        _missing(group, asked),
    )


def _together(group: Any, asked: Asked) -> Tile:
    label, help = (asked.say(f"group.{group.aggregation}{part}") for part in ("", "_help"))
    behind = _of(group.cities, group.cities_expected, asked)
    shown = asked.measure(group.value)
    if asked.vs is None:
        return Tile(label, shown, note=behind, help=help, origins=_of_group("value", asked))
    rows = data.group_change(asked.workshop, asked.vs, asked.indicator)
    row = next(rows.itertuples(), None)
    move = changes.moved(row, asked.language)
    both = "" if row is None or row.cities in (0, group.cities) else asked.say("both", cities=row.cities)
    note = " · ".join(filter(None, (changes.since(asked.vs, asked.language), behind, both)))
    return Tile(
        label,
        shown,
        move.words,
        move.rising,
        move.better,
        note=note,
        help=help,
        origins=_of_group("value", asked),
    )


def _per_head(group: Any, asked: Asked) -> Tile:
    """The sum over the inhabitants of the cities behind it, not a mean of the cities' rates."""
    known = standing(asked).dropna(subset=["actual"])
    notes = [_of(group.cities, group.cities_expected, asked)]
    value = None
    if not known.empty:
        people = float(known["people"].sum())
        value = group.value * inhabitants.PER / people
        years = "–".join(str(year) for year in sorted({known["year"].min(), known["year"].max()}))
        notes.append(asked.say("people", people=format.number(people, asked.language, 0), year=years))
    return Tile(
        asked.say("per_head"),
        format.number(value, asked.language),
        note=" · ".join(notes),
        origins=_of_cities("actual", asked),
    )


def _range(group: Any, asked: Asked) -> Tile:
    """The median with the ends; where the group's figure is the median already, the ends."""
    known = standing(asked)["actual"].dropna()
    if known.empty:
        return Tile(labels.say("chart.median", asked.language), format.no_data(asked.language))
    low, high = (format.number(v, asked.language) for v in (known.min(), known.max()))
    if group.aggregation == "median":
        return Tile(
            asked.say("range"), f"{low} – {high}", note=asked.unit, origins=_of_cities("actual", asked)
        )
    median = medians(asked).get(asked.workshop)
    shown = format.number(median, asked.language) if asked.per_head else asked.measure(median)
    return Tile(
        labels.say("chart.median", asked.language),
        shown,
        note=asked.say("between", low=low, high=high),
        origins=_of_cities("actual", asked),
    )


def _on_target(group: Any, asked: Asked) -> Tile:
    label, help = asked.say("on_target"), asked.say("on_target_help")
    if not group.cities_with_light:
        return Tile(label, asked.say("no_light"), help=help)
    shown = f"{group.cities_on_track} / {group.cities_with_light}"
    note = _named(asked, "light", "on_track")
    return Tile(label, shown, note=note, help=help, origins=_of_group("cities_on_track", asked))


def _behind(group: Any, asked: Asked) -> Tile:
    label = asked.say("behind")
    if not group.cities_with_light:
        return Tile(label, asked.say("no_light"))
    rows = standing(asked)
    shown = f"{int((rows['light'] == 'behind').sum())} / {group.cities_with_light}"
    return Tile(label, shown, note=_named(asked, "light", "behind"), origins=_of_cities("light", asked))


def _achieved(group: Any, asked: Asked) -> Tile:
    shown = format.percent(group.mean_achievement_pct, asked.language)
    return Tile(
        asked.say("achieved"),
        shown,
        note=asked.say("achieved_note"),
        help=asked.say("achieved_help"),
        origins=_of_group("mean_achievement_pct", asked),
    )


def _missing(group: Any, asked: Asked) -> Tile:
    missing = group.cities_expected - group.cities_with_value
    shown = f"{missing} / {group.cities_expected}"
    names = standing(asked).loc[lambda rows: rows["actual"].isna(), "name"]
    return Tile(
        asked.say("missing"),
        shown,
        note=_few(list(names), asked),
        help=asked.say("missing_help"),
        origins=(*_of_cities("value_state", asked), *_of_group("cities_expected", asked)),
    )


def _of_group(figure: str, asked: Asked) -> tuple[Origin, ...]:
    return (origin("group_figure", figure, workshop=asked.workshop, indicator=asked.indicator),)


def _of_cities(column: str, asked: Asked) -> tuple[Origin, ...]:
    """Of every city's own row."""
    return (origin("indicator_achievement", column, workshop=asked.workshop, indicator=asked.indicator),)


def _named(asked: Asked, column: str, value: str) -> str:
    rows = standing(asked)
    return _few(list(rows.loc[rows[column] == value, "name"]), asked)


def _few(names: list[str], asked: Asked) -> str:
    """Named one by one while that is short."""
    if len(names) <= _NAMED:
        return ", ".join(names)
    return asked.say("and_more", names=", ".join(names[: _NAMED - 1]), n=len(names) - _NAMED + 1)


def _of(n: float, total: float, asked: Asked) -> str:
    n_words, total_words = (format.number(v, asked.language, 0) for v in (n, total))
    return labels.say("part.n_of_n", asked.language, n=n_words, total=total_words)
