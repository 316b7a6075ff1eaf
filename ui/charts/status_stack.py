"""What are the actions doing?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import format, labels
from ui.charts.frame import ROW, finish
from ui.labels import say
from ui.theme import STATUS


def status_stack(frame: pd.DataFrame, language: Language, *, share: bool = True) -> go.Figure:
    """One bar a row, split by status. `frame`: row (its words, in the order wanted), status, actions.

    With `share` every bar is 100 % long; the numbers shown are always actions."""
    order = list(dict.fromkeys(frame["row"]))
    counts = frame.pivot_table(index="row", columns="status", values="actions", aggfunc="sum", fill_value=0)
    counts = counts.reindex(order)
    totals = counts.sum(axis=1)
    figure = go.Figure()
    for status, mark in STATUS.items():
        if status not in counts:
            continue
        number = counts[status]
        length = 100 * number / totals.where(totals > 0) if share else number
        figure.add_bar(
            y=order,
            x=length,
            orientation="h",
            name=f"{mark.symbol} {labels.status(status, language)}",
            width=0.62,
            marker={"color": mark.colour, "line": {"width": 0}},
            text=[str(n) if n else "" for n in number],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            customdata=[format.number(n, language, 0) for n in number],
            hovertemplate="%{y} · %{fullData.name}: %{customdata}<extra></extra>",
        )
    parts = ", ".join(f"{labels.status(s, language)} {int(counts[s].sum())}" for s in STATUS if s in counts)
    figure.update_xaxes(showgrid=False, showticklabels=not share, range=[0, 100] if share else None)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    alt = say("chart.alt.status", language, total=int(totals.sum()), parts=parts)
    return finish(figure, language, ROW * len(order) + 88, alt, barmode="stack", margin={"t": 44})
