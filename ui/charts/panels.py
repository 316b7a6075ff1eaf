"""How did each city come to where it stands on one indicator?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

import definition
from definition import Language
from ui import labels
from ui.charts.frame import finish
from ui.charts.markup import Markup, below, bold
from ui.labels import say
from ui.theme import BLUE, GREY, SILVER, VERMILION

_COLUMNS = 4
_PANEL, _ROOM = 172, 60  # pixels: a row of panels, and what stands above the first and below the last
_TARGET = {"color": VERMILION, "width": 2, "dash": "dash"}
_MEDIAN = {"color": GREY, "width": 1.5, "dash": "dot"}


@dataclass(frozen=True, slots=True)
class Panel:
    """One city: its code, the words under its name (where it stands, or why it cannot be said)."""

    city: str
    below: Markup


def panels(
    frame: pd.DataFrame,
    shown: Sequence[Panel],
    medians: Mapping[str, float],
    workshops: Sequence[str],
    language: Language,
    *,
    words: Callable[[float], str],
    highlight: str | None = None,
    percent: bool = False,
    alt: str,
) -> go.Figure:
    """One small chart a city, all on one scale: actual as a line, target dashed, median of the cities dotted.

    `frame`: city, workshop, actual, target. A workshop without a value is a gap. With a `highlight` that city
    alone is blue. `words` writes a value with its unit."""
    order = [w.code for w in definition.load().workshops if w.code in workshops]
    codes = [panel.city for panel in shown]
    rows = max(1, -(-len(shown) // _COLUMNS))
    figure = make_subplots(
        rows,
        _COLUMNS,
        shared_yaxes="all",
        shared_xaxes="all",
        subplot_titles=[_title(panel, highlight) for panel in shown],
        vertical_spacing=min(0.4 / rows, 0.3),
        horizontal_spacing=0.03,
    )
    for place, panel in enumerate(shown):
        own = frame[frame["city"] == panel.city].set_index("workshop").reindex(order)
        chosen = highlight not in codes or highlight == panel.city
        # One panel carries the legend for all of them.
        named = panel.city == highlight if highlight in codes else place == 0
        for trace in _traces(own, medians, order, language, words, chosen, named):
            figure.add_trace(trace, row=place // _COLUMNS + 1, col=place % _COLUMNS + 1)
    figure.update_annotations(font_size=12.5, align="left", xanchor="left", yshift=2)
    _start_titles_at_their_panels(figure, len(shown))
    _axes(
        figure, len(shown), [labels.workshop_short(w, language).split()[0] for w in order], language, percent
    )
    figure.update_yaxes(range=_scale(frame, medians, order))
    height = _PANEL * rows + _ROOM
    figure = finish(figure, language, height, alt, margin={"t": 84})
    return figure.update_layout(legend={"y": 1 + 48 / (height - 90)})


def _scale(frame: pd.DataFrame, medians: Mapping[str, float], order: list[str]) -> list[float]:
    """Said, not found by the browser: axes that share a scale follow the first panel there."""
    values = pd.concat(
        [frame["actual"], frame["target"], pd.Series([medians.get(w) for w in order], dtype=float)]
    )
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    room = (high - low) * 0.08 or 1.0
    return [low - room if low < 0 else -room / 2, high + room]


def _title(panel: Panel, highlight: str | None) -> Markup:
    name = labels.city(panel.city)
    return below(bold(f"▸ {name}" if panel.city == highlight else name), panel.below)


def _traces(
    own: pd.DataFrame,
    medians: Mapping[str, float],
    order: list[str],
    language: Language,
    words: Callable[[float], str],
    chosen: bool,
    named: bool,
) -> list[go.Scatter]:
    colour = BLUE if chosen else SILVER
    kinds: tuple[tuple[str, list[float], dict[str, Any], str], ...] = (
        (say("chart.median", language), [medians.get(w, float("nan")) for w in order], _MEDIAN, "lines"),
        (say("chart.target", language), list(own["target"].astype(float)), _TARGET, "lines"),
        (
            say("chart.actual", language),
            list(own["actual"].astype(float)),
            {"color": colour, "width": 3 if chosen else 2},
            "lines+markers",
        ),
    )
    return [
        go.Scatter(
            x=list(range(len(order))),
            y=values,
            # A line of one point would not be seen.
            mode="markers" if sum(v == v for v in values) == 1 else mode,
            name=name,
            legendgroup=name,
            showlegend=named,
            connectgaps=False,
            line=line,
            marker=_marker(mode, line["color"]),
            customdata=[
                f"{labels.workshop_short(w, language)}: {words(v)}"
                for w, v in zip(order, values, strict=True)
            ],
            hovertemplate="%{fullData.name} · %{customdata}<extra></extra>",
        )
        for name, values, line, mode in kinds
    ]


def _marker(mode: str, colour: str) -> dict[str, Any]:
    if mode == "lines+markers":
        return {"size": 7, "color": colour}
    return {"size": 14, "symbol": "line-ew", "line": {"width": 2, "color": colour}}


def _start_titles_at_their_panels(figure: go.Figure, panels: int) -> None:
    for place in range(panels):
        axis = figure.get_subplot(place // _COLUMNS + 1, place % _COLUMNS + 1).xaxis
        figure.layout.annotations[place].x = axis.domain[0]


def _axes(figure: go.Figure, panels: int, ticks: list[str], language: Language, percent: bool) -> None:
    sign = "tickprefix" if language == "tr" else "ticksuffix"
    figure.update_yaxes(nticks=4, zeroline=False, tickformat=",", **({sign: "%"} if percent else {}))
    figure.update_xaxes(
        tickvals=list(range(len(ticks))),
        ticktext=ticks,
        showgrid=False,
        zeroline=False,
        range=[-0.25, len(ticks) - 0.75],
    )
    rows = max(1, -(-panels // _COLUMNS))
    for place in range(rows * _COLUMNS):
        last_of_its_column = place < panels <= place + _COLUMNS
        axis = figure.get_subplot(place // _COLUMNS + 1, place % _COLUMNS + 1)
        axis.xaxis.update(showticklabels=last_of_its_column, visible=place < panels)
        axis.yaxis.update(visible=place < panels)
