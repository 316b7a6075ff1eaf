"""What would today's definition and program make of the receipts of a freeze? View by view, from → to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from definition import Definition
from etl.database.frozen_file import columns_in, lineage_in, views_in
from etl.database.remade import refuse_incomplete, remake
from etl.database.views import view_names
from etl.store.receipts import Frozen
from etl.trace.walk import LINEAGE

EXAMPLES = 5  # of changed figures, a view
Row = dict[str, Any]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One figure that would be another: of which row, from what to what."""

    row: Mapping[str, Any]
    column: str
    then: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one view. `only`: then | now where the other has no such view."""

    view: str
    only: str = ""
    added: int = 0
    removed: int = 0
    changed: int = 0
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    examples: tuple[Example, ...] = field(default=())

    def __bool__(self) -> bool:
        counted = self.added or self.removed or self.changed
        return bool(self.only or counted or self.columns_added or self.columns_removed)


def compare(home: Path, definition: Definition, frozen: Frozen, kept: Path) -> tuple[Difference, ...]:
    """One for each view of then or now, those of then first. Nothing is written into the data folder.
    Raises IncompleteError."""
    with TemporaryDirectory(prefix="compared-") as folder:
        made = Path(folder) / "today.duckdb"
        remake(home, definition, frozen, made)
        refuse_incomplete(made, frozen)
        with duckdb.connect(kept, read_only=True) as then, duckdb.connect(made, read_only=True) as now:
            views = views_in(kept)
            in_both = [view for view in views if view in view_names()]
            return (
                *(_difference(then, now, view) for view in in_both),
                *(Difference(view, only="then") for view in views if view not in in_both),
                *(Difference(view, only="now") for view in view_names() if view not in views),
            )


def _difference(then: duckdb.DuckDBPyConnection, now: duckdb.DuckDBPyConnection, view: str) -> Difference:
    before, after = columns_in(then)[view], columns_in(now)[view]
    both = [column for column in before if column in after]
    lineages = lineage_in(then)
    names = lineages[view].key if view in lineages else LINEAGE[view].key
    key = [name for name in both if name in (*names, "city", "workshop")]
    old, new = _only_in_one(_rows(then, view, both), _rows(now, view, both))
    pairs = _paired(_by_key(old, both, key), _by_key(new, both, key))
    changes = [found for one, other in pairs if (found := _changed(one, other, key))]
    return Difference(
        view,
        added=len(new) - len(pairs),
        removed=len(old) - len(pairs),
        changed=len(changes),
        columns_added=tuple(column for column in after if column not in before),
        columns_removed=tuple(column for column in before if column not in after),
        examples=tuple(example for found in changes for example in found)[:EXAMPLES],
    )


def _rows(connection: duckdb.DuckDBPyConnection, view: str, columns: Sequence[str]) -> Counter[Values]:
    return Counter(connection.execute(f"SELECT {', '.join(columns)} FROM {view}").fetchall())


def _only_in_one(old: Counter[Values], new: Counter[Values]) -> tuple[list[Values], list[Values]]:
    return list((old - new).elements()), list((new - old).elements())


def _by_key(rows: Sequence[Values], columns: Sequence[str], key: Sequence[str]) -> dict[Values, list[Row]]:
    found: dict[Values, list[Row]] = {}
    for values in sorted(rows, key=repr):
        row = dict(zip(columns, values, strict=True))
        found.setdefault(tuple(row[name] for name in key), []).append(row)
    return found


def _paired(old: Mapping[Values, list[Row]], new: Mapping[Values, list[Row]]) -> list[tuple[Row, Row]]:
    """Rows of the same key beside each other; those that have no other went or came."""
    return [pair for key, rows in old.items() for pair in zip(rows, new.get(key, ()), strict=False)]


def _changed(one: Row, other: Row, key: Sequence[str]) -> list[Example]:
    row = {name: one[name] for name in key}
    return [Example(row, c, one[c], other[c]) for c in one if not _same(one[c], other[c])]


def _same(one: Any, other: Any) -> bool:
    """A sum whose parts were added in another order is the same figure."""
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12) or one == other
    return bool(one == other)
