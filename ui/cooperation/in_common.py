"""Which networks do two cities share, and where could one open a door for the other?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import choices, components, labels
from ui.cooperation import networks
from ui.cooperation.asked import Asked, by_name
from ui.cooperation.marks import marked
from ui.format import number, sort_key
from ui.markdown import Markdown
from ui.origin import Origins, of_row
from ui.rows import rows
from ui.texts import language, t

_IN = ("member", "observer")


def draw(asked: Asked) -> None:
    """Two cities, chosen in the address (a=, b=); nothing where only one has named a network."""
    cities = by_name(list(networks.named(asked)["city"]))
    if len(cities) < 2:
        return
    st.subheader(t("cooperation.common.title"), anchor="common")
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_networks"):
        one = choices.of_many("a", cities, labels.city, t("cooperation.common.one"), cities[0])
        others = [city for city in cities if city != one]
        other = choices.of_many("b", others, labels.city, t("cooperation.common.other"), others[0])
    st.markdown(_sentence(asked, one, other))
    table, sources = made(asked, one, other)
    if len(table):
        name = f"ortak-aglar-{one}-{other}-{asked.workshop}"
        components.show_table(table, key=f"common_{one}_{other}", file_name=name, origins=sources)


def _within(asked: Asked, city: str) -> pd.DataFrame:
    """The networks in which a city is a member or observes."""
    found = networks.named(asked)
    return found[(found["city"] == city) & found["membership_status"].isin(_IN)]


def _sentence(asked: Asked, one: str, other: str) -> Markdown:
    first, second = (set(_within(asked, city)["same"]) for city in (one, other))
    counts = {"both": first & second, "one": first - second, "other": second - first}
    words = {name: number(len(found), language(), 0) for name, found in counts.items()}
    cities = {"a": labels.city(one), "b": labels.city(other)}
    return t("cooperation.common.sentence", **words, **cities)


def made(asked: Asked, one: str, other: str) -> tuple[pd.DataFrame, Origins]:
    """One row a network in common, with what each city is in it."""
    of = {city: {row.same: row for row in rows(_within(asked, city))} for city in (one, other)}
    shared = sorted(of[one].keys() & of[other].keys(), key=lambda same: sort_key(of[one][same].name))
    heads = [asked.say("column.network"), labels.city(one), labels.city(other)]
    lines = [
        (of[one][same].name, *(_role(of[city][same], asked) for city in (one, other))) for same in shared
    ]
    return pd.DataFrame(lines, columns=heads), {
        labels.city(city): [of_row("network", "membership_status", of[city][same]) for same in shared]
        for city in (one, other)
    }


def _role(row: object, asked: Asked) -> str:
    """ "● Üye · Yönetim Kurulu"; a plain member has no role to add."""
    status, role = getattr(row, "membership_status", None), getattr(row, "network_role", None)
    words = marked("membership_statuses", status, asked.language)
    if role in (None, "member"):
        return words
    return f"{words} · {labels.choice('network_roles', role, asked.language)}"
