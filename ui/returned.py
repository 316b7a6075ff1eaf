"""Which rows of the reports that count did the organizers return, and are still to be corrected?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import definition
from definition import Language
from ui import data, format
from ui.labels import say
from ui.rows import rows


def returned(workshop: str, city: str | None = None) -> list[Any]:
    """Rows of the view `row_review`. A corrected report that counts leaves none."""
    found = rows(data.row_review(city=city, workshop=workshop))
    return [row for row in found if row.in_force and row.verdict == "returned"]


def by_sheet(found: list[Any], language: Language) -> str:
    """ "Eylemler 2, Ağlar 1". Not what the rows are called: the city may not share that."""
    counts = Counter(row.sheet for row in found)
    named = [
        f"{sheet.name[language]} {format.number(counts[sheet.key], language, 0)}"
        for sheet in definition.load().workbook.sheets
        if sheet.key in counts
    ]
    return ", ".join(named)


def to_correct(found: list[Any], language: Language) -> str:
    """ "3 satır düzeltilecek" """
    return say("review.to_correct", language, n=format.number(len(found), language, 0))
