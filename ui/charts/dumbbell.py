"""What moved between two workshops?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import labels
from ui.charts.frame import ROW, finish
from ui.labels import say
from ui.theme import BLUE, GREY, SILVER


def dumbbell(
    frame: pd.DataFrame, workshop: str, vs: str, language: Language, *, percent: bool = False
) -> go.Figure:
    """One row a thing, a hollow point before and a filled one after. Rows in the order given, first on top.

    `frame`: row (its words), before, after, before_shown, after_shown (words). A missing end has no point."""
    names = list(frame["row"])
    figure = go.Figure()
    whole = frame.dropna(subset=["before", "after"])
    figure.add_scatter(
        x=[x for b, a in zip(whole["before"], whole["after"], strict=True) for x in (b, a, None)],
        y=[y for row in whole["row"] for y in (row, row, None)],
        mode="lines",
        line={"color": SILVER, "width": 3},
        showlegend=False,
        hoverinfo="skip",
    )
    for column, code, marker in (
        ("before", vs, {"color": GREY, "size": 12, "symbol": "circle-open", "line": {"width": 2.5}}),
        ("after", workshop, {"color": BLUE, "size": 13, "symbol": "circle"}),
    ):
        figure.add_scatter(
            x=frame[column],
            y=names,
            mode="markers",
            marker=marker,
            name=labels.workshop_short(code, language),
            customdata=frame[f"{column}_shown"],
            hovertemplate="%{y} · %{fullData.name}: %{customdata}<extra></extra>",
        )
    figure.update_xaxes(showgrid=True)
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=names[::-1], showgrid=False)
    if percent:
        sign = {"tickprefix": "%"} if language == "tr" else {"ticksuffix": "%"}
        figure.update_xaxes(**sign)
    up, down = (int((whole["after"] > whole["before"]).sum()), int((whole["after"] < whole["before"]).sum()))
    alt = say("chart.alt.dumbbell", language, rows=len(frame), up=up, down=down)
    return finish(figure, language, ROW * max(len(names), 1) + 90, alt, margin={"t": 40}, hovermode="closest")
