"""What is a chapter made of, and which of it does a search find?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ui.format import search_fold
from ui.plain_table import Cell

_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Section:
    """One table under a heading of its own; `anchor` is what links hold on to, in either language."""

    anchor: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    intro: str = ""
    widths_pct: tuple[int, ...] = ()


def found(section: Section, query: str) -> Section | None:
    """The rows that hold every word of the query, in whatever Turkish spelling; None without any."""
    words = search_fold(query).split()
    rows = tuple(row for row in section.rows if _holds(row, section.title, words))
    return replace(section, rows=rows) if rows else None


def _holds(row: tuple[Cell, ...], title: str, words: list[str]) -> bool:
    text = search_fold(_TAGS.sub(" ", " ".join((title, *row))))
    return all(word in text for word in words)
