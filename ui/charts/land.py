"""Pieces of land on a map: coloured by a figure, grey without one.

The shapes are fetched by the browser from this very server; an empty base map stands in for the one that
plotly would ask an outside host for, because a closed network has none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui.charts.frame import config

PROVINCES = "app/static/turkiye-provinces.geojson"
COUNTRIES = "app/static/world-countries.geojson"
UNASKED, UNKNOWN = "rgba(128, 128, 128, 0.16)", "rgba(128, 128, 128, 0.45)"
_EMPTY_BASE = "./app/static/topo0/"
_SCALE = [[0, "#CFE3F1"], [0.5, "#5AA2D0"], [1, "#004B7A"]]
# Below, where it takes no width from the map on a phone.
_BAR = {"orientation": "h", "thickness": 10, "len": 0.6, "y": 0, "yanchor": "top", "outlinewidth": 0}
_LINE = {"color": "rgba(128, 128, 128, 0.8)", "width": 0.6}


def map_config(language: Language) -> dict[str, Any]:
    return config(language) | {"topojsonURL": _EMPTY_BASE}


def plain(shapes: str, codes: Sequence[str], colour: str = UNASKED) -> go.Choropleth:
    """Land that no figure is asked of, or known for."""
    return go.Choropleth(
        geojson=shapes,
        locations=list(codes),
        z=[0] * len(codes),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        marker={"line": _LINE},
        hoverinfo="skip",
    )


def coloured(shapes: str, codes: pd.Series, values: pd.Series, hover: pd.Series, unit: str) -> go.Choropleth:
    """The more, the darker. `hover`: what is said about each."""
    return go.Choropleth(
        geojson=shapes,
        locations=codes,
        z=values,
        colorscale=_SCALE,
        # One value is no scale: plotly would invent one around it.
        showscale=values.nunique() > 1,
        colorbar={**_BAR, "title": {"text": unit, "side": "top"}},
        marker={"line": _LINE},
        hovertext=hover,
        hovertemplate="%{hovertext}<extra></extra>",
    )
