"""Which cells of a city's report are open or in doubt? Apart from how well the city does."""

from __future__ import annotations

from typing import Any

import streamlit as st

import definition
from definition import Language
from ui import data, format, labels
from ui.access import may
from ui.components.unshared import UNSHARED_SHEET
from ui.plain_table import Cell, table
from ui.rows import first, rows
from ui.texts import language, t
from ui.warned import warning

_COLUMNS = ("cell", "of", "what")


def draw(workshop: str, city: str) -> None:
    """The score in the open, the cell behind every lost point folded below it."""
    score = first(data.quality_score(workshop, city))
    if score is None:
        return
    words = format.percent(score.score_pct, language())
    lost = format.number(score.lost, language(), 0)
    title = t("workshop.quality.title", city=labels.city(city), score=words, lost=lost)
    with st.expander(title, key="quality"):
        st.caption(t("workshop.quality.help"))
        found = rows(data.quality_loss(workshop, city))
        if not found:
            st.caption(t("workshop.quality.none"))
            return
        headers = [t(f"workshop.quality.{name}") for name in _COLUMNS]
        said = _doubts(score.submission_id, city, language())
        st.html(table(headers, [_line(row, said, language()) for row in found], title))


def _line(row: Any, doubts: dict[tuple[str, str], str], in_language: Language) -> list[Cell]:
    sheet = definition.load().workbook.sheet(row.sheet).name.tr
    place = f"{sheet}!{row.cell}" if row.cell else sheet
    if row.kind == "doubt":
        return [place, "", doubts.get((row.sheet, row.cell), t("workshop.quality.doubt"))]
    of = f"{row.code} {labels.indicator(row.code, in_language)}" if row.kind != "no_owner" else row.code
    return [place, of, t(f"workshop.quality.{row.kind}")]


def _doubts(submission_id: str, city: str, in_language: Language) -> dict[tuple[str, str], str]:
    """The sentence of each warning by sheet and cell, which quotes what stands there: not for everybody."""
    problems = data.submission_problem(submission_id)
    warned = problems[problems["severity"] == "warning"]
    if not may("read_private", city):
        warned = warned[warned["sheet"] != UNSHARED_SHEET]
    return {(row.sheet, row.cell): warning(row, in_language) for row in rows(warned)}
