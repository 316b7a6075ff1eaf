"""Where in Türkiye do the cities stand? One figure at a time; a click opens the city."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

import definition
from definition import Language
from ui import choices, components, data, format, labels
from ui.absence import absent
from ui.charts.land import map_config
from ui.charts.province_map import province_map
from ui.labels import say
from ui.origin import Origins, origins
from ui.rows import rows
from ui.texts import language, t

_PROVINCES = Path(__file__).parent.parent / "static" / "turkiye-provinces.geojson"
FIGURES = ("EYL-01", "EYL-02", "FON-04", "AGT-01", "KRD-01")


def draw(workshop: str) -> None:
    st.subheader(t("overview.map.title"), anchor="map")
    indicator = choices.one(
        "map", FIGURES, lambda code: labels.indicator(code, language()), t("overview.map.figure")
    )
    figure, table, sources = _made(data.snapshot_key(), workshop, indicator, language())
    components.chart_with_table(
        figure,
        table,
        key="overview_map",
        file_name=f"harita-{indicator}-{workshop}",
        origins=sources,
        wide=True,
        config=map_config(language()),
        opens=_open,
    )
    st.caption(t("overview.map.help"))


def _open(point: dict[str, Any]) -> None:
    """The city of the province that was pressed."""
    found = point.get("customdata")
    if found:
        components.open_page("city", city=str(found[0]))


@st.cache_resource(max_entries=100, show_spinner=False)
def _made(
    snapshot: str, workshop: str, indicator: str, in_language: Language
) -> tuple[go.Figure, pd.DataFrame, Origins]:
    found = _cities(workshop, indicator, in_language)
    others = sorted(set(_places()) - set(found["plate"]))
    unit = labels.unit(indicator, in_language)
    figure = province_map(found, others, in_language, unit=unit, alt=_alt(found, indicator, in_language))
    value = f"{labels.indicator(indicator, in_language)} ({unit})"
    why = say("overview.map.column.why", in_language)
    table = pd.DataFrame(
        {
            say("overview.progress.column.city", in_language): found["name"],
            value: found["value"],
            why: found["shown"].where(found["value"].isna(), ""),
        }
    )
    named = found.assign(workshop=workshop, indicator=indicator)
    return figure, table, origins("indicator_value", named, {value: "actual", why: "value_state"})


def _cities(workshop: str, indicator: str, in_language: Language) -> pd.DataFrame:
    """Every city that takes part, in alphabetical order: its value, or why it has none."""
    values = {row.city: row for row in rows(data.indicator_value(workshop, indicator=indicator))}
    about = definition.load().indicator(indicator)
    found = []
    for row in rows(data.participation_state(workshop)):
        has = values.get(row.city)
        plate = f"TR-{definition.load().municipality(row.city).plate}"
        if has is None:
            shown = absent(bool(row.has_draft), str(row.state), in_language)
        elif has.actual is None:
            shown = labels.missing(has.value_state, in_language)
        else:
            shown = format.measure(has.actual, about, in_language)
        value = None if has is None else has.actual
        label = format.percent(value, in_language) if about.is_percent else format.number(value, in_language)
        found.append((row.city, plate, labels.city(row.city), value, shown, label, *_places()[plate]))
    columns = ["city", "plate", "name", "value", "shown", "label", "lon", "lat"]
    frame = pd.DataFrame(found, columns=columns)
    frame["value"] = frame["value"].astype(float)
    return frame.sort_values("name", key=lambda names: names.map(format.sort_key)).reset_index(drop=True)


@cache
def _places() -> dict[str, tuple[float, float]]:
    """Where the label of each province stands, by its id."""
    features = json.loads(_PROVINCES.read_text("utf-8"))["features"]
    return {str(f["id"]): (f["properties"]["lon"], f["properties"]["lat"]) for f in features}


def _alt(found: pd.DataFrame, indicator: str, in_language: Language) -> str:
    known = found.dropna(subset=["value"])
    return say(
        "overview.map.alt",
        in_language,
        indicator=labels.indicator(indicator, in_language),
        known=len(known),
        missing=len(found) - len(known),
    )
