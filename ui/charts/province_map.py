"""Where in Türkiye do the cities stand on one figure?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui.charts.frame import finish
from ui.charts.land import PROVINCES, UNKNOWN, coloured, plain
from ui.labels import say

_FRAME = {"lonaxis": {"range": [25.4, 45.1]}, "lataxis": {"range": [35.6, 42.4]}}
_DARK_FROM = 0.45  # of the scale
_INK, _PAPER = "#16222E", "#FFFFFF"
_HEIGHT = 430


def province_map(
    cities: pd.DataFrame, others: list[str], language: Language, *, unit: str, alt: str
) -> go.Figure:
    """`cities`: city, plate, name, value (missing: none), shown (the value or why there is none, in words),
    label (the figure without its unit), lon, lat. `others`: plates of the provinces that do not take part."""
    known, unknown = cities[cities["value"].notna()], cities[cities["value"].isna()]
    figure = go.Figure()
    figure.add_trace(plain(PROVINCES, others))
    figure.add_trace(_named(unknown))
    if not known.empty:
        figure.add_trace(_coloured(known, unit))
    figure.add_trace(_labels(cities, language))
    figure.update_geos(
        visible=False, projection_type="mercator", bgcolor="rgba(0,0,0,0)", **_FRAME, resolution=110
    )
    # Clicking chooses a city; nothing is dragged, so that a finger scrolls the page.
    return finish(figure, language, _HEIGHT, alt, showlegend=False, clickmode="event+select")


def _named(cities: pd.DataFrame) -> go.Choropleth:
    """Cities without a value: another grey, and their reason in words."""
    trace = plain(PROVINCES, list(cities["plate"]), UNKNOWN)
    return trace.update(
        hoverinfo=None,
        customdata=cities[["city"]],
        hovertext=cities["name"] + "\n○ " + cities["shown"],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _coloured(cities: pd.DataFrame, unit: str) -> go.Choropleth:
    said = cities["name"] + "\n" + cities["shown"]
    trace = coloured(PROVINCES, cities["plate"], cities["value"], said, unit)
    return trace.update(customdata=cities[["city"]])


def _inks(values: pd.Series) -> dict[str, list[str]]:
    """Dark on the light end of the scale, white on its dark end and where there is no value; with a halo,
    because the label of a small province reaches over the sea."""
    least, most = values.min(), values.max()
    share = (values - least) / (most - least) if most > least else values * 0 + 1
    is_light = [bool(position < _DARK_FROM) for position in share]
    inks = [(_INK, _PAPER) if light else (_PAPER, _INK) for light in is_light]
    return {
        "color": [ink for ink, _ in inks],
        "shadow": [f"0 0 3px {halo}, 0 0 2px {halo}" for _, halo in inks],
    }


def _labels(cities: pd.DataFrame, language: Language) -> go.Scattergeo:
    """The value beside the colour; where there is none, the sign for that."""
    texts = cities["label"].where(cities["value"].notna(), say("overview.map.none", language))
    return go.Scattergeo(
        lon=cities["lon"],
        lat=cities["lat"],
        mode="text",
        text=list(texts),
        textfont={"size": 12, "weight": "bold", **_inks(cities["value"])},
        customdata=cities[["city"]],
        hoverinfo="skip",
    )
