"""How is the catalogue laid out: as tabs to browse, or as what a search found?"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

import definition
from definition import Definition, Language
from ui import choices
from ui.catalogue import achievement, checks, indicators, statuses, workbook, workshops
from ui.catalogue.section import Section, found
from ui.markdown import Markdown, plain
from ui.plain_table import table
from ui.texts import language, t

CHAPTERS: dict[str, Callable[[Definition, Language], list[Section]]] = {
    "indicators": indicators.sections,
    "statuses": statuses.sections,
    "achievement": achievement.sections,
    "workshops": workshops.sections,
    "checks": checks.sections,
    "workbook": workbook.sections,
}


def tabs() -> None:
    """One tab a chapter; only the open one is drawn, and the address names it."""
    for name, place in choices.tabs("tab", {name: t(f"definitions.chapter.{name}") for name in CHAPTERS}):
        with place:
            for section in CHAPTERS[name](definition.load(), language()):
                _draw(section)


def results(query: str) -> None:
    """Every row of every chapter that holds the words."""
    hits = {name: _hits(name, query) for name in CHAPTERS}
    rows = sum(len(section.rows) for sections in hits.values() for section in sections)
    st.caption(t("definitions.found", count=rows) if rows else t("definitions.nothing_found"))
    for name, sections in hits.items():
        for section in sections:
            _draw(section, f"{t(f'definitions.chapter.{name}')} › ")


def _hits(name: str, query: str) -> list[Section]:
    sections = CHAPTERS[name](definition.load(), language())
    return [hit for section in sections if (hit := found(section, query))]


def _draw(section: Section, path: str = "") -> None:
    st.subheader(f"{plain(path)}{plain(section.title)}", anchor=section.anchor)
    if section.intro:
        st.markdown(Markdown(section.intro))  # of the definition, as its texts are
    st.html(table(section.headers, section.rows, section.title, section.widths_pct))
