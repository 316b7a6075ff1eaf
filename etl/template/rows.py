"""The rows of the template: what is printed for everybody and what is written for this city."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from definition import Column, Definition, Indicator
from etl.harmless import in_workbook
from etl.history import PastReport
from etl.layout import SEPARATOR
from etl.submission import Value

Rows = Mapping[str, Sequence[Mapping[str, Value]]]  # by sheet key, then by column key
Written = str | float | int | date | None

_DIRECTIONS = {
    "higher": "template.direction_higher",
    "lower": "template.direction_lower",
    "context": "template.direction_context",
}


def written(value: Value, column: Column, definition: Definition) -> Written:
    """A stored value in the template's spelling: codes become their Turkish words."""
    if isinstance(value, tuple):
        return SEPARATOR.join(str(written(part, column, definition)) for part in value)
    if not isinstance(value, str):
        return value
    list_key = "countries" if column.type == "countries" else column.list_key
    label = definition.lists[list_key].label(value).tr if list_key else value
    return in_workbook(label)


def cover_row(city: str, workshop: str, rows: Rows) -> dict[str, Value]:
    """The cover always names the city and workshop it was made for, whatever was carried over."""
    carried = rows.get("cover", ())
    return {**(carried[0] if carried else {}), "municipality": city, "workshop": workshop}


def indicator_rows(
    definition: Definition,
    workshop: str,
    rows: Rows,
    last: PastReport | None = None,
    keeps_others: bool = False,
) -> list[dict[str, Value]]:
    """One row per asked indicator in catalogue order, with the values given for it and, to compare with, what
    counted in the `last` report for an earlier workshop. What was given for others (a row somebody added by
    hand) has a place here only where nothing may be lost."""
    given = {row.get("indicator_code"): row for row in rows.get("indicators", ())}
    asked = definition.asked_in(workshop)
    others = [i for i in definition.indicators if i.code in given and i not in asked] if keeps_others else []
    return [{**given.get(i.code, {}), **_printed(i, definition, last)} for i in (*asked, *others)]


def _printed(indicator: Indicator, definition: Definition, last: PastReport | None) -> dict[str, Value]:
    past = last.indicators.get(indicator.code) if last else None
    return {
        "indicator_code": indicator.code,
        "indicator_name": indicator.name.tr,
        "unit": indicator.unit.tr,
        "direction": definition.text(_DIRECTIONS[indicator.direction], "tr"),
        "previous_actual": past.actual if past else None,
    }
