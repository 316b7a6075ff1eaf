"""How has one indicator moved over the workshops?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

import definition
from definition import Indicator, Language
from ui import format, labels
from ui.charts.frame import finish
from ui.labels import say
from ui.theme import BLUE, GREY, SILVER, VERMILION


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
    about = definition.load().indicator(indicator)
    order = _workshops(frame)
    ticks = [labels.workshop_short(code, language) for code in order]
    figure = go.Figure()
    for code in sorted(frame["city"].unique(), key=lambda c: (c == city, format.sort_key(labels.city(c)))):
        own = _along(frame[frame["city"] == code], order)
        chosen = code == city
        _line(figure, ticks, own["actual"], about, language, labels.city(code), chosen)
        if chosen and own["target"].notna().any():
            _dashed(figure, ticks, own["target"], say("chart.target", language), about, language, VERMILION)
    if medians is not None and not medians.empty:
        own = _along(medians, order)["median"]
        _dashed(figure, ticks, own, say("chart.median", language), about, language, GREY, "dot")
    alt = say(
        "chart.alt.lines",
        language,
        indicator=about.name[language],
        cities=frame["city"].nunique(),
        workshops=len(order),
    )
    _value_axis(figure, about, language)
    figure.update_xaxes(
        type="category", categoryarray=ticks, showgrid=False, range=[-0.25, len(ticks) - 0.75]
    )
    return finish(figure, language, 380, alt, margin={"t": 36}, hovermode="closest")


def multiples(frame: pd.DataFrame, indicator: str, language: Language, *, columns: int = 4) -> go.Figure:
    """One small chart a city on one scale: actual as a line, target dashed. `frame` as for `lines`."""
    about = definition.load().indicator(indicator)
    order = _workshops(frame)
    ticks = [labels.workshop_short(code, language).split(" ")[0] for code in order]
    cities = sorted(frame["city"].unique(), key=lambda c: format.sort_key(labels.city(c)))
    rows = max(1, -(-len(cities) // columns))
    figure = make_subplots(
        rows,
        columns,
        shared_yaxes="all",
        shared_xaxes="all",
        subplot_titles=[labels.city(c) for c in cities],
        vertical_spacing=0.32 / rows,
        horizontal_spacing=0.03,
    )
    for place, code in enumerate(cities):
        cell = {"row": place // columns + 1, "col": place % columns + 1}
        own = _along(frame[frame["city"] == code], order)
        _line(figure, ticks, own["actual"], about, language, labels.city(code), True, **cell)
        _dashed(
            figure, ticks, own["target"], say("chart.target", language), about, language, VERMILION, **cell
        )
    figure.update_annotations(font_size=13)
    figure.update_xaxes(type="category", showgrid=False)
    _value_axis(figure, about, language)
    alt = say("chart.alt.multiples", language, indicator=about.name[language], cities=len(cities))
    return finish(figure, language, 150 * rows + 40, alt, showlegend=False, margin={"t": 28})


def _workshops(frame: pd.DataFrame) -> list[str]:
    present = set(frame["workshop"])
    return [w.code for w in definition.load().workshops if w.code in present]


def _along(own: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    return own.set_index("workshop").reindex(order)


def _value_axis(figure: go.Figure, about: Indicator, language: Language) -> None:
    figure.update_yaxes(
        rangemode="tozero",
        ticksuffix="%" if about.is_percent and language == "en" else "",
        tickprefix="%" if about.is_percent and language == "tr" else "",
    )


def _line(
    figure: go.Figure,
    ticks: list[str],
    values: pd.Series,
    about: Indicator,
    language: Language,
    name: str,
    chosen: bool,
    **cell: int,
) -> None:
    colour, width = (BLUE, 3) if chosen else (SILVER, 1.25)
    figure.add_scatter(
        x=ticks,
        y=values,
        mode="lines+markers",
        name=name,
        showlegend=chosen,
        connectgaps=False,
        line={"color": colour, "width": width},
        marker={"size": 8 if chosen else 5},
        customdata=[format.measure(v, about, language) for v in values],
        hovertemplate=f"{name} · %{{x}}: %{{customdata}}<extra></extra>",
        **cell,
    )


def _dashed(
    figure: go.Figure,
    ticks: list[str],
    values: pd.Series,
    name: str,
    about: Indicator,
    language: Language,
    colour: str,
    dash: str = "dash",
    **cell: int,
) -> None:
    figure.add_scatter(
        x=ticks,
        y=values,
        mode="lines",
        name=name,
        connectgaps=False,
        line={"color": colour, "width": 2, "dash": dash},
        customdata=[format.measure(v, about, language) for v in values],
        hovertemplate=f"{name} · %{{x}}: %{{customdata}}<extra></extra>",
        **cell,
    )
