"""What would a file of context figures change if it counted?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from etl.figures.key import Given, Key
from etl.figures.preview import FigureChange, Kind, counts, kept
from ui import labels
from ui.format import number
from ui.plain_table import Cell, table, with_remark
from ui.texts import language, t

_SHOWN_LINES = 300
_COUNTED: tuple[Kind, ...] = ("added", "changed", "removed", "unchanged")
_MOVES = ("added", "changed", "removed")


def draw(found: Sequence[FigureChange], now: Mapping[Key, Given]) -> None:
    """Counts first, then what would be gone by name, then old → new of each."""
    numbers = counts(found)
    with st.container(horizontal=True, key="figures_counts"):
        for kind in _COUNTED:
            st.metric(t(f"figures.kind.{kind}"), number(numbers[kind], language(), 0), width=140)
        st.metric(t("figures.kind.kept"), number(kept(found, now), language(), 0), width=170)
    removed = [_name(change) for change in found if change.kind == "removed"]
    if removed:
        st.warning(t("figures.removed", names="; ".join(removed)))
    if changes_nothing(found):
        st.info(t("figures.nothing_changes"))
        return
    moved = [change for change in found if change.kind in _MOVES]
    headers = [t(f"figures.column.{name}") for name in ("what", "figure", "old", "new", "cell")]
    st.html(table(headers, [_line(change) for change in moved[:_SHOWN_LINES]], t("figures.changes")))
    if len(moved) > _SHOWN_LINES:
        st.caption(t("submit.report.more", count=number(len(moved) - _SHOWN_LINES, language(), 0)))


def changes_nothing(found: Sequence[FigureChange]) -> bool:
    return not any(change.kind in _MOVES for change in found)


def _name(change: FigureChange) -> str:
    city, indicator, year = change.key
    return f"{labels.city(city)} {indicator} {year}"


def _line(change: FigureChange) -> list[Cell]:
    name = labels.indicator(change.key.indicator, language())
    old, new = (_given(given) for given in (change.old, change.new))
    return [t(f"figures.kind.{change.kind}"), with_remark(_name(change), name), old, new, change.cell]


def _given(given: Given | None) -> Cell:
    if given is None:
        return t("figures.none")
    return with_remark(number(given.value, language()), given.source)
