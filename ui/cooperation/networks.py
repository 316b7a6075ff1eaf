"""Which city is in which international network, and which do two cities share?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import components, data, labels
from ui.cooperation import in_common
from ui.cooperation.asked import Asked, by_name, counted, nothing
from ui.cooperation.marks import MEMBERSHIP, marked, membership
from ui.format import number, search_fold, sort_key
from ui.origin import Origin, Origins, of_row, of_rows
from ui.rows import rows
from ui.texts import language, t


def draw(asked: Asked) -> None:
    if data.network(asked.workshop).empty:
        nothing("networks", asked.workshop)
        return
    in_common.draw(asked)
    table, sources = matrix(asked)
    st.subheader(t("cooperation.networks.title", n=number(len(table), language(), 0)), anchor="networks")
    st.caption(t("cooperation.networks.text", signs=_legend(asked)))
    components.show_table(
        table,
        key="network_matrix",
        file_name=f"ag-matrisi-{asked.workshop}",
        columns=_widths(table),
        origins=sources,
    )
    _silent(asked)


def _widths(table: pd.DataFrame) -> dict[str, Any]:
    """The network stays in sight while the cities are scrolled through."""
    network, members, *cities = table.columns
    return {
        network: st.column_config.TextColumn(width=262, pinned=True),
        members: st.column_config.NumberColumn(width=80, format="localized"),
        **dict.fromkeys(cities, st.column_config.TextColumn(width=100)),
    }


def _legend(asked: Asked) -> str:
    return ", ".join(marked("membership_statuses", code, asked.language) for code in MEMBERSHIP)


def _silent(asked: Asked) -> None:
    """The cities whose sheet is empty: nobody knows whether they are in a network."""
    told = set(data.network(asked.workshop)["city"])
    silent = [labels.city(city) for city in counted(asked.workshop) if city not in told]
    if silent:
        st.caption(t("cooperation.networks.silent", cities=", ".join(silent)))


@st.cache_resource(max_entries=50, show_spinner=False)
def named(asked: Asked) -> pd.DataFrame:
    """Rows of the view with `name` (the network's words) and `same`: names that were typed freely are the
    same network without regard to case and Turkish letters."""
    found = data.network(asked.workshop)
    found = found[found["network"].notna()]
    names = [labels.choice("networks", code, asked.language) for code in found["network"]]
    return found.assign(name=names, same=[search_fold(name) for name in names])


@st.cache_resource(max_entries=50, show_spinner=False)
def matrix(asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row a network, the one with the most members first; one column a city that named any."""
    found = named(asked)
    cities = by_name(list(found["city"]))
    heads = [asked.say("column.network"), asked.say("column.members"), *map(labels.city, cities)]
    groups = sorted((list(rows(own)) for _, own in found.groupby("same", sort=False)), key=_most_members)
    table = pd.DataFrame([_line(own, cities, asked) for own in groups], columns=heads)
    sources: dict[str, list[Origin | None]] = {heads[1]: [_members_of(own) for own in groups]}
    for city in cities:
        sources[labels.city(city)] = [_cell(own, city) for own in groups]
    return table, sources


def _members(own: list[Any]) -> list[Any]:
    return [row for row in own if row.membership_status == "member"]


def _most_members(own: list[Any]) -> tuple[int, tuple[int, ...]]:
    return -len({row.city for row in _members(own)}), sort_key(own[0].name)


def _line(own: list[Any], cities: list[str], asked: Asked) -> tuple[Any, ...]:
    """A city that named other networks but not this one has a dash."""
    of = {row.city: membership(row.membership_status, asked.language) for row in own}
    return own[0].name, len({row.city for row in _members(own)}), *(of.get(city, "–") for city in cities)


def _members_of(own: list[Any]) -> Origin | None:
    return of_rows("network", "membership_status", pd.DataFrame(_members(own)))


def _cell(own: list[Any], city: str) -> Origin | None:
    row = next((row for row in own if row.city == city), None)
    return None if row is None else of_row("network", "membership_status", row)
