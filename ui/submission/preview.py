"""What would change if this submission counted?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import definition
from definition import Definition, Language
from etl.preview import KINDS, RowChange, counts
from etl.reconcile.result import Result
from ui.format import number
from ui.plain_table import Cell, table
from ui.stored import written
from ui.submission import contents, outlook
from ui.submission.current import Current
from ui.texts import language, t

SHOWN_LINES = 300


def draw(now: Current, result: Result) -> None:
    """Four counts, and behind them every cell with its old and its new value."""
    found = outlook.changes(now.receipt, result)
    old = contents.follows_on(now.receipt)
    st.caption(t("submit.preview.beside", id=old) if old else t("submit.preview.first"))
    numbers = counts(found)
    with st.container(horizontal=True, key="preview_counts"):
        for kind in KINDS:
            st.metric(t(f"submit.preview.{kind}"), number(numbers[kind], language(), 0), width=140)
    _draw_cells(found)


def changes_nothing(now: Current, result: Result) -> bool:
    """Is it the city's last accepted report once more, cell by cell?"""
    if contents.follows_on(now.receipt) is None:
        return False
    return all(row.kind == "unchanged" for row in outlook.changes(now.receipt, result))


def _draw_cells(found: Sequence[RowChange]) -> None:
    rows = cell_lines(found, definition.load(), language())
    if not rows:
        st.info(t("submit.preview.nothing_changes"))
        return
    with st.expander(t("submit.preview.cells", count=number(len(rows), language(), 0)), key="preview_cells"):
        st.html(table(cell_headers(), rows[:SHOWN_LINES], t("submit.preview.caption")))
        if len(rows) > SHOWN_LINES:
            st.caption(t("submit.report.more", count=number(len(rows) - SHOWN_LINES, language(), 0)))


def cell_headers() -> list[str]:
    return [t(f"submit.preview.{name}") for name in ("sheet", "row", "column", "old", "new")]


def cell_lines(found: Sequence[RowChange], known: Definition, in_language: Language) -> list[list[Cell]]:
    """Sheet, row, column, old, new: a line for each changed cell and for each row that came or went."""
    return [line for row in found for line in _lines(row, known, in_language)]


def _lines(row: RowChange, known: Definition, in_language: Language) -> list[list[Cell]]:
    sheet = known.workbook.sheet(row.sheet)
    start: list[Cell] = [sheet.name[in_language], _label(row, known, in_language)]
    if row.kind in ("added", "removed"):
        there, gone = (
            known.text("submit.preview.whole_row", in_language),
            known.text("submit.preview.no_row", in_language),
        )
        return [[*start, "", *((gone, there) if row.kind == "added" else (there, gone))]]
    return [
        [
            *start,
            column.header[in_language],
            *(written(column, v, known, in_language) for v in row.changes[column.key]),
        ]
        for column in sheet.columns
        if column.key in row.changes
    ]


def _label(row: RowChange, known: Definition, in_language: Language) -> str:
    """What the row is known by; a form is one row and needs no name."""
    sheet = known.workbook.sheet(row.sheet)
    if sheet.layout == "form" or not row.label:
        return ""
    return written(sheet.key_column, row.label, known, in_language)
