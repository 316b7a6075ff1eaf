"""How far has each city's plan come, and how far was it at the compared workshop?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import format, labels
from ui.charts.frame import ROW, finish
from ui.labels import say
from ui.theme import BLUE, GREY

_ROOM = 116  # the figures stand in a column right of 100 %


def city_progress(
    frame: pd.DataFrame, workshop: str, vs: str | None, language: Language, *, median: float | None = None
) -> go.Figure:
    """One bar a city, the farthest on top, a hollow mark where it stood before. `frame`: city, value, before
    (0-100), words (why there is no value).

    A city without a value has no bar but the reason in words, below the others: it is not at zero."""
    rows = _in_order(frame)
    known, unknown = rows[rows["value"].notna()], rows[rows["value"].isna()]
    figure = go.Figure()
    figure.add_trace(_bars(known, labels.workshop_short(workshop, language), language))
    if vs is not None and known["before"].notna().any():
        figure.add_trace(_marks(known, labels.workshop_short(vs, language), language))
    for texts, x, place in (
        ([format.percent(v, language) for v in known["value"]], _ROOM, "middle left"),
        ([f"○ {words}" for words in unknown["words"]], 0, "middle right"),
    ):
        names = known["name"] if x else unknown["name"]
        figure.add_trace(_words(names, texts, x, place))
    if median is not None and not format.is_missing(median):
        _median(figure, median, (len(unknown) - 0.5, len(rows) - 0.5), language)
    _axes(figure, list(rows["name"]), language)
    height = ROW * max(len(rows), 1) + 110
    return finish(figure, language, height, _alt(known, unknown, language), margin={"t": 56}).update_layout(
        legend={"y": 1 + 26 / (height - 80)}, barmode="overlay"
    )


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """From the bottom up: those without a value, then the least; equal ones in alphabetical order."""
    names = frame["city"].map(labels.city)
    alphabet = {name: -place for place, name in enumerate(sorted(names, key=format.sort_key))}
    rows = frame.assign(name=names, place=names.map(alphabet))
    return rows.sort_values(["value", "place"], na_position="first")


def _bars(known: pd.DataFrame, name: str, language: Language) -> go.Bar:
    return go.Bar(
        y=known["name"],
        x=known["value"],
        orientation="h",
        width=0.5,
        marker={"color": BLUE},
        name=name,
        customdata=[format.percent(v, language, 1) for v in known["value"]],
        hovertemplate="%{y} · %{fullData.name}: %{customdata}<extra></extra>",
    )


def _marks(known: pd.DataFrame, name: str, language: Language) -> go.Scatter:
    return go.Scatter(
        y=known["name"],
        x=known["before"],
        mode="markers",
        # White inside, so that it is seen on the bar and beside it, on light and on dark ground.
        marker={"symbol": "circle", "size": 10, "color": "#FFFFFF", "line": {"width": 2.5, "color": GREY}},
        name=name,
        customdata=[format.percent(v, language, 1) for v in known["before"]],
        hovertemplate="%{y} · %{fullData.name}: %{customdata}<extra></extra>",
    )


def _words(names: pd.Series, texts: list[str], x: float, place: str) -> go.Scatter:
    return go.Scatter(
        y=names,
        x=[x] * len(texts),
        mode="text",
        text=texts,
        textposition=place,
        textfont={"size": 13},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )


def _median(figure: go.Figure, median: float, span: tuple[float, float], language: Language) -> None:
    """Only beside the bars: the words of cities without one are not crossed out."""
    line = {"color": GREY, "width": 1.5, "dash": "dot"}
    figure.add_shape(type="line", x0=median, x1=median, y0=span[0], y1=span[1], line=line, layer="below")
    words = say("chart.median_value", language, value=format.percent(median, language))
    figure.add_annotation(x=median, y=1, yref="paper", yanchor="bottom", showarrow=False, text=words)


def _axes(figure: go.Figure, names: list[str], language: Language) -> None:
    ticks = (0, 25, 50, 75, 100)
    figure.update_xaxes(
        range=[0, _ROOM],
        tickvals=list(ticks),
        ticktext=[format.percent(v, language) for v in ticks],
        zeroline=False,
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=names, showgrid=False, ticklabelstandoff=6, tickfont={"size": 13}
    )


def _alt(known: pd.DataFrame, unknown: pd.DataFrame, language: Language) -> str:
    if known.empty:
        return say("chart.alt.empty", language)
    best, least = known.iloc[-1], known.iloc[0]
    return say(
        "overview.progress.alt",
        language,
        cities=len(known),
        best=f"{best['name']} {format.percent(best['value'], language)}",
        least=f"{least['name']} {format.percent(least['value'], language)}",
        missing=len(unknown),
    )
