"""How has one indicator moved over the workshops?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

import definition
from definition import Indicator, Language
from ui import format, labels
from ui.charts.frame import finish
from ui.labels import say
from ui.theme import BLUE, GREY, SILVER, VERMILION

_TARGET = {"color": VERMILION, "width": 2, "dash": "dash"}
_MEDIAN = {"color": GREY, "width": 2, "dash": "dot"}


def lines(
    frame: pd.DataFrame,
    indicator: str,
    language: Language,
    *,
    city: str | None = None,
    medians: pd.DataFrame | None = None,
) -> go.Figure:
    """All cities over the workshops, thin and grey; the chosen `city` in blue with its target dashed.

    `frame`: city, workshop, actual, target. `medians`: workshop, median (group_figure). A gap stays a gap."""
    order = _workshops(frame)
    ticks = [labels.workshop_short(code, language) for code in order]
    pen = _Pen(definition.load().indicator(indicator), language, order, ticks)
    figure = go.Figure()
    others = sorted(set(frame["city"]) - {city}, key=lambda code: format.sort_key(labels.city(code)))
    for code in others:
        figure.add_trace(pen.actual(frame, code, chosen=False))
    if city in set(frame["city"]):
        figure.add_trace(pen.actual(frame, str(city), chosen=True))
        figure.add_traces(list(pen.target(frame, str(city))))
    if medians is not None and not medians.empty:
        values = medians.set_index("workshop")["median"].reindex(pen.order)
        figure.add_trace(pen.dashed(values, say("chart.median", language), _MEDIAN))
    pen.draw_axes(figure)
    figure.update_xaxes(range=[-0.25, len(pen.order) - 0.75])
    alt = say(
        "chart.alt.lines",
        language,
        indicator=labels.indicator(indicator, language),
        cities=frame["city"].nunique(),
        workshops=len(pen.order),
    )
    return finish(figure, language, 380, alt, margin={"t": 36}, hovermode="closest")


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws values of one indicator along one row of workshops."""

    about: Indicator
    language: Language
    order: list[str]
    ticks: list[str]

    def actual(self, frame: pd.DataFrame, city: str, *, chosen: bool) -> go.Scatter:
        line = {"color": BLUE, "width": 3} if chosen else {"color": SILVER, "width": 1.25}
        trace = self.dashed(self._along(frame, city, "actual"), labels.city(city), line)
        return trace.update(mode="lines+markers", marker={"size": 8 if chosen else 5}, showlegend=chosen)

    def target(self, frame: pd.DataFrame, city: str) -> Iterator[go.Scatter]:
        values = self._along(frame, city, "target")
        if values.notna().any():
            yield self.dashed(values, say("chart.target", self.language), _TARGET)

    def dashed(self, values: pd.Series, name: str, line: dict[str, Any]) -> go.Scatter:
        return go.Scatter(
            x=self.ticks,
            y=values.astype(float),
            mode="lines",
            name=name,
            connectgaps=False,
            line=line,
            customdata=[format.measure(value, self.about, self.language) for value in values],
            hovertemplate="%{fullData.name} · %{x}: %{customdata}<extra></extra>",
        )

    def draw_axes(self, figure: go.Figure) -> None:
        sign = "tickprefix" if self.language == "tr" else "ticksuffix"
        figure.update_yaxes(rangemode="tozero", **({sign: "%"} if self.about.is_percent else {}))
        figure.update_xaxes(type="category", categoryarray=self.ticks, showgrid=False)

    def _along(self, frame: pd.DataFrame, city: str, column: str) -> pd.Series:
        return frame[frame["city"] == city].set_index("workshop")[column].reindex(self.order)


def _workshops(frame: pd.DataFrame) -> list[str]:
    present = set(frame["workshop"])
    return [w.code for w in definition.load().workshops if w.code in present]
