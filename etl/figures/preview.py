"""What would a file of context figures change, figure by figure?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from etl.figures.key import Given, Key, given_in, key_of
from etl.submission import CheckedRow

Kind = Literal["added", "changed", "removed", "unchanged", "empty"]
KINDS: tuple[Kind, ...] = ("added", "changed", "removed", "unchanged", "empty")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """`empty`: the row has no value, and there was none before."""

    key: Key
    kind: Kind
    old: Given | None
    new: Given | None
    cell: str


def changes(rows: Sequence[CheckedRow], in_force: Mapping[Key, Given]) -> tuple[FigureChange, ...]:
    """One for each row of a file without errors, in its order."""
    keyed = ((row, key_of(row)) for row in rows)
    return tuple(_change(row, key, in_force.get(key)) for row, key in keyed if key is not None)


def _change(row: CheckedRow, key: Key, old: Given | None) -> FigureChange:
    new = given_in(row)
    return FigureChange(key, _kind(old, new), old, new, row.cells.get("value", ""))


def _kind(old: Given | None, new: Given | None) -> Kind:
    if old is None:
        return "empty" if new is None else "added"
    if new is None:
        return "removed"
    return "unchanged" if old == new else "changed"


def counts(found: Sequence[FigureChange]) -> dict[Kind, int]:
    numbers = Counter(change.kind for change in found)
    return {kind: numbers[kind] for kind in KINDS}


def kept(found: Sequence[FigureChange], in_force: Mapping[Key, Given]) -> int:
    """How many figures in force the file does not name: they stay."""
    return len(in_force.keys() - {change.key for change in found})
