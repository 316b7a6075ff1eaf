"""In which countries of the world are the partners?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui.charts.frame import finish
from ui.charts.land import COUNTRIES, coloured, plain

_FILE = Path(__file__).parent.parent / "static" / Path(COUNTRIES).name
Box = tuple[float, float, float, float]  # west, south, east, north in degrees
_WORLD: Box = (-170, -56, 190, 78)
_HOME = "TR"
_MARGIN = 5.0  # degrees
_WIDEST = 150.0  # a wider stretch is shown as the whole world
_HEIGHT = 430


def world_map(countries: pd.DataFrame, language: Language, *, unit: str, alt: str) -> go.Figure:
    """`countries`: country (ISO 3166-1 alpha-2), value, hover; one without a shape is left out.

    Shows no more of the world than has partners, together with Türkiye."""
    drawn = countries[countries["country"].isin(drawn_countries())]
    figure = go.Figure(plain(COUNTRIES, sorted(drawn_countries() - set(drawn["country"]))))
    if not drawn.empty:
        figure.add_trace(coloured(COUNTRIES, drawn["country"], drawn["value"], drawn["hover"], unit))
    west, south, east, north = _frame(drawn["country"])
    figure.update_geos(
        visible=False,
        projection_type="natural earth",
        bgcolor="rgba(0,0,0,0)",
        lonaxis={"range": [west, east]},
        lataxis={"range": [south, north]},
        resolution=110,
    )
    return finish(figure, language, _HEIGHT, alt, showlegend=False)


def drawn_countries() -> frozenset[str]:
    """Those that have a shape; the smallest states have none at this scale."""
    return frozenset(_boxes())


def _frame(codes: Iterable[str]) -> Box:
    boxes = [_boxes()[code] for code in {*codes, _HOME}]
    west, south = (min(box[side] for box in boxes) - _MARGIN for side in (0, 1))
    east, north = (max(box[side] for box in boxes) + _MARGIN for side in (2, 3))
    if east - west > _WIDEST:
        return _WORLD
    return west, max(south, _WORLD[1]), east, min(north, _WORLD[3])


@cache
def _boxes() -> Mapping[str, Box]:
    """Of each country the box around its largest piece of land: France is in Europe, not in Guiana too."""
    return {f["id"]: _box(f["geometry"]) for f in json.loads(_FILE.read_text("utf-8"))["features"]}


def _box(geometry: Mapping[str, list[list[list[list[float]]]]]) -> Box:
    is_one = str(geometry["type"]) == "Polygon"
    pieces = [geometry["coordinates"]] if is_one else geometry["coordinates"]
    around = [_around(piece[0]) for piece in pieces]  # type: ignore[arg-type]
    return max(around, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


def _around(ring: list[list[float]]) -> Box:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
