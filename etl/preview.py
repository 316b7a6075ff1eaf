"""What a submission would change: its rows beside those of the city's last accepted one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from definition import Definition, Sheet
from etl.fold import fold
from etl.submission import CheckedRow, Value

Sheets = Mapping[str, Sequence[CheckedRow]]
Kind = Literal["added", "changed", "removed", "unchanged"]
KINDS: tuple[Kind, ...] = ("added", "changed", "removed", "unchanged")


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of the new or the old submission. `changes`: column key → (old, new)."""

    sheet: str
    kind: Kind
    label: str  # what the row is known by
    key: str  # by which it is found again, unique in its sheet
    number: int  # the row of the new workbook; of a removed one that of the old
    changes: Mapping[str, tuple[Value, Value]]


def row_changes(definition: Definition, old: Sheets, new: Sheets) -> list[RowChange]:
    """Every row of both, in workbook order; rows are the same when they are known by the same key."""
    return [
        change
        for sheet in definition.workbook.sheets
        for change in _sheet_changes(sheet, old.get(sheet.key, ()), new.get(sheet.key, ()))
    ]


def counts(changes: Sequence[RowChange]) -> dict[Kind, int]:
    found = Counter(change.kind for change in changes)
    return {kind: found[kind] for kind in KINDS}


def _sheet_changes(sheet: Sheet, old: Sequence[CheckedRow], new: Sequence[CheckedRow]) -> list[RowChange]:
    before, after = _by_key(sheet, old), _by_key(sheet, new)
    keys = [*after, *(key for key in before if key not in after)]
    return [_change(sheet, key, before.get(key), after.get(key)) for key in keys]


def _change(sheet: Sheet, key: str, old: CheckedRow | None, new: CheckedRow | None) -> RowChange:
    row = new or old
    assert row is not None
    label = str(row.values.get(sheet.key_column.key) or "")
    if old is None or new is None:
        return RowChange(sheet.key, "added" if new else "removed", label, key, row.number, {})
    pairs = {
        column.key: (old.values.get(column.key), new.values.get(column.key))
        for column in sheet.stored_columns
    }
    changes = {column: pair for column, pair in pairs.items() if pair[0] != pair[1]}
    return RowChange(sheet.key, "changed" if changes else "unchanged", label, key, row.number, changes)


def row_keys(sheet: Sheet, rows: Sequence[Mapping[str, Value]]) -> list[str | None]:
    """By what each row is known: the folded value of its key column and, where several share it, its turn.

    None for a row that holds nothing but what was printed for the reader: it says nothing."""
    typed = [c.key for c in sheet.stored_columns if not (c.key_column and _pre_printed(sheet))]
    turns: Counter[str] = Counter()
    keys: list[str | None] = []
    for row in rows:
        if all(row.get(key) is None for key in typed):
            keys.append(None)
            continue
        # A form is one row, whatever its key field says.
        name = "" if sheet.layout == "form" else fold(str(row.get(sheet.key_column.key) or ""))
        turns[name] += 1
        keys.append(f"{name}#{turns[name]}")
    return keys


def name_of(key: str) -> str:
    """The part of a row's key that it may share with others."""
    return key.rpartition("#")[0]


def _by_key(sheet: Sheet, rows: Sequence[CheckedRow]) -> dict[str, CheckedRow]:
    keys = row_keys(sheet, [row.values for row in rows])
    return {key: row for key, row in zip(keys, rows, strict=True) if key is not None}


def _pre_printed(sheet: Sheet) -> bool:
    return any(column.need == "printed" for column in sheet.columns)
