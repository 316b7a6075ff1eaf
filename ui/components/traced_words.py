"""How are the cells behind a figure said, and what else enters it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

import definition
from definition import Language
from etl.trace.sources import Other, TracedCell
from ui import format, labels
from ui.labels import say
from ui.stored import written
from ui.warned import in_general

_COLUMNS = ("city", "cell", "row", "value", "column", "file", "workshop", "who", "sent")
_OTHERS = ("of", "what", "value")


class Remark(str):
    """Stands in the place of a value that is not told."""

    __slots__ = ()


def cell_table(cells: Sequence[TracedCell], language: Language) -> pd.DataFrame:
    """One row a cell: city, place, what its row is about, value, column, file, workshop, who and when."""
    lines = [_line(cell, language) for cell in cells]
    return pd.DataFrame(lines, columns=[say(f"part.source.column.{name}", language) for name in _COLUMNS])


def other_table(others: Sequence[Other], language: Language) -> pd.DataFrame:
    """One row a rule, workshop, receipt or finding: which one, what of it, its value."""
    lines = [
        (_named(other, language), say(f"trace.what.{other.column}", language), _said(other, language))
        for other in others
    ]
    return pd.DataFrame(lines, columns=[say(f"part.source.column.{name}", language) for name in _OTHERS])


def _line(cell: TracedCell, language: Language) -> tuple[str, ...]:
    known = definition.load()
    column = known.workbook.sheet(cell.sheet_key).column(cell.column)
    return (
        labels.city(cell.city),
        _place(cell.sheet, cell.cell),
        _row(cell, language),
        cell.value if isinstance(cell.value, Remark) else written(column, cell.value, known, language),
        column.header[language].rstrip(" *"),
        cell.file_name,
        labels.workshop_short(cell.workshop, language),
        labels.person(cell.who, language),
        format.moment(cell.received_at, language),
    )


def _row(cell: TracedCell, language: Language) -> str:
    """A code says little alone where the catalogue has its name."""
    if cell.row_key is None:
        return ""
    key = definition.load().workbook.sheet(cell.sheet_key).key_column
    if key.key == "indicator_code":
        return f"{cell.row_key} {labels.indicator(str(cell.row_key), language)}"
    return written(key, cell.row_key, definition.load(), language)


def _place(sheet: str, cell: str | None) -> str:
    return f"{sheet}!{cell}" if cell else sheet


def _named(other: Other, language: Language) -> str:
    """Which rule, indicator, workshop, receipt or finding."""
    if other.table == "workshop":
        return labels.workshop_short(other.of, language)
    if other.table == "indicator":
        return f"{other.of} {labels.indicator(other.of, language)}"
    if other.table == "action_status_rule":
        return labels.status(other.of, language)
    if other.table == "light_rule":
        return labels.light(other.of, None, language)
    if other.table == "participation":
        workshop, city = other.of.split(" ")
        return f"{labels.workshop_short(workshop, language)} · {labels.city(city)}"
    if other.table == "submission_problem":
        submission_id, sheet, cell = other.of.split(" ")
        return f"{submission_id} · {_place(definition.load().workbook.sheet(sheet).name.tr, cell)}"
    return other.of


def _said(other: Other, language: Language) -> str:
    value: Any = other.value
    if format.is_missing(value):
        return format.no_data(language)
    if isinstance(value, bool):
        return format.yes_no(value, language)
    if isinstance(value, (int, float)):
        return format.number(value, language)
    if isinstance(value, str):
        return _text(other, value, language)
    return format.moment(value, language) if hasattr(value, "hour") else format.day(value, language)


def _text(other: Other, value: str, language: Language) -> str:
    """A code in words; what somebody typed as it is."""
    if other.column == "city":
        return labels.city(value)
    if other.column == "workshop":
        return labels.workshop_short(value, language)
    if other.table == "submission_problem":
        return in_general(value, "message", language)
    words = f"trace.value.{value}"
    return say(words, language) if words in definition.load().texts else value
