"""Which units are responsible for the actions of a plan, and which rows are whose?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from etl.fold import fold
from etl.submission import Value

Row = Mapping[str, Value]
UNIT, CODE = "responsible_unit", "action_code"


def unit_key(name: object) -> str:
    """Two spellings of one unit have the same; a name of signs alone folds to nothing and is its own."""
    return fold(str(name or "")) or str(name or "")


def units_in(actions: Sequence[Row]) -> dict[str, int]:
    """Each unit in its first spelling with the number of its actions, in the order of the sheet."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in actions:
        if name := row.get(UNIT):
            spelled = names.setdefault(unit_key(name), str(name))
            counts[spelled] = counts.get(spelled, 0) + 1
    return counts


def is_of(row: Row, unit: str) -> bool:
    return unit_key(row.get(UNIT)) == unit_key(unit)


def with_rows_of(unit: str, new: Sequence[Row], actions: Sequence[Row]) -> tuple[Row, ...]:
    """`actions` with the rows of `unit` replaced by `new`. A row that stays keeps its place, so that as few
    addresses move as possible; what is new stands at the end."""
    by_code = {row.get(CODE): row for row in new}
    kept = [by_code.pop(row.get(CODE), None) if is_of(row, unit) else row for row in actions]
    return (*(row for row in kept if row is not None), *by_code.values())
