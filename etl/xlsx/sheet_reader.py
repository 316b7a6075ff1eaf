"""One worksheet's XML, read in a single pass. The stored dimension is never believed."""

from __future__ import annotations

import re
from operator import gt

from etl.cells import Cell, RawSheet
from etl.xlsx import plain_cells
from etl.xlsx.cell_values import Surroundings
from etl.xlsx.limits import Limits
from etl.xlsx.markup import OnStart, walk
from etl.xlsx.sheet_areas import SheetAreas
from etl.xlsx.sheet_cells import Budget, SheetCells

# Google Sheets writes a thousand rows of styled blanks: dropping them here costs a tenth of walking them.
_BLANK = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")? ?(?:/>|></c>)')
_UNUSUAL = re.compile(rb"<c(?! r=)[\s/>]|<!")  # a cell placed by the one before it, a comment, CDATA


def read_sheet(
    xml: bytes, part: str, name: str, hidden: bool, around: Surroundings, limits: Limits, budget: Budget
) -> RawSheet:
    cells = SheetCells(name, around, limits, budget)
    areas = SheetAreas(name, limits)
    on_start: dict[str, OnStart] = {"col": areas.columns, "mergeCell": areas.merge, "hyperlink": areas.link}
    rest = plain_cells.collect(xml, cells)
    if rest is not None:
        walk(rest, part, on_start, {}, limits)
    else:
        cells = SheetCells(name, around, limits, budget)
        if not _UNUSUAL.search(xml):
            xml, blanks = _BLANK.subn(b"", xml)
            budget.spend(name, 0, blanks)
        walk(xml, part, on_start | cells.on_start(), cells.on_end(), limits)
    budget.spend(name, len(cells.found), cells.elements, cells.characters)
    return RawSheet(
        name,
        hidden,
        _in_order(cells.found),
        frozenset(cells.hidden_rows),
        frozenset(areas.hidden_columns),
        tuple(areas.merges),
    )


def _in_order(cells: dict[tuple[int, int], Cell]) -> dict[tuple[int, int], Cell]:
    places = list(cells)
    return dict(sorted(cells.items())) if any(map(gt, places, places[1:])) else cells
