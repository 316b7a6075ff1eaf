"""Does a workbook that was written say exactly what it was written from?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from definition import Definition
from etl.slices.base import Row, stored
from etl.submission import CheckedSubmission
from etl.template.rows import Rows, cover_row

_CODE = "indicator_code"


def lost_sheets(
    definition: Definition, city: str, workshop: str, written: Rows, read: CheckedSubmission
) -> list[str]:
    """The names of the sheets of which a value is gone or another one came back. There should be none; but
    the price of a mistake would be the rows of somebody who is not here to notice."""
    expected: Mapping[str, Sequence[Row]] = {**written, "cover": [cover_row(city, workshop, written)]}
    lost = []
    for sheet in definition.workbook.sheets:
        before = [dict(row) for row in expected.get(sheet.key, ())]
        after = [stored(definition, sheet.key, row) for row in read.sheets.get(sheet.key, ())]
        same = _by_code(before) == _by_code(after) if sheet.key == "indicators" else before == after
        if not same:
            lost.append(sheet.name.tr)
    return lost


def _by_code(rows: Sequence[Row]) -> dict[object, Row]:
    """Of the rows that were filled in: the template prints the others, and in its own order."""
    return {row.get(_CODE): row for row in rows if row.keys() - {_CODE}}
