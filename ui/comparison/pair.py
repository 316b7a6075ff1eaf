"""What did an indicator come to at two workshops, city by city? Or all of them, for the group?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import definition
from ui import charts, choices, components, data, format, labels
from ui.absence import absent
from ui.comparison.asked import Asked, choose_peers, taking_part
from ui.comparison.group import group
from ui.comparison.moves import basis, better, heads, n_of_n
from ui.comparison.nothing import is_nothing
from ui.markdown import plain
from ui.origin import Origins, origin
from ui.texts import language, t

_MOVES = ("compared_value", "value", "change", "improved")  # columns of group_change
_OF_CITY = {"compared_value": "compared_actual", "value": "actual"}  # the same in workshop_change


def draw(asked: Asked) -> None:
    if asked.vs is None:
        components.empty_state(t("compare.no_vs"), t("compare.no_vs_text"))
        return
    if is_nothing(asked, [asked.workshop, asked.vs]):
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_pair"):
        indicator = choices.shared(
            "indicator", _name, t("filter.indicator"), t("compare.all_indicators"), 420
        )
        asked = choose_peers(asked) if indicator else asked  # the group's figures are of all cities
    file_name = f"karsilastirma-{asked.vs}-{asked.workshop}"
    if indicator is None:
        st.caption(t("compare.group_text"))
        together, sources = group(asked)
        components.show_table(together, key="compare_group", file_name=f"{file_name}-grup", origins=sources)
        return
    st.caption(plain(_group_line(asked, indicator)))
    shown, sources = table(asked, indicator)
    components.chart_with_table(
        _figure(asked, indicator),
        shown,
        key="compare_pair",
        file_name=f"{file_name}-{indicator}",
        origins=sources,
    )


def _name(code: str) -> str:
    return f"{code} · {labels.indicator(code, language())}"


@st.cache_resource(max_entries=100, show_spinner=False)
def table(asked: Asked, indicator: str) -> tuple[pd.DataFrame, Origins]:
    """The group first, then every city that takes part, in alphabetical order."""
    together = _together(asked, indicator)
    lines = [_line(asked.say("group", n_of_n=n_of_n(together, asked)), together, together.value, asked)]
    lines += [_city_line(row, asked) for row in _cities(asked, indicator)]
    city, *rest = (asked.say(f"column.{name}") for name in ("city", "change", "direction", "basis"))
    made = pd.DataFrame(lines, columns=[city, *heads(asked), *rest])
    return made, _origins(asked, indicator, dict(zip(_MOVES, (*heads(asked), *rest[:2]), strict=True)))


def _origins(asked: Asked, indicator: str, names: Mapping[str, str]) -> Origins:
    """The group's row, then the cities' in the same order. `names`: header of each figure."""
    between = {"workshop": asked.workshop, "compared_workshop": str(asked.vs), "indicator": indicator}
    cities = [str(row.city) for row in _cities(asked, indicator)]
    return {
        header: [
            origin("group_change", figure, **between),
            *(
                origin("workshop_change", _OF_CITY.get(figure, figure), city=city, **between)
                for city in cities
            ),
        ]
        for figure, header in names.items()
    }


@st.cache_resource(max_entries=100, show_spinner=False)
def _figure(asked: Asked, indicator: str) -> go.Figure:
    rows = _cities(asked, indicator)
    about = definition.load().indicator(indicator)
    frame = pd.DataFrame(
        {
            "row": [_row_name(row, asked) for row in rows],
            "before": [row.compared_actual for row in rows],
            "after": [row.actual for row in rows],
            "before_shown": [format.measure(row.compared_actual, about, asked.language) for row in rows],
            "after_shown": [format.measure(row.actual, about, asked.language) for row in rows],
        }
    )
    return charts.dumbbell(frame, asked.workshop, str(asked.vs), asked.language, percent=about.is_percent)


def _together(asked: Asked, indicator: str) -> Any:
    """The group's row of group_change; it has `compared_value` and `value` where a city's has actuals."""
    return next(data.group_change(asked.workshop, str(asked.vs), indicator).itertuples())


def _cities(asked: Asked, indicator: str) -> list[Any]:
    """A row of workshop_change for every city that takes part, also those without one."""
    cities = taking_part(asked)[["city", "submitted", "has_draft", "state"]]
    moved = data.workshop_change(asked.workshop, str(asked.vs), indicator=indicator)
    rows = cities.merge(moved, on="city", how="left").itertuples()
    return sorted(rows, key=lambda row: format.sort_key(labels.city(str(row.city))))


def _city_line(row: Any, asked: Asked) -> tuple[Any, ...]:
    name = labels.city(row.city)
    if not row.submitted:
        return (name, None, None, None, "", absent(bool(row.has_draft), row.state, asked.language))
    return _line(name, row, row.actual, asked)


def _line(name: str, row: Any, now: float, asked: Asked) -> tuple[Any, ...]:
    before = row.compared_value if hasattr(row, "compared_value") else row.compared_actual
    return (name, before, now, row.change, better(row.improved, asked), basis(row, asked))


def _row_name(row: Any, asked: Asked) -> str:
    """A city without any point says why."""
    name = labels.city(row.city)
    if row.submitted:
        return name
    return f"{name} ○ {absent(bool(row.has_draft), row.state, asked.language)}"


def _group_line(asked: Asked, indicator: str) -> str:
    row = _together(asked, indicator)
    about = definition.load().indicator(indicator)
    before, now = (format.measure(v, about, asked.language) for v in (row.compared_value, row.value))
    return asked.say("group_line", before=before, now=now, basis=basis(row, asked), n_of_n=n_of_n(row, asked))
