"""How far have the plans come, and what are their actions doing?"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import format, labels
from ui.charts.frame import ROW, finish
from ui.labels import say
from ui.theme import BLUE, GREY, SKY, STATUS


def progress_bars(
    frame: pd.DataFrame,
    language: Language,
    *,
    value: str = "plan_progress_pct",
    median: float | None = None,
    highlight: str | None = None,
) -> go.Figure:
    """One bar a city, the farthest on top. `frame`: city, `value` (0-100; missing says so beside no bar)."""
    # Drawn from the bottom up: no value first, then the least; equal ones in alphabetical order.
    names = frame["city"].map(labels.city)
    alphabet = {name: -place for place, name in enumerate(sorted(names, key=format.sort_key))}
    rows = frame.assign(name=names, place=names.map(alphabet)).sort_values(
        [value, "place"], na_position="first"
    )
    words = [format.percent(v, language) for v in rows[value]]
    colours = [BLUE if highlight in (None, city) else SKY for city in rows["city"]]
    figure = go.Figure(
        go.Bar(
            y=rows["name"],
            x=rows[value].fillna(0),
            orientation="h",
            marker={"color": colours},
            text=words,
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
            width=0.62,
        )
    )
    if median is not None and not format.is_missing(median):
        _median(figure, median, language)
    grid = {
        "range": [0, 112],
        "tickvals": [0, 25, 50, 75, 100],
        "ticktext": [format.percent(v, language) for v in (0, 25, 50, 75, 100)],
    }
    figure.update_xaxes(**grid)
    figure.update_yaxes(showgrid=False)
    return finish(
        figure,
        language,
        ROW * len(rows) + 64,
        _progress_alt(rows, value, language),
        showlegend=False,
        margin={"t": 30},
    )


def _median(figure: go.Figure, median: float, language: Language) -> None:
    text = say("chart.median_value", language, value=format.percent(median, language))
    figure.add_vline(
        median,
        line={"color": GREY, "width": 1.5, "dash": "dot"},
        annotation_text=text,
        annotation_position="top",
    )


def _progress_alt(rows: pd.DataFrame, value: str, language: Language) -> str:
    known = rows.dropna(subset=[value])
    if known.empty:
        return say("chart.alt.empty", language)
    best, worst = known.iloc[-1], known.iloc[0]
    return say(
        "chart.alt.progress",
        language,
        cities=len(rows),
        best=f"{best['name']} {format.percent(best[value], language)}",
        worst=f"{worst['name']} {format.percent(worst[value], language)}",
    )


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
