"""What did every indicator of the group come to at two workshops?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

import definition
from ui import data
from ui.action.asked import theme
from ui.comparison.asked import Asked
from ui.comparison.moves import basis, better, heads, n_of_n
from ui.origin import Origins, origins


@st.cache_resource(max_entries=50, show_spinner=False)
def group(asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row an indicator, by theme, over the cities that are counted at both workshops."""
    rows = data.group_change(asked.workshop, str(asked.vs)).set_index("indicator")
    abouts = [i for i in definition.load().indicators if i.code in rows.index]
    abouts.sort(key=lambda i: int(i.theme))
    found: list[Any] = list(rows.loc[[i.code for i in abouts]].itertuples())
    before, now = heads(asked)
    shown: dict[str, Any] = {
        asked.say("column.code"): [i.code for i in abouts],
        asked.say("column.indicator"): [i.name[asked.language] for i in abouts],
        asked.say("column.unit"): [i.unit[asked.language] for i in abouts],
        before: [row.compared_value for row in found],
        now: [row.value for row in found],
        asked.say("column.change"): [row.change for row in found],
        asked.say("column.direction"): [better(row.improved, asked) for row in found],
        asked.say("column.basis"): [basis(row, asked) for row in found],
        asked.say("column.cities"): [n_of_n(row, asked) for row in found],
        asked.say("column.theme"): [theme(i.theme, asked.language) for i in abouts],
    }
    named = pd.DataFrame({"indicator": [i.code for i in abouts]}).assign(
        workshop=asked.workshop, compared_workshop=asked.vs
    )
    traced = {
        before: "compared_value",
        now: "value",
        asked.say("column.change"): "change",
        asked.say("column.direction"): "improved",
        asked.say("column.cities"): "cities",
    }
    return pd.DataFrame(shown), origins("group_change", named, traced)
