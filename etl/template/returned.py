"""The notes of the organizers at the rows that they returned, in the workbook that the city fills in next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from definition import LANGUAGES, Definition, Sheet
from etl.layout import FIRST_ROW, FORM_FIRST_ROW, FORM_VALUE_COLUMN
from etl.preview import row_keys
from etl.review.verdicts import NEW_ROW
from etl.submission import Value
from etl.template.notes import note

_FILL = PatternFill("solid", fgColor="FFF2CC")


def mark_returned(
    ws: Worksheet,
    sheet: Sheet,
    definition: Definition,
    rows: Sequence[Mapping[str, Value]],
    asked: Mapping[str, str],
) -> None:
    """`asked`: by the row's key, what the organizers wrote about it."""
    places = {key: number for number, key in enumerate(row_keys(sheet, rows), start=FIRST_ROW) if key}
    places[NEW_ROW] = FIRST_ROW + len(rows)
    column = [c.key for c in sheet.columns].index(sheet.key_column.key) + 1
    for key, words in asked.items():
        if key not in places:
            continue
        in_form = sheet.layout == "form"
        cell = ws.cell(FORM_FIRST_ROW, FORM_VALUE_COLUMN) if in_form else ws.cell(places[key], column)
        assert isinstance(cell, Cell)
        cell.fill = _FILL
        cell.comment = _comment(words, definition)


def _comment(words: str, definition: Definition) -> Comment:
    heads = [definition.text("template.returned", language) for language in LANGUAGES]
    return note([heads[0], words, "", heads[1]], definition)
