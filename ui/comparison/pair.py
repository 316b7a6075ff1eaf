"""What did an indicator come to at two workshops, city by city? Or all of them, for the group?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import definition
from ui import charts, choices, components, data, format, labels
from ui.absence import absent
from ui.action.asked import theme
from ui.comparison.asked import Asked
from ui.texts import language, t


def draw(asked: Asked) -> None:
    if asked.vs is None:
        components.empty_state(t("compare.no_vs"), t("compare.no_vs_text"))
        return
    indicator = choices.shared("indicator", _name, t("filter.indicator"), t("compare.all_indicators"), 420)
    if indicator is None:
        st.caption(t("compare.group_text"))
        components.show_table(_group(asked), key="compare_group", file_name=_file(asked, "grup"))
        return
    st.caption(_group_line(asked, indicator))
    table = _cities(asked, indicator)
    figure = _figure(asked, indicator)
    components.chart_with_table(figure, table, key="compare_pair", file_name=_file(asked, indicator))


def _name(code: str) -> str:
    return f"{code} · {labels.indicator(code, language())}"


def _file(asked: Asked, what: str) -> str:
    return f"karsilastirma-{asked.vs}-{asked.workshop}-{what}"


def _heads(asked: Asked) -> tuple[str, str]:
    before, now = (labels.workshop_short(str(code), asked.language) for code in (asked.vs, asked.workshop))
    return before, now


@st.cache_resource(max_entries=50, show_spinner=False)
def _group(asked: Asked) -> pd.DataFrame:
    """Every indicator over the cities that are counted at both workshops."""
    rows = data.group_change(asked.workshop, str(asked.vs)).set_index("indicator")
    before, now = _heads(asked)
    codes = [
        i.code
        for i in sorted(definition.load().indicators, key=lambda i: int(i.theme))
        if i.code in rows.index
    ]
    found: list[Any] = list(rows.loc[codes].itertuples())
    abouts = [definition.load().indicator(code) for code in codes]
    shown: dict[str, Any] = {
        asked.say("column.code"): codes,
        asked.say("column.indicator"): [a.name[asked.language] for a in abouts],
        asked.say("column.unit"): [a.unit[asked.language] for a in abouts],
        before: [row.compared_value for row in found],
        now: [row.value for row in found],
        asked.say("column.change"): [row.change for row in found],
        asked.say("column.direction"): [_better(row.improved, asked) for row in found],
        asked.say("column.basis"): [_basis(row, asked) for row in found],
        asked.say("column.cities"): [_of(row, asked) for row in found],
        asked.say("column.theme"): [theme(a.theme, asked.language) for a in abouts],
    }
    return pd.DataFrame(shown)


@st.cache_resource(max_entries=100, show_spinner=False)
def _cities(asked: Asked, indicator: str) -> pd.DataFrame:
    """The group first, then every city that takes part, in alphabetical order."""
    before, now = _heads(asked)
    group: Any = next(data.group_change(asked.workshop, str(asked.vs), indicator).itertuples())
    everybody = asked.say("group", n_of_n=_of(group, asked))
    lines = [
        (
            everybody,
            group.compared_value,
            group.value,
            group.change,
            _better(group.improved, asked),
            _basis(group, asked),
        ),
        *(_line(row, asked) for row in _rows(asked, indicator).itertuples()),
    ]
    heads = ("city", None, None, "change", "direction", "basis")
    names = [
        before if n == 1 else now if n == 2 else asked.say(f"column.{head}") for n, head in enumerate(heads)
    ]
    return pd.DataFrame(lines, columns=names)


@st.cache_resource(max_entries=100, show_spinner=False)
def _figure(asked: Asked, indicator: str) -> go.Figure:
    rows = _rows(asked, indicator)
    about = definition.load().indicator(indicator)
    frame = pd.DataFrame(
        {
            "row": [_row_name(row, asked) for row in rows.itertuples()],
            "before": rows["compared_actual"],
            "after": rows["actual"],
            "before_shown": [format.measure(v, about, asked.language) for v in rows["compared_actual"]],
            "after_shown": [format.measure(v, about, asked.language) for v in rows["actual"]],
        }
    )
    return charts.dumbbell(frame, asked.workshop, str(asked.vs), asked.language, percent=about.is_percent)


def _rows(asked: Asked, indicator: str) -> pd.DataFrame:
    cities = data.participation_state(asked.workshop)[["city", "submitted", "has_draft", "state"]]
    moved = data.workshop_change(asked.workshop, str(asked.vs), indicator=indicator)
    rows = cities.merge(moved, on="city", how="left").assign(name=cities["city"].map(labels.city))
    return rows.iloc[sorted(range(len(rows)), key=lambda place: format.sort_key(rows["name"].iloc[place]))]


def _row_name(row: Any, asked: Asked) -> str:
    """A city without any point says why."""
    if row.submitted:
        return str(row.name)
    return f"{row.name} ○ {absent(bool(row.has_draft), row.state, asked.language)}"


def _line(row: Any, asked: Asked) -> tuple[Any, ...]:
    if not row.submitted:
        return (row.name, None, None, None, "", absent(bool(row.has_draft), row.state, asked.language))
    return (
        row.name,
        row.compared_actual,
        row.actual,
        row.change,
        _better(row.improved, asked),
        _basis(row, asked),
    )


def _better(improved: Any, asked: Asked) -> str:
    """Which way it went, whatever the sign: fewer days may be better."""
    if pd.isna(improved):
        return ""
    return asked.say("better" if improved else "worse")


def _basis(row: Any, asked: Asked) -> str:
    """What the change is the difference of, or why there is none."""
    if not format.is_missing(row.basis):
        return asked.say(f"basis.{row.basis}")
    reason = "no_data" if format.is_missing(row.no_change_reason) else row.no_change_reason
    return labels.say(f"change.{reason}", asked.language)


def _of(row: Any, asked: Asked) -> str:
    return labels.say("part.n_of_n", asked.language, n=row.cities, total=row.cities_expected)


def _group_line(asked: Asked, indicator: str) -> str:
    row: Any = next(data.group_change(asked.workshop, str(asked.vs), indicator).itertuples())
    about = definition.load().indicator(indicator)
    words = [format.measure(v, about, asked.language) for v in (row.compared_value, row.value)]
    return asked.say(
        "group_line", before=words[0], now=words[1], basis=_basis(row, asked), n_of_n=_of(row, asked)
    )
