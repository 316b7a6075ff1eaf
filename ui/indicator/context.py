"""How does a context indicator stand in the cities, year by year? It has no target and no light."""

from __future__ import annotations

import pandas as pd
import streamlit as st

import definition
from definition import Language
from ui import components, data, filters, format, labels
from ui.components import Tile
from ui.labels import say
from ui.markdown import joined
from ui.origin import Origin, Origins, origin
from ui.rows import first
from ui.texts import language, t, words


def is_context(code: str) -> bool:
    """Is it the organizers who hand it in?"""
    return definition.load().indicator(code).entry == "organizer"


def draw(code: str) -> None:
    """What the newest year has, then every city by year; each value leads to its cell."""
    st.caption(
        joined(" · ", (definition.load().indicator(code).definition[language()], t("figures.no_target")))
    )
    found = _found(data.snapshot_key(), code)
    if found.empty:
        components.empty_state(t("figures.nothing"), t("figures.nothing_text"))
    else:
        components.tiles(_tiles(code), key="context_tiles")
        table, sources = _table(data.snapshot_key(), code, language())
        components.show_table(table, key="context_years", file_name=f"baglam-{code.lower()}", origins=sources)
    components.open_button(t("figures.to_tab"), "workshop", key="to_figures")


@st.cache_resource(max_entries=20, show_spinner=False)
def _found(snapshot: str, code: str) -> pd.DataFrame:
    found = data.figure_in_force(code)
    return found[found["value"].notna()]


def _tiles(code: str) -> list[Tile]:
    """The newest year: the cities together with n of N, and the median with the ends."""
    newest, about = first(data.context_total(code)), definition.load().indicator(code)
    total = format.number(len(filters.cities()), language(), 0)
    behind = words("part.n_of_n", n=format.number(newest.cities, language(), 0), total=total)
    low, high = (format.number(value, language()) for value in (newest.minimum, newest.maximum))

    def made(label: str, column: str, note: str) -> Tile:
        value = format.measure(getattr(newest, column), about, language())
        source = origin("context_total", column, indicator=code, year=str(newest.year))
        return Tile(words(label, year=newest.year), value, note=note, origins=(source,))

    return [
        made("figures.sum", "value", behind),
        made("figures.median", "median", words("figures.between", low=low, high=high)),
    ]


@st.cache_resource(max_entries=20, show_spinner=False)
def _table(snapshot: str, code: str, in_language: Language) -> tuple[pd.DataFrame, Origins]:
    """A row a city that takes part, a column a year; missing stays missing."""
    found = _found(snapshot, code)
    values = found.set_index(["city", "year"])["value"].astype(float)
    cities, years = filters.cities(), sorted(found["year"].unique())
    shown: dict[str, object] = {say("figures.column.city", in_language): [labels.city(c) for c in cities]}
    sources: dict[str, list[Origin | None]] = {}
    for year in years:
        header = str(int(year))
        shown[header] = [values.get((city, year)) for city in cities]
        sources[header] = [
            origin("figure_in_force", "value", city=city, indicator=code, year=header)
            if (city, year) in values.index
            else None
            for city in cities
        ]
    return pd.DataFrame(shown), sources
