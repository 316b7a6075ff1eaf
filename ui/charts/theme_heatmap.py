"""Where does each city stand on each indicator, theme by theme?"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

import definition
from definition import Language
from ui import format, labels
from ui.charts.frame import finish
from ui.charts.markup import bold
from ui.labels import say
from ui.theme import GREY, SEQUENTIAL

RANKED, UNRANKED, MISSING = "ranked", "unranked", "missing"
_ROW, _ROOM = 29, 150  # pixels
_LONGEST = 36
_SCALE = [[place / (len(SEQUENTIAL) - 1), colour] for place, colour in enumerate(SEQUENTIAL)]
_DARK_FROM = 70  # position from which the colour is a dark one
_INK = {False: "#16222E", True: "#FFFFFF"}
_PLAIN: dict[str, object] = {"shape": ""}
_HATCHED: dict[str, object] = {"shape": "/", "fgcolor": "rgba(118,118,118,0.45)", "size": 7, "solidity": 0.18}


def theme_heatmap(frame: pd.DataFrame, language: Language, *, legend: str, low: str, high: str) -> go.Figure:
    """Cities across, indicators down under the names of their themes. `legend`, `low`, `high` say what the
    colour means.

    `frame`: city, indicator, kind, position (0-100, the colour), shown (words in the cell), note (words for
    the hover). `ranked` cells have a colour, `unranked` ones only an outline, `missing` ones are hatched:
    neither low nor zero."""
    grid = _grid(frame)
    figure = go.Figure(_colours(frame, grid, language, legend, low, high))
    figure.add_trace(_figures(frame[frame["kind"] == RANKED], grid))
    for kind, pattern in ((UNRANKED, _PLAIN), (MISSING, _HATCHED)):
        cells = frame[frame["kind"] == kind]
        if not cells.empty:
            figure.add_trace(_boxes(cells, grid, language, pattern))
            figure.add_trace(_words(cells, grid))
    for theme, row in grid.themes.items():
        name = definition.load().lists["themes"].label(theme)[language]
        figure.add_annotation(
            x=-0.5, y=row, text=bold(f"{theme} · {name}"), xanchor="left", showarrow=False, yshift=-3
        )
    _axes(figure, grid, language)
    missing = int((frame["kind"] == MISSING).sum())
    alt = say(
        "chart.alt.heatmap",
        language,
        cities=len(grid.cities),
        indicators=len(grid.rows),
        missing=missing,
    )
    height = _ROW * (len(grid.rows) + len(grid.themes)) + _ROOM
    return finish(figure, language, height, alt, showlegend=False, barmode="overlay")


@dataclass(frozen=True, slots=True)
class _Grid:
    """Which column and which row each code has; rows are counted from the bottom."""

    cities: dict[str, int]
    rows: dict[str, int]
    themes: dict[str, int]


def _grid(frame: pd.DataFrame) -> _Grid:
    names = sorted(frame["city"].unique(), key=lambda code: format.sort_key(labels.city(code)))
    present = set(frame["indicator"])
    rows: dict[str, int] = {}
    themes: dict[str, int] = {}
    place = 0
    for theme in (c.code for c in definition.load().lists["themes"].choices):
        own = [i.code for i in definition.load().indicators if i.theme == theme and i.code in present]
        if own:
            themes[theme] = place
            rows |= {code: place - 1 - n for n, code in enumerate(own)}
            place -= 1 + len(own)
    return _Grid({code: n for n, code in enumerate(names)}, rows, themes)


def _row_name(indicator: str, language: Language) -> str:
    name = labels.indicator(indicator, language)
    return f"{name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + '…'} {indicator}"


def _hover(cells: pd.DataFrame, language: Language) -> list[str]:
    return [
        f"{labels.city(city)}\n{indicator} · {labels.indicator(indicator, language)}\n{note}"
        for city, indicator, note in zip(cells["city"], cells["indicator"], cells["note"], strict=True)
    ]


def _colours(
    frame: pd.DataFrame, grid: _Grid, language: Language, legend: str, low: str, high: str
) -> go.Heatmap:
    ranked = frame[frame["kind"] == RANKED].assign(hover=lambda cells: _hover(cells, language))
    # Every row and column, also those without a colour: the cells would grow over the gaps.
    rows = range(min(grid.rows.values(), default=0), 1)
    parts = {
        part: ranked.assign(x=ranked["city"].map(grid.cities), y=ranked["indicator"].map(grid.rows))
        .pivot(index="y", columns="x", values=part)
        .reindex(index=rows, columns=range(len(grid.cities)))
        for part in ("position", "hover")
    }
    return go.Heatmap(
        x=list(range(len(grid.cities))),
        y=list(rows),
        z=parts["position"].astype(float).to_numpy(),
        zmin=0,
        zmax=100,
        colorscale=_SCALE,
        xgap=2,
        ygap=2,
        hoverongaps=False,
        hovertext=parts["hover"].astype(object).fillna("").to_numpy(),
        hovertemplate="%{hovertext}<extra></extra>",
        colorbar={
            "orientation": "h",
            "y": 0,
            "yanchor": "top",
            "thickness": 10,
            "len": 0.5,
            "x": 0,
            "xanchor": "left",
            "tickvals": [0, 100],
            "ticktext": [low, high],
            "title": {"text": legend, "side": "top"},
            "outlinewidth": 0,
        },
    )


def _figures(ranked: pd.DataFrame, grid: _Grid) -> go.Scatter:
    """Dark on light, light on dark: the heat map's own choice is too faint on the middle colours."""
    return go.Scatter(
        x=ranked["city"].map(grid.cities),
        y=ranked["indicator"].map(grid.rows),
        text=ranked["shown"],
        mode="text",
        textfont={"size": 12, "color": [_INK[p >= _DARK_FROM] for p in ranked["position"]]},
        hoverinfo="skip",
    )


def _boxes(cells: pd.DataFrame, grid: _Grid, language: Language, pattern: dict[str, object]) -> go.Bar:
    """Bars of one cell's size: a heat map itself can be neither hatched nor outlined."""
    return go.Bar(
        x=cells["city"].map(grid.cities),
        y=[0.9] * len(cells),
        base=cells["indicator"].map(grid.rows) - 0.45,
        width=0.94,
        marker={"color": "rgba(0,0,0,0)", "line": {"color": GREY, "width": 0.6}, "pattern": pattern},
        hovertext=_hover(cells, language),
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _words(cells: pd.DataFrame, grid: _Grid) -> go.Scatter:
    """In the colour of the page's text, which a heat map does not know."""
    return go.Scatter(
        x=cells["city"].map(grid.cities),
        y=cells["indicator"].map(grid.rows),
        text=cells["shown"],
        mode="text",
        textfont={"size": 10.5},
        hoverinfo="skip",
    )


def _axes(figure: go.Figure, grid: _Grid, language: Language) -> None:
    last = min(grid.rows.values(), default=0)
    figure.update_xaxes(
        tickvals=list(grid.cities.values()),
        ticktext=[labels.city(code) for code in grid.cities],
        side="top",
        tickangle=0,
        showgrid=False,
        zeroline=False,
        range=[-0.5, len(grid.cities) - 0.5],
    )
    figure.update_yaxes(
        tickvals=list(grid.rows.values()),
        ticktext=[_row_name(code, language) for code in grid.rows],
        showgrid=False,
        zeroline=False,
        range=[last - 0.5, 0.5],
    )
