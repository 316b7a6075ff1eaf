"""Which of them has the most, and what is it made of?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import format
from ui.charts.frame import ROW, finish

_LINE = 9  # pixels more for another line of words


def ranked_bars(
    frame: pd.DataFrame,
    language: Language,
    alt: str,
    parts: Mapping[str, tuple[str, str]],
    lines: int = 1,
) -> go.Figure:
    """One bar a row, first on top, as long as its count. `frame`: row (its words) and a count for each part;
    `parts`: column → its words and colour. A single part needs no legend. `lines` of words a row."""
    several = len(parts) > 1
    figure = go.Figure([_bar(frame, name, *look, several, language) for name, look in parts.items()])
    figure.update_xaxes(showgrid=False, showticklabels=False, zeroline=False)
    figure.update_yaxes(type="category", autorange="reversed", showgrid=False)
    height = (ROW + _LINE * (lines - 1)) * max(len(frame), 1) + (88 if several else 24)
    margin = {"t": 44} if several else {"t": 8}
    return finish(figure, language, height, alt, barmode="stack", margin=margin, showlegend=several)


def _bar(
    frame: pd.DataFrame, column: str, words: str, colour: str, several: bool, language: Language
) -> go.Bar:
    """The count stands in its bar; beside it where a bar stands alone and is too short for it."""
    return go.Bar(
        y=list(frame["row"]),
        x=list(frame[column]),
        orientation="h",
        name=words,
        width=0.62,
        marker={"color": colour, "line": {"width": 0}},
        text=[format.number(n, language, 0) if n else "" for n in frame[column]],
        textposition="inside" if several else "auto",
        insidetextanchor="middle" if several else "end",
        textangle=0,
        constraintext="none",
        hovertemplate="%{y} · %{fullData.name}: %{x}<extra></extra>",
    )
