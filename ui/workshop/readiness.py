"""Who has delivered what, and whom does one still have to ask?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Language, Workshop
from ui import components, data, format, labels
from ui.action.asked import Asked as ActionsAsked
from ui.action.listing import listing
from ui.labels import say
from ui.markdown import Markdown
from ui.origin import Origin, Origins, of_rows, origins
from ui.returned import returned, to_correct
from ui.rows import rows
from ui.texts import language, t
from ui.today import today
from ui.workshop import asking

_COLUMNS = ("city", "state", "on_time", "sent", "errors", "warnings", "values", "targets", "still", "quality")


def draw(code: str) -> None:
    """The board of all cities; below it one is asked for what is missing."""
    workshop = definition.load().workshop(code)
    table, sources = _board(data.snapshot_key(), code, today(), language())
    st.markdown(_headline(workshop, today()))
    # What became of the report is read in full.
    wide = {table.columns[1]: st.column_config.TextColumn(width=215)}
    # Wide enough for "no data", which says more than a blank.
    wide |= {name: st.column_config.NumberColumn(format="localized", width=90) for name in table.columns[4:6]}
    components.show_table(table, key="readiness", file_name=f"hazirlik-{code}", columns=wide, origins=sources)
    st.subheader(t("workshop.ask.title"), anchor="ask")
    asking.draw(workshop, [row.city for row in _by_what_is_missing(data.snapshot_key(), code)])


def _headline(workshop: Workshop, day: date) -> Markdown:
    """How many have delivered, and how long there still is."""
    states = rows(data.participation_state(workshop.code))
    left = (workshop.deadline - day).days
    key = "open" if left > 0 else "last_day" if left == 0 else "over"
    return t(
        f"workshop.headline.{key}",
        n=format.number(sum(bool(row.submitted) for row in states), language(), 0),
        total=format.number(len(states), language(), 0),
        date=format.day(workshop.deadline, language()),
        days=format.number(abs(left), language(), 0),
    )


@st.cache_resource(max_entries=50, show_spinner=False)
def _board(snapshot: str, code: str, day: date, in_language: Language) -> tuple[pd.DataFrame, Origins]:
    """One row a city that takes part, those that are missing most first."""
    newest = data.submission_state(workshop=code).drop_duplicates("submission_id").set_index("submission_id")
    values = data.indicator_achievement(code)
    found = _by_what_is_missing(snapshot, code)
    back = returned(code)
    scores = data.quality_score(code).set_index("city")["score_pct"].round()
    plans = listing(ActionsAsked(code, None, (), (), None, "", in_language, snapshot))
    waits = _waits((definition.load().workshop(code).deadline - day).days, in_language)
    lines = [
        (
            *_line(row, newest, values[values["city"] == row.city], waits, _of(back, row.city), in_language),
            int(plans.loc[plans["city"] == row.city, "stale"].sum()) if row.submitted else None,
            scores.get(row.city),
        )
        for row in found
    ]
    heads = [say(f"workshop.column.{name}", in_language) for name in _COLUMNS]
    named = pd.DataFrame({"city": [row.city for row in found], "workshop": code})
    traced = {heads[1]: "submitted", heads[2]: "days_late"}
    sources = dict(origins("participation_state", named, traced))
    # By city, not by report, which is the key: a city that has none stands on the board too.
    sources |= origins("quality_score", named, {heads[-1]: "score_pct"}, ("workshop", "city"))
    sources |= {heads[-2]: [_still(plans, row.city) for row in found]}
    return pd.DataFrame(lines, columns=heads), sources


def _still(plans: pd.DataFrame, city: str) -> Origin | None:
    """What has not moved, as it is and as it was."""
    own = plans[(plans["city"] == city) & plans["stale"]]
    return of_rows("action_standstill", "stands_still", own)


def _waits(left: int, in_language: Language) -> str:
    """What stands beside a city of which nothing has come."""
    if left < 0:
        return format.late(-left, in_language)
    return say("workshop.left", in_language, days=format.number(left, in_language, 0))


@st.cache_resource(max_entries=50, show_spinner=False)
def _by_what_is_missing(snapshot: str, code: str) -> list[Any]:
    back = {row.city for row in returned(code)}
    return sorted(rows(data.participation_state(code)), key=lambda row: _most_missing(row, back))


def _most_missing(row: Any, back: set[str]) -> tuple[int, bool, tuple[int, ...]]:
    order = ("damaged", "missing", "unreadable", "withdrawn", "needs_fixing", "awaiting_confirmation")
    place = len(order) if row.submitted else order.index(row.state) if row.state in order else len(order) - 1
    return place, row.city not in back, format.sort_key(labels.city(row.city))


def _of(back: list[Any], city: str) -> list[Any]:
    return [row for row in back if row.city == city]


def _line(
    row: Any, newest: pd.DataFrame, values: pd.DataFrame, waits: str, back: list[Any], in_language: Language
) -> tuple[Any, ...]:
    sent: Any = newest.loc[row.submission_id] if row.submission_id in newest.index else None
    return (
        labels.city(row.city),
        _state(row, in_language) + (f" · {to_correct(back, in_language)}" if back else ""),
        waits if row.days_late is None else format.late(row.days_late, in_language),
        "" if sent is None else format.day(sent["received_at"].date(), in_language),
        None if sent is None else int(sent["errors"]),
        None if sent is None else int(sent["warnings"]),
        int((values["value_state"] == "empty").sum()) if row.submitted else None,
        int(((values["light_reason"] == "no_target") & (values["entry"] != "computed")).sum())
        if row.submitted
        else None,
    )


def _state(row: Any, in_language: Language) -> str:
    """Sign and words: what counts, and a newer file beside it; a draft is no report yet."""
    if row.has_draft and not row.submitted:
        return (
            f"{labels.submission_mark('awaiting_confirmation').symbol} {say('workshop.draft', in_language)}"
        )
    state = "counted" if row.submitted else row.state
    if state == "awaiting_confirmation":  # whose confirmation: this board is read by others
        return f"{labels.submission_mark(state).symbol} {say('workshop.awaiting', in_language)}"
    words = f"{labels.submission_mark(state).symbol} {labels.submission_state(state, in_language)}"
    if row.submitted and row.state not in ("counted", "replaced"):
        words += f" · {say('workshop.newer', in_language)}: {labels.submission_state(row.state, in_language)}"
    return words
