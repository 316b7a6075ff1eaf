"""Three ways: what a template was filled with, what is in force by now, what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from definition import Column, Definition, Sheet
from etl.preview import row_keys
from etl.report import spelled
from etl.submission import CheckedRow, Value

Row = Mapping[str, Value]  # a value for each column that has one
Rows = Mapping[str, Sequence[Row]]  # by sheet key
Keyed = Mapping[str, Row]
Kind = Literal[
    "theirs",  # changed by somebody else, untouched by the sender
    "conflict",  # changed by both, to something else
]
Cell = tuple[str, str, str]  # sheet, row key, column: which cell of a version
# So many changes are not typed a second time by chance: the file goes on from the version that has them.
_GOES_ON = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """A cell, or with no `column` a whole row, that the version in force has otherwise than the file that was
    sent. Of a whole row a value is its name, and None where it is not there."""

    kind: Kind
    place: str  # by which the sender names it: Sheet!F12; of a row that the file lacks its name
    sheet: str
    key: str  # of the row
    label: str  # by what the row is known, as it is stored
    column: str
    base: Value
    in_force: Value
    sent: Value

    @property
    def cell(self) -> Cell:
        return self.sheet, self.key, self.column


@dataclass(slots=True)
class _Seen:
    findings: list[Finding] = field(default_factory=list)
    held: int = 0  # cells changed in the version in force that the file has in just the same way


def compare(
    definition: Definition,
    base: Rows,
    in_force: Rows,
    sent: Mapping[str, Sequence[CheckedRow]],
    same_sender: bool = False,
) -> tuple[Finding, ...]:
    """In workbook order, row by row of the version in force, then what else was removed from it.

    Whoever goes on from his own version corrects himself where both differ: that is no conflict."""
    seen = _Seen()
    for sheet in definition.workbook.sheets:
        _compare(definition, sheet, base, in_force, sent.get(sheet.key, ()), seen)
    if same_sender and _goes_on(seen):
        return tuple(f for f in seen.findings if f.kind == "theirs")
    return tuple(seen.findings)


def keyed(sheet: Sheet, rows: Sequence[Row]) -> dict[str, Row]:
    """Rows by what they are known by; those that say nothing are left out."""
    return {key: row for key, row in zip(row_keys(sheet, rows), rows, strict=True) if key is not None}


def own_columns(sheet: Sheet) -> tuple[Column, ...]:
    """The columns that tell of the city. What a cover says of the file itself (for whom it was made, whether
    it is approved) is of no other file."""
    if sheet.layout != "form":
        return sheet.stored_columns
    place = {sheet.key_column.key, "workshop"}
    return tuple(c for c in sheet.stored_columns if c.prefilled and c.key not in place)


def is_printed(sheet: Sheet) -> bool:
    """Are its rows there for everybody? Then none of them comes or goes."""
    return sheet.layout == "form" or any(column.need == "printed" for column in sheet.columns)


def _goes_on(seen: _Seen) -> bool:
    untouched = sum(f.kind == "theirs" for f in seen.findings)
    return seen.held >= _GOES_ON and untouched * _GOES_ON <= seen.held


def _compare(
    definition: Definition,
    sheet: Sheet,
    base: Rows,
    in_force: Rows,
    sent: Sequence[CheckedRow],
    seen: _Seen,
) -> None:
    before, now = keyed(sheet, base.get(sheet.key, ())), keyed(sheet, in_force.get(sheet.key, ()))
    values = [row.values for row in sent]
    found = {key: row for key, row in zip(row_keys(sheet, values), sent, strict=True) if key is not None}
    ours = keyed(sheet, values)
    named = _Names(definition, sheet, found)
    for key in dict.fromkeys((*now, *before)):
        three = before.get(key), now.get(key), ours.get(key)
        if not is_printed(sheet) and (three[1] is None or three[2] is None):
            seen.findings += _whole_row(sheet, key, *three, named)
        else:
            _cells(sheet, key, (three[0] or {}, three[1] or {}, three[2] or {}), named, seen)


def _whole_row(
    sheet: Sheet, key: str, base: Row | None, in_force: Row | None, sent: Row | None, named: _Names
) -> Iterator[Finding]:
    """A row that is not in both: nothing to say where only the sender, or both, took it away."""
    left = in_force if sent is None else sent
    if left is None:
        return
    if base is None:  # only they can have added it: what the sender added is in no other version
        kind: Kind = "theirs"
    elif not _same(sheet, base, left):
        kind = "conflict"
    elif sent is None:
        return
    else:
        kind = "theirs"
    label = str(left.get(sheet.key_column.key) or "")
    there = [None if row is None else label for row in (base, in_force, sent)]
    yield Finding(kind, named.row(key, label), sheet.key, key, label, "", *there)


def _cells(sheet: Sheet, key: str, three: tuple[Row, Row, Row], named: _Names, seen: _Seen) -> None:
    _, in_force, sent = three
    label = str((sent or in_force).get(sheet.key_column.key) or "")
    for column in own_columns(sheet):
        was, now, says = (row.get(column.key) for row in three)
        if now == was:
            continue
        if now == says:
            seen.held += 1
            continue
        kind: Kind = "theirs" if says == was else "conflict"
        place = named.cell(key, label, column)
        seen.findings.append(Finding(kind, place, sheet.key, key, label, column.key, was, now, says))


def _same(sheet: Sheet, one: Row, other: Row) -> bool:
    return all(one.get(column.key) == other.get(column.key) for column in sheet.stored_columns)


@dataclass(frozen=True, slots=True)
class _Names:
    """What the sender calls a cell or a row of a sheet: its address in the file, else its name."""

    definition: Definition
    sheet: Sheet
    found: Mapping[str, CheckedRow]

    def cell(self, key: str, label: str, column: Column) -> str:
        row = self.found.get(key)
        if row and column.key in row.cells:
            return f"{self.sheet.name.tr}!{row.cells[column.key]}"
        return f"{self._called(key, label)} · {column.header.tr}"

    def row(self, key: str, label: str) -> str:
        row = self.found.get(key)
        address = row.cells.get(self.sheet.key_column.key) if row else None
        return f"{self.sheet.name.tr}!{address}" if address else self._called(key, label)

    def _called(self, key: str, label: str) -> str:
        name = spelled(self.sheet.key_column, label, self.definition)
        turn = key.rpartition("#")[2]
        return f"{self.sheet.name.tr}!{name}" + ("" if turn == "1" else f" #{turn}")
