"""All matches of a workshop as rows: to sort, to take away, and to press for the cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from ui import components, labels
from ui.comparison.written import files, place
from ui.cooperation import card
from ui.cooperation.asked import Asked
from ui.cooperation.board import Shown
from ui.cooperation.marks import match
from ui.matching import Pair, Wish
from ui.origin import Origin, Origins, origin

_COLUMNS = (
    *("offer_city", "offer", "need_city", "need", "topic", "why", "until", "state", "reason"),
    *("offer_source", "need_source"),
)
_TRACED = {
    "offer": "offer_text",
    "need": "need_text",
    "topic": "topic",
    "why": "reasons",
    "until": "expires_on",
}


def draw(shown: Sequence[Shown], asked: Asked) -> None:
    table, sources = made(shown, asked)
    wide = st.column_config.TextColumn(width="large")
    components.show_table(
        table,
        key="match_table",
        file_name=f"eslesmeler-{asked.workshop}",
        columns={asked.say(f"column.{name}"): wide for name in ("offer", "need")},
        origins=sources,
    )


def made(shown: Sequence[Shown], asked: Asked) -> tuple[pd.DataFrame, Origins]:
    """One row a match; a decision whose rows were rewritten leads to no cell."""
    table = pd.DataFrame([_line(one, asked) for one in shown], columns=asked.heads(_COLUMNS))
    until = asked.say("column.until")
    table[until] = pd.to_datetime(table[until])
    return table, {
        asked.say(f"column.{name}"): [_origin(one.pair, column) for one in shown]
        for name, column in _TRACED.items()
    }


def _line(shown: Shown, asked: Asked) -> tuple[object, ...]:
    of, pair = shown.of, shown.pair
    return (
        labels.city(of.offer.city),
        of.offer.text,
        labels.city(of.need.city),
        of.need.text,
        labels.choice("cooperation_topics", of.topic, asked.language),
        card.why(pair) if pair else "",
        pair.expires_on if pair else None,
        match(shown.state, asked.language),
        shown.decision.entries[0].reason if shown.decision else "",
        *((_place(pair.offer), _place(pair.need)) if pair else ("", "")),
    )


def _place(wish: Wish) -> str:
    return place(files().get(wish.submission_id), "cooperation", wish.cell)


def _origin(pair: Pair | None, column: str) -> Origin | None:
    if pair is None:
        return None
    return origin(
        "cooperation_match",
        column,
        offer_submission_id=pair.offer.submission_id,
        offer_row=str(pair.offer.row_number),
        need_submission_id=pair.need.submission_id,
        need_row=str(pair.need.row_number),
    )
