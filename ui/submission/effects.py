"""Which figures would this submission move, and what does it correct?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import definition
from definition import Language
from etl.consequences import Consequences, Figure, Move
from etl.reconcile.result import Result
from ui import labels
from ui.format import number, percent
from ui.labels import say
from ui.plain_table import Cell, table, with_remark
from ui.submission import outlook
from ui.submission.current import Current
from ui.texts import language, t

SHOWN_LINES = 100
_ARROW = " → "
_PERCENT = frozenset({"plan_progress_pct", "on_track_share_pct", "achievement_pct"})


def draw(now: Current, result: Result) -> None:
    """The big figures of the city and the group in the open, the indicators and corrections folded."""
    if now.receipt.draft:
        return  # it enters no figure, which the page has said already
    with st.spinner(t("submit.effects.calculating")):
        found = outlook.effects(now.receipt, result.choice, result.sheets)
    st.subheader(t("submit.effects.title"))
    rows = headline_lines(found.moves, language())
    if rows:
        st.html(table(_headers("figure", "shown_now", "afterwards"), rows, t("submit.effects.title")))
    else:
        st.info(t("submit.effects.none"))
    _folded("indicators", indicator_lines(found.moves, language()), ("indicator", "move", "light"))
    _folded("corrections", correction_lines(found, language()), ("sheet", "row", "column", "old", "new"))


def headline_lines(moves: Sequence[Move], in_language: Language) -> list[list[Cell]]:
    """Figure, as it is shown now, as it would be: the city's first, because its head is asked."""
    return [
        [
            with_remark(
                say(f"submit.effects.{move.figure}", in_language),
                say(f"submit.effects.of_{move.scope}", in_language),
            ),
            written(move.figure, move.before, in_language),
            written(move.figure, move.after, in_language),
        ]
        for scope in ("city", "group")
        for move in moves
        if move.scope == scope
    ]


def indicator_lines(moves: Sequence[Move], in_language: Language) -> list[list[Cell]]:
    """Indicator, its value from → to, its light from → to."""
    by_indicator: dict[str, dict[str, Move]] = {}
    for move in moves:
        if move.scope == "indicator":
            by_indicator.setdefault(move.of, {})[move.figure] = move
    return [
        [
            with_remark(labels.indicator(code, in_language), f"{code} · {labels.unit(code, in_language)}"),
            _arrow(moved.get("actual"), in_language),
            _arrow(moved.get("light"), in_language),
        ]
        for code, moved in by_indicator.items()
    ]


def correction_lines(found: Consequences, in_language: Language) -> list[list[Cell]]:
    """Sheet, row, column, what was reported and where, what is reported now and where."""
    known = definition.load().workbook
    return [
        [
            known.sheet(c.sheet).name[in_language],
            c.row_key,
            known.sheet(c.sheet).column(c.column).header[in_language] if c.column else "",
            with_remark(c.old or say("format.no_data", in_language), c.old_cell or ""),
            with_remark(c.new or say("format.no_data", in_language), c.cell or ""),
        ]
        for c in found.corrections
    ]


def written(figure: str, value: Figure, in_language: Language) -> str:
    if figure == "light":
        return labels.light(None if value is None else str(value), None, in_language)
    amount = None if value is None else float(value)
    return percent(amount, in_language, 1) if figure in _PERCENT else number(amount, in_language)


def _arrow(move: Move | None, in_language: Language) -> str:
    if move is None:
        return ""
    return _ARROW.join(written(move.figure, v, in_language) for v in (move.before, move.after))


def _folded(name: str, rows: Sequence[Sequence[Cell]], columns: Sequence[str]) -> None:
    if not rows:
        return
    title = t(f"submit.effects.{name}", count=number(len(rows), language(), 0))
    with st.expander(title, key=f"effects_{name}"):
        st.caption(t(f"submit.effects.{name}_help"))
        st.html(table(_headers(*columns), rows[:SHOWN_LINES], title))
        if len(rows) > SHOWN_LINES:
            st.caption(t("submit.report.more", count=number(len(rows) - SHOWN_LINES, language(), 0)))


def _headers(*names: str) -> list[str]:
    return [t(f"submit.effects.column.{name}") for name in names]
