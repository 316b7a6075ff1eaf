"""Which traced cells belong to practices that a city did not share?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from etl.trace.sources import TracedCell
from ui.access import may
from ui.components.traced_words import Remark
from ui.database import rows
from ui.texts import t

UNSHARED_SHEET = "good_practices"  # its rows may be kept to the city's own people


def unshared_hidden(cells: Sequence[TracedCell]) -> list[TracedCell]:
    """The same cells; those who may not read what an unshared practice says see a remark instead. Where it
    stands is told, because it counts."""
    closed = {
        cell.city
        for cell in cells
        if cell.sheet_key == UNSHARED_SHEET and cell.workshop and not may("read_private", cell.city)
    }
    if not closed:
        return list(cells)
    shared = _shared_rows()
    return [
        replace(cell, row_key=None, value=Remark(t("part.source.unshared")))
        if cell.sheet_key == UNSHARED_SHEET
        and cell.city in closed
        and (cell.submission_id, cell.row_number) not in shared
        else cell
        for cell in cells
    ]


def _shared_rows() -> frozenset[tuple[str, int]]:
    """Submission and row of every practice that its city shares, of whichever version."""
    found = rows("sheet_good_practices", "submission_id, row_number", shared="yes")
    return frozenset(zip(found["submission_id"], found["row_number"], strict=True))
