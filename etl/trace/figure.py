"""Where a figure of a view comes from: its cells, and what else it is computed from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from definition import Definition
from etl.database.frozen_file import columns_in, lineage_in
from etl.trace.lineage import Lineage
from etl.trace.sources import Other, TracedCell, sources
from etl.trace.walk import Walk


class NotTraceableError(Exception):
    """`what`: view | column | key | nothing | several; `known` is what could have been asked for."""

    def __init__(self, what: str, asked: str, known: tuple[str, ...], count: int = 0) -> None:
        super().__init__(f"{what}: {asked}")
        self.what, self.asked, self.known, self.count = what, asked, known, count


@dataclass(frozen=True, slots=True)
class Traced:
    view: str
    column: str
    row: Mapping[str, Any]  # the keys of the row
    figure: Any
    cells: tuple[TracedCell, ...]
    others: tuple[Other, ...]


def trace(snapshot: Path, definition: Definition, view: str, keys: Mapping[str, str], column: str) -> Traced:
    """What `column` of the one row of `view` with these keys is computed from. Raises NotTraceableError."""
    with duckdb.connect(snapshot, read_only=True) as connection, connection.cursor() as cursor:
        return trace_in(cursor, definition, view, keys, column)


def trace_in(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    view: str,
    keys: Mapping[str, str],
    column: str,
) -> Traced:
    """The same on a connection that nobody else uses meanwhile."""
    lineages = lineage_in(connection)
    walk = Walk(connection, lineages)
    start = _start(walk, connection, lineages, view, (keys,), column)
    rows = walk.rows(start)
    if len(rows) != 1:
        raise _not_one(lineages[view], keys, columns_in(connection)[view], len(rows))
    walk.descend(view, start, (column,))
    row = rows[0]
    of = {name: row[name] for name in (*lineages[view].key, "city", "workshop") if name in row}
    return Traced(view, column, of, row[column], *sources(connection, definition, walk.reached))


def trace_rows(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    view: str,
    rows: Sequence[Mapping[str, str]],
    column: str,
) -> tuple[tuple[TracedCell, ...], tuple[Other, ...]]:
    """What `column` of all rows of `view` that any of `rows` names is computed from, for a figure that is a
    count or a sum of them. Raises NotTraceableError."""
    lineages = lineage_in(connection)
    walk = Walk(connection, lineages)
    walk.descend(view, _start(walk, connection, lineages, view, rows, column), (column,))
    return sources(connection, definition, walk.reached)


def traceable(connection: duckdb.DuckDBPyConnection, view: str) -> tuple[str, ...]:
    """The columns of a view that can be traced."""
    columns, lineages = columns_in(connection), lineage_in(connection)
    return tuple(column for column in columns[view] if _leads(columns, lineages, view, column))


def _leads(
    columns: Mapping[str, Mapping[str, str]], lineages: Mapping[str, Lineage], view: str, column: str
) -> bool:
    if view.startswith("sheet_"):
        return f"{column}_cell" in columns[view]
    if view not in lineages:
        return column in columns[view]
    steps = lineages[view].steps(column)
    return steps is not None and all(
        _leads(columns, lineages, s.to, there) for s in steps for there in s.columns
    )


def _start(
    walk: Walk,
    connection: duckdb.DuckDBPyConnection,
    lineages: Mapping[str, Lineage],
    view: str,
    asked: Sequence[Mapping[str, str]],
    column: str,
) -> str:
    """The rows that the keys name, as a table."""
    if view not in lineages or view not in columns_in(connection):
        raise NotTraceableError("view", view, tuple(sorted(lineages)))
    figures = traceable(connection, view)
    if column not in figures:
        raise NotTraceableError("column", column, figures)
    types = columns_in(connection)[view]
    unknown = next((name for keys in asked for name in keys if name not in types), None)
    if unknown is not None:
        raise NotTraceableError("key", unknown, tuple(types))
    where = " OR ".join(f"({_named(keys, types)})" for keys in asked) or "FALSE"
    return walk.start(view, where, [value for keys in asked for value in keys.values()])


def _named(keys: Mapping[str, str], types: Mapping[str, str]) -> str:
    """A condition with names of ours and marks for the values."""
    same = (f"{name} = ?" if types[name] == "VARCHAR" else f"CAST({name} AS VARCHAR) = ?" for name in keys)
    return " AND ".join(same) or "TRUE"


def _not_one(
    lineage: Lineage, keys: Mapping[str, str], types: Mapping[str, str], found: int
) -> NotTraceableError:
    named = ", ".join(f"{name}={value}" for name, value in keys.items())
    known = tuple(dict.fromkeys((*lineage.key, *(n for n in ("city", "workshop") if n in types))))
    return NotTraceableError("several" if found else "nothing", named, known, found)
