"""Partners by country on a map of the world: the figure, and in words what has no place on it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import format, labels
from ui.charts.world_map import drawn_countries, world_map
from ui.labels import say


def figure(countries: pd.DataFrame, counted: str, language: Language) -> go.Figure:
    """`countries`: country, value; the most first. `counted`: what of, in words ("Proje")."""
    said = [_said(country, value, counted, language) for country, value in _pairs(countries)]
    first = labels.country(countries.iloc[0]["country"], language)
    alt = say("world.alt", language, counted=counted, n=len(countries), first=first)
    return world_map(countries.assign(hover=said), language, unit=counted, alt=alt)


def without_place(countries: pd.DataFrame, language: Language) -> str:
    """The smallest states, which have no shape at this scale: named, or they would be lost."""
    small = [
        f"{labels.country(country, language)} {format.number(value, language, 0)}"
        for country, value in _pairs(countries)
        if country not in drawn_countries()
    ]
    return say("world.without_place", language, countries=", ".join(small)) if small else ""


def _said(country: str, value: float, counted: str, language: Language) -> str:
    return f"{labels.country(country, language)}\n{counted}: {format.number(value, language, 0)}"


def _pairs(countries: pd.DataFrame) -> list[tuple[str, float]]:
    return list(zip(countries["country"], countries["value"], strict=True))
