"""Which values of a city's last accepted submission its next template starts with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from definition import Definition
from etl.submission import Value

Values = Mapping[str, Value]


def prefill(
    definition: Definition, sheets: Mapping[str, Sequence[Values]]
) -> dict[str, tuple[dict[str, Value], ...]]:
    """What may be carried over, by sheet key. What has to be reported anew stays empty."""
    return {
        sheet.key: tuple(_carried(sheet.key, definition, sheets.get(sheet.key, ())))
        for sheet in definition.workbook.sheets
    }


def _carried(key: str, definition: Definition, rows: Sequence[Values]) -> Iterator[dict[str, Value]]:
    columns = [c.key for c in definition.workbook.sheet(key).stored_columns if c.prefilled]
    levels = {i.code for i in definition.indicators if i.kind == "level"}
    for row in rows:
        kept = {c: row[c] for c in columns if row.get(c) is not None}
        # The first accepted baseline of a level stays; a flow has none.
        if key == "indicators" and row.get("indicator_code") not in levels:
            kept.pop("baseline", None)
        if kept:
            yield kept
