"""What may be chosen or typed: the hidden lists, the drop-downs over them and the prompts beside a cell."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from definition import Choice, Column, Definition
from definition.consistency import PROMPT_LENGTH, PROMPT_TITLE_LENGTH
from etl.layout import LISTS_SHEET, list_name

LONGEST_LIMIT = 1000  # beyond it the limit is the reader's, not the column's
_WHOLE = ("integer", "year")
_REAL = ("number", "percent", "measure")


def offered(list_key: str, definition: Definition, workshop: str | None) -> tuple[Choice, ...]:
    """The values a drop-down offers: of the municipalities only those that take part in the workshop."""
    choices = definition.lists[list_key].choices
    if list_key != "municipalities" or workshop is None:
        return choices
    participants = definition.workshop(workshop).participants
    return tuple(c for c in choices if c.code in participants)


def add_lists(book: Workbook, definition: Definition, workshop: str | None = None) -> None:
    """The hidden sheet of lists, each under a defined name: a drop-down that refers to another sheet
    directly is stored as an extension that openpyxl and others drop."""
    hidden = book.create_sheet(LISTS_SHEET)
    hidden.sheet_state = "hidden"
    columns = [c for s in definition.workbook.sheets for c in s.columns]
    keys = dict.fromkeys(c.list_key for c in columns if c.list_key)
    for number, key in enumerate(keys, start=1):
        labels = [c.label.tr for c in offered(key, definition, workshop)]
        for row, label in enumerate([key, *labels], start=1):
            hidden.cell(row, number, label)
        letter = get_column_letter(number)
        place = f"{LISTS_SHEET}!${letter}$2:${letter}${len(labels) + 1}"
        book.defined_names[list_name(key)] = DefinedName(list_name(key), attr_text=place)


def validation(column: Column, definition: Definition, cells: str) -> DataValidation:
    """The drop-down or bounds of a column with its prompt. Only a closed list refuses what is typed; other
    bounds ask back, because whoever knows better must be able to go on: the check says the rest."""
    made = DataValidation(**_bounds(column), allow_blank=True, sqref=cells, showInputMessage=True)
    made.promptTitle = made.errorTitle = column.header.tr[:PROMPT_TITLE_LENGTH]
    made.prompt = prompt(column, definition)
    made.error = column.help.tr[:PROMPT_LENGTH]
    if column.list_key:
        made.showErrorMessage = not definition.lists[column.list_key].open
    else:
        made.showErrorMessage, made.errorStyle = made.type is not None, "warning"
    return made


def prompt(column: Column, definition: Definition) -> str:
    """Help and example, as far as they fit into what Excel can show beside a cell."""
    text = column.help.tr
    if column.example:
        example = definition.text("template.example", "tr").format(example=column.example)
        text = f"{text}\n{example}" if len(text) + len(example) < PROMPT_LENGTH else text
    return text[:PROMPT_LENGTH]


def _bounds(column: Column) -> dict[str, Any]:
    if column.list_key:
        return {"type": "list", "formula1": list_name(column.list_key)}
    if column.type == "date":
        return {"type": "date", "operator": "greaterThan", "formula1": "0"}
    if column.type in _WHOLE or column.type in _REAL:
        return {"type": "whole" if column.type in _WHOLE else "decimal", **_range(column)}
    if column.max_length <= LONGEST_LIMIT:
        return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(column.max_length)}
    return {}


def _range(column: Column) -> dict[str, str]:
    if column.above is not None:
        return {"operator": "greaterThan", "formula1": f"{column.above:g}"}
    least = f"{column.minimum:g}" if column.minimum is not None else "-1000000000000"
    if column.maximum is None:
        return {"operator": "greaterThanOrEqual", "formula1": least}
    return {"operator": "between", "formula1": least, "formula2": f"{column.maximum:g}"}
