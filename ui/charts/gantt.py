"""When was each action planned, and where does it stand at the end of the period?"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from definition import Language
from ui import format, labels
from ui.charts.frame import ROW, finish
from ui.labels import say
from ui.theme import GREY, STATUS

_LONGEST = 42


def gantt(frame: pd.DataFrame, language: Language, *, period_end: date, today: date) -> go.Figure:
    """One bar an action from start to end, its colour the computed status. A line at the end of the period,
    by which statuses are computed, and one at today while the plan is running.

    `frame`: action_status rows; those without both dates are left out (the table still shows them)."""
    dated = frame.dropna(subset=["start_date", "end_date"]).sort_values(["start_date", "action_code"])
    names = [_name(code, name) for code, name in zip(dated["action_code"], dated["action_name"], strict=True)]
    dated = dated.assign(row=names)
    figure = go.Figure()
    for status, mark in STATUS.items():
        own = dated[dated["computed_status"] == status]
        if own.empty:
            continue
        start = pd.to_datetime(own["start_date"])
        # A day added: an action that starts and ends on one day is still a bar.
        length = (pd.to_datetime(own["end_date"]) - start + timedelta(days=1)).dt.total_seconds() * 1000
        figure.add_bar(
            y=own["row"],
            x=length,
            base=start,
            orientation="h",
            width=0.55,
            marker={"color": mark.colour},
            name=f"{mark.symbol} {labels.status(status, language)}",
            customdata=_hover(own, language),
            hovertemplate="%{customdata}<extra></extra>",
        )
    figure.update_yaxes(categoryorder="array", categoryarray=names[::-1], showgrid=False)
    figure.update_xaxes(type="date", tickformat="%m.%Y" if language == "tr" else "%b %Y", nticks=8)
    sides = ("right", "left") if period_end <= today else ("left", "right")
    _line(figure, period_end, "dot", say("chart.period_end", language), sides[0])
    if not dated.empty and today <= pd.Timestamp(dated["end_date"].max()).date():
        _line(figure, today, "solid", say("chart.today", language), sides[1])
    overdue = int((dated["computed_status"] == "overdue").sum())
    alt = say("chart.alt.gantt", language, actions=len(dated), overdue=overdue)
    height = ROW * max(len(dated), 1) + 120
    figure = finish(figure, language, height, alt, margin={"t": 60}, barmode="overlay")
    # The legend stands above the words at the line.
    return figure.update_layout(legend={"y": 1 + 26 / (height - 80)})


def _line(figure: go.Figure, day: date, dash: str, words: str, side: str) -> None:
    """The words of the two lines stand on their outer sides, so that they never meet."""
    moment = pd.Timestamp(day)
    figure.add_vline(moment, line={"color": GREY, "width": 2, "dash": dash})
    figure.add_annotation(
        x=moment, y=1, yref="paper", yanchor="bottom", xanchor=side, showarrow=False, text=words
    )


def _name(code: str, name: object) -> str:
    words = "" if format.is_missing(name) else " ".join(str(name).split())
    return f"{code} {words}" if len(words) <= _LONGEST else f"{code} {words[: _LONGEST - 1].rstrip()}…"


def _hover(own: pd.DataFrame, language: Language) -> list[str]:
    rows: list[Any] = list(own.itertuples())
    return [
        f"{row.action_code} {row.action_name}\n{format.day(row.start_date, language)} – "
        f"{format.day(row.end_date, language)} · {format.percent(row.progress_pct, language)}"
        for row in rows
    ]
