"""Where does each city stand on each indicator?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

import definition
from definition import Language
from ui import format, labels
from ui.charts.frame import ROW, finish
from ui.labels import say
from ui.theme import GREY, SEQUENTIAL

_LONGEST = 34
_SCALE = [[place / (len(SEQUENTIAL) - 1), colour] for place, colour in enumerate(SEQUENTIAL)]


def heatmap(frame: pd.DataFrame, language: Language, *, legend: str) -> go.Figure:
    """Cities across, indicators down. `frame`: city, indicator, position (0-100, the colour), shown (words in
    the cell), reason (words, where position is missing). `legend` says what the colour means.

    A missing cell is hatched and its reason is in the hover text: it is neither low nor zero."""
    cities = sorted(frame["city"].unique(), key=lambda c: format.sort_key(labels.city(c)))
    catalogue = [i.code for i in definition.load().indicators]
    rows = sorted(frame["indicator"].unique(), key=catalogue.index, reverse=True)
    grid = {
        part: frame.pivot(index="indicator", columns="city", values=part).reindex(index=rows, columns=cities)
        for part in ("position", "shown", "reason")
    }
    figure = go.Figure(_cells(grid, cities, rows, language, legend))
    holes = [
        (x, y)
        for y, row in enumerate(rows)
        for x, city in enumerate(cities)
        if pd.isna(grid["position"].loc[row, city])
    ]
    if holes:
        figure.add_trace(_hatching(holes, grid, cities, rows, language))
        figure.add_trace(_words(holes, grid["shown"]))
    figure.update_xaxes(
        tickvals=list(range(len(cities))),
        ticktext=[labels.city(c) for c in cities],
        side="top",
        showgrid=False,
        range=[-0.5, len(cities) - 0.5],
        zeroline=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(rows))),
        ticktext=[_row_name(row, language) for row in rows],
        showgrid=False,
        range=[-0.5, len(rows) - 0.5],
        zeroline=False,
    )
    alt = say("chart.alt.heatmap", language, cities=len(cities), indicators=len(rows), missing=len(holes))
    return finish(figure, language, ROW * len(rows) + 150, alt, showlegend=False, barmode="overlay")


def _row_name(indicator: str, language: Language) -> str:
    name = labels.indicator(indicator, language)
    return f"{indicator} {name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + '…'}"


def _hover(rows: list[str], cities: list[str], cell: pd.DataFrame, language: Language) -> list[list[str]]:
    return [
        [
            f"{labels.city(c)}<br>{row} · {labels.indicator(row, language)}<br>{cell.at[row, c]!s}"
            for c in cities
        ]
        for row in rows
    ]


def _cells(
    grid: dict[str, pd.DataFrame], cities: list[str], rows: list[str], language: Language, legend: str
) -> go.Heatmap:
    return go.Heatmap(
        x=list(range(len(cities))),
        y=list(range(len(rows))),
        z=grid["position"].astype(float).to_numpy(),
        zmin=0,
        zmax=100,
        colorscale=_SCALE,
        xgap=2,
        ygap=2,
        hoverongaps=False,
        text=grid["shown"].where(grid["position"].notna(), "").to_numpy(),
        texttemplate="%{text}",
        textfont={"size": 12},
        hovertext=_hover(rows, cities, grid["shown"], language),
        hovertemplate="%{hovertext}<extra></extra>",
        colorbar={
            "orientation": "h",
            "y": -0.02,
            "yanchor": "top",
            "thickness": 10,
            "len": 0.5,
            "x": 0,
            "xanchor": "left",
            "tickvals": [0, 100],
            "ticktext": [say("chart.low", language), say("chart.high", language)],
            "title": {"text": legend, "side": "top"},
            "outlinewidth": 0,
        },
    )


def _hatching(
    holes: list[tuple[int, int]],
    grid: dict[str, pd.DataFrame],
    cities: list[str],
    rows: list[str],
    language: Language,
) -> go.Bar:
    """Bars of one cell's size: a heat map itself cannot be hatched."""
    hover = _hover(rows, cities, grid["reason"].fillna(format.no_data(language)), language)
    return go.Bar(
        x=[x for x, _ in holes],
        y=[0.92] * len(holes),
        base=[y - 0.46 for _, y in holes],
        width=0.94,
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": GREY, "width": 0.5},
            "pattern": {"shape": "/", "fgcolor": "rgba(118,118,118,0.45)", "size": 7, "solidity": 0.18},
        },
        hovertext=[hover[y][x] for x, y in holes],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _words(holes: list[tuple[int, int]], shown: pd.DataFrame) -> go.Scatter:
    """In the colour of the page's text: the heat map would write dark on dark where it has no colour."""
    return go.Scatter(
        x=[x for x, _ in holes],
        y=[y for _, y in holes],
        text=[shown.fillna("").iat[y, x] for x, y in holes],
        mode="text",
        textfont={"size": 12},
        hoverinfo="skip",
    )
