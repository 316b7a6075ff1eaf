"""Leadership sees on the map where the cities stand, and whose figure is missing and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from tests import opened
from tests.small_group import open_page, words
from ui import data, on_world
from ui.charts.world_map import drawn_countries
from ui.overview.on_map import FIGURES

group, home, empty = opened.group, opened.home, opened.empty
PROJECT = Path(__file__).parent.parent


def traces(at: AppTest) -> list[dict[str, Any]]:
    figures = [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
    drawn = next(f for f in figures if f["data"] and f["data"][0]["type"] == "choropleth")
    found: list[dict[str, Any]] = drawn["data"]
    return found


def coloured(at: AppTest) -> dict[str, float]:
    """City → the value that colours its province."""
    found = [t for t in traces(at) if t["type"] == "choropleth" and is_scale(t)]
    return {c[0]: z for t in found for c, z in zip(t["customdata"], opened.numbers(t["z"]), strict=True)}


def is_scale(trace: dict[str, Any]) -> bool:
    """Are there different colours in it? The legend is no sign: a single value has none."""
    return len({colour for _, colour in trace["colorscale"]}) > 1


@pytest.mark.parametrize("indicator", FIGURES)
def test_every_province_has_the_colour_of_the_view_and_no_other_has_one(home: Path, indicator: str) -> None:
    view = data.indicator_value("3", indicator=indicator).dropna(subset=["actual"])
    expected = dict(zip(view["city"], view["actual"], strict=True))
    assert coloured(open_page("overview", map=indicator, workshop="3")) == pytest.approx(expected)


def test_a_city_without_a_value_is_named_with_its_reason(home: Path) -> None:
    named = next(t for t in traces(open_page("overview")) if t.get("hovertext") and not is_scale(t))
    said = {c[0]: text for c, text in zip(named["customdata"], named["hovertext"], strict=True)}
    assert "Taslak" in said["mersin"]
    assert "Onay bekleniyor" in said["mugla"]
    assert "antalya" not in said


def test_every_province_is_drawn_once(home: Path, definition: Definition) -> None:
    drawn = [
        code for t in traces(open_page("overview")) if t["type"] == "choropleth" for code in t["locations"]
    ]
    features = json.loads((PROJECT / "ui/static/turkiye-provinces.geojson").read_text("utf-8"))["features"]
    assert sorted(drawn) == sorted(f["id"] for f in features)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_behind_the_map_says_why_a_value_is_missing(
    home: Path, language: Language, definition: Definition
) -> None:
    tab = definition.text("part.table", language)
    at = open_page("overview", lang=language, state={"overview_map_tabs": tab})
    why = definition.text("overview.map.column.why", language)
    table = next(d.value for d in at.dataframe if why in d.value.columns)
    assert len(table) == len(definition.workshop("3").participants)
    value = table.columns[1]
    assert (table[why].eq("") == table[value].notna()).all()


def test_without_data_there_is_no_map_to_misread(empty: Path, definition: Definition) -> None:
    assert definition.text("overview.map.title", "tr") not in words(open_page("overview"))


# ------------------------------------------------------------------ the world


PARTNERS = pd.DataFrame({"country": ["DE", "MT", "FR"], "value": [4, 2, 1]})


def test_partners_are_drawn_in_their_countries_and_every_other_country_once_in_grey() -> None:
    others, partners = on_world.figure(PARTNERS, "Proje", "tr").data
    assert dict(zip(partners.locations, partners.z, strict=True)) == {"DE": 4, "FR": 1}
    assert list(partners.hovertext) == ["Almanya<br>Proje: 4", "Fransa<br>Proje: 1"]
    assert sorted([*others.locations, "DE", "FR"]) == sorted(drawn_countries())


def test_a_state_too_small_for_the_map_is_named_below_it() -> None:
    assert on_world.without_place(PARTNERS, "tr") == "Bu ölçekteki haritada gösterilemeyen ülkeler: Malta 2."
    assert on_world.without_place(PARTNERS[PARTNERS["country"] != "MT"], "tr") == ""


def test_the_map_shows_no_more_of_the_world_than_has_partners() -> None:
    def width(*codes: str) -> float:
        countries = pd.DataFrame({"country": codes, "value": 1})
        west, east = on_world.figure(countries, "Proje", "tr").layout.geo.lonaxis.range
        return float(east - west)

    assert width("DE", "FR") < 70  # from Brittany to Hakkâri; Guiana does not count
    assert width("DE", "US") == width("JP", "BR") == 360


def test_every_country_on_the_map_is_one_that_can_be_typed(definition: Definition) -> None:
    assert drawn_countries() <= {c.code for c in definition.lists["countries"].choices}
