"""Which values of a city's last accepted submission its next template starts with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from definition import Definition, Sheet
from etl.submission import Value

Values = Mapping[str, Value]


def prefill(
    definition: Definition, sheets: Mapping[str, Sequence[Values]], same_period: bool = False
) -> dict[str, tuple[dict[str, Value], ...]]:
    """What is carried over, by sheet key. What has to be reported anew stays empty; for the same reporting
    period nothing has: then the template starts with the whole submission, to be corrected."""
    return {
        sheet.key: tuple(_carried(sheet, definition, sheets.get(sheet.key, ()), same_period))
        for sheet in definition.workbook.sheets
    }


def _carried(
    sheet: Sheet, definition: Definition, rows: Sequence[Values], same_period: bool
) -> Iterator[dict[str, Value]]:
    columns = [c.key for c in sheet.stored_columns if c.prefilled or same_period]
    levels = {i.code for i in definition.indicators if i.kind == "level"}
    for row in rows:
        kept = {c: row[c] for c in columns if row.get(c) is not None}
        # The first accepted baseline of a level stays; a flow has none.
        if sheet.key == "indicators" and row.get("indicator_code") not in levels:
            kept.pop("baseline", None)
        if kept:
            yield kept
