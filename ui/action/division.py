"""How do the actions of each city (of one city: of each theme) divide into late, running and done?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import charts, components, labels
from ui.action.asked import Asked, theme
from ui.action.listing import listing
from ui.format import sort_key
from ui.origin import Origin, Origins, of_rows
from ui.texts import t
from ui.theme import STATUS


def draw(asked: Asked) -> None:
    if listing(asked).empty:
        st.caption(t("part.no_rows"))
        return
    figure, table, sources = division(asked)
    components.chart_with_table(
        figure, table, key="action_division", file_name=f"{asked.file_name}-durum", origins=sources
    )


@st.cache_resource(max_entries=100, show_spinner=False)
def division(asked: Asked) -> tuple[go.Figure, pd.DataFrame, Origins]:
    """The chart, and one row a city (of one city: a theme) with a column a status that occurs."""
    rows = listing(asked)
    names = [theme(code, asked.language) for code in rows["theme"]] if asked.city else rows["name"]
    rows = rows.assign(row=names)
    counted = rows.groupby(["row", "computed_status"]).size()
    long = counted.rename("actions").reset_index().rename(columns={"computed_status": "status"})
    long = long.iloc[sorted(range(len(long)), key=lambda place: sort_key(str(long["row"].iloc[place])))]
    figure = charts.status_stack(long, asked.language)
    wide = long.pivot(index="row", columns="status", values="actions")
    wide = wide.reindex(index=list(dict.fromkeys(long["row"])), columns=[s for s in STATUS if s in wide])
    table = wide.fillna(0).astype(int)
    sources = {
        labels.status(code, asked.language): [_of(rows, str(name), code) for name in table.index]
        for code in table.columns
    }
    table.columns = [labels.status(code, asked.language) for code in table.columns]
    first = asked.say("column.theme" if asked.city else "column.city")
    return figure, table.rename_axis(first).reset_index(), sources


def _of(rows: pd.DataFrame, name: str, status: str) -> Origin | None:
    """The actions that are counted in one cell of the table."""
    counted = rows[(rows["row"] == name) & (rows["computed_status"] == status)]
    return of_rows("action_status", "computed_status", counted)
