"""With which countries do the cities' projects have partners?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import choices, components, labels, on_world
from ui.charts.land import map_config
from ui.charts.ranked_bars import ranked_bars
from ui.cooperation import joint, views
from ui.cooperation.asked import Asked, by_name, nothing
from ui.cooperation.projects import STAGES, by_country, projects, split
from ui.format import number
from ui.markdown import plain
from ui.origin import Origins, of_rows
from ui.texts import language, t
from ui.theme import BLUE

SHOWN = 15


def draw(asked: Asked) -> None:
    if views.project_once(asked.workshop).empty:
        nothing("partners", asked.workshop)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_partners"):
        stage = choices.one("stage", list(STAGES), _stage, t("cooperation.filter.stage"))
        city = choices.shared("city", labels.city, t("filter.city"), t("cooperation.all_cities"), 200)
        shown_as = choices.one("as", ("bars", "map"), _shown_as, t("cooperation.show"))
    found = _found(asked, stage, city, shown_as == "map")
    if found.countries.empty:
        components.empty_state(t("cooperation.no_partner"), t("cooperation.no_partner_text"))
    else:
        _countries(asked, found, f"{stage}-{city or 'tum'}", shown_as == "map")
    joint.draw(asked, *found.joint)


@dataclass(frozen=True, slots=True)
class Found:
    """What the filters left. Never changed by those who read it."""

    projects: pd.DataFrame
    countries: pd.DataFrame
    figure: go.Figure | None  # None without any country
    table: tuple[pd.DataFrame, Origins]
    joint: tuple[pd.DataFrame, Origins]


@st.cache_resource(max_entries=100, show_spinner=False)
def _found(asked: Asked, stage: str, city: str | None, as_map: bool) -> Found:
    found = projects(asked.workshop, stage, city)
    countries = by_country(found)
    draw = _map if as_map else _figure
    figure = None if countries.empty else draw(countries, asked)
    return Found(found, countries, figure, made(found, countries, asked), joint.made(found, asked))


def _shown_as(code: str) -> str:
    return t(f"cooperation.shown_as.{code}")


def _stage(code: str) -> str:
    return t(f"cooperation.stage.{code}")


def _countries(asked: Asked, found: Found, which: str, as_map: bool) -> None:
    partnered = found.projects[found.projects["partner_countries"].notna()]
    counts = {
        "projects": partnered["project_key"].nunique(),
        "countries": len(found.countries),
        "cities": partnered["city"].nunique(),
    }
    words = {name: number(n, language(), 0) for name, n in counts.items()}
    st.markdown(t("cooperation.partners_text", **words))
    if as_map and (small := on_world.without_place(_valued(found.countries), language())):
        st.caption(plain(small))
    if not as_map and len(found.countries) > SHOWN:
        st.caption(t("cooperation.first_countries", n=SHOWN))
    table, sources = found.table
    assert found.figure is not None
    components.chart_with_table(
        found.figure,
        table,
        key="partner_map" if as_map else "partner_chart",
        file_name=f"ortak-ulkeler-{asked.workshop}-{which}",
        origins=sources,
        config=map_config(language()) if as_map else None,
    )


def _figure(countries: pd.DataFrame, asked: Asked) -> go.Figure:
    shown = countries.head(SHOWN)
    names = [labels.country(code, asked.language) for code in shown["country"]]
    alt = asked.say("alt.partners", countries=len(shown), first=names[0], n=int(shown["projects"].iloc[0]))
    parts = {"projects": (asked.say("column.projects"), BLUE)}
    return ranked_bars(shown.assign(row=names), asked.language, alt, parts)


def _map(countries: pd.DataFrame, asked: Asked) -> go.Figure:
    return on_world.figure(_valued(countries), asked.say("column.projects"), asked.language)


def _valued(countries: pd.DataFrame) -> pd.DataFrame:
    return countries.rename(columns={"projects": "value"})


def made(found: pd.DataFrame, countries: pd.DataFrame, asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """All countries with the cities that named them."""
    named = [set(split(stored)) for stored in found["partner_countries"]]
    of = [found[[code in codes for codes in named]] for code in countries["country"]]
    shown: dict[str, Any] = {
        "country": [labels.country(code, asked.language) for code in countries["country"]],
        "projects": list(countries["projects"]),
        "city_count": list(countries["cities"]),
        "cities": [", ".join(map(labels.city, by_name(list(own["city"])))) for own in of],
    }
    table = pd.DataFrame({asked.say(f"column.{name}"): values for name, values in shown.items()})
    traced = [of_rows("project", "partner_countries", own) for own in of]
    return table, {asked.say(f"column.{name}"): traced for name in ("projects", "city_count", "cities")}
