"""How are many things of one kind shown as cards, and as the table behind them?

A page draws a card in milliseconds, and thirty cities have a hundred of them: the first are drawn, the others
and the table when somebody opens them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from ui.format import number
from ui.texts import language, t

Thing = TypeVar("Thing")
AT_FIRST = 12


def cards(found: Sequence[Thing], draw: Callable[[Thing], None], *, key: str, min_width: int) -> None:
    """As many beside each other as `min_width` pixels allow."""
    _grid(found[:AT_FIRST], draw, key, min_width)
    rest = found[AT_FIRST:]
    if not rest:
        return
    words = t("cooperation.more", n=number(len(rest), language(), 0))
    folded = st.expander(words, key=f"{key}_more", on_change="rerun")
    if folded.open:
        with folded:
            _grid(rest, draw, f"{key}_rest", min_width)


def as_table(draw: Callable[[], None], *, key: str) -> None:
    """The table behind the cards: its cells lead to their sources."""
    folded = st.expander(t("cooperation.as_table"), icon=":material/table:", key=key, on_change="rerun")
    if folded.open:
        with folded:
            draw()


def _grid(found: Sequence[Thing], draw: Callable[[Thing], None], key: str, min_width: int) -> None:
    with st.grid(min_column_width=min_width, gap="small", key=key):
        for one in found:
            draw(one)
