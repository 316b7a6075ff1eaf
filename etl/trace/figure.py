"""Where a figure of a view comes from: its cells, and what else it is computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from definition import Column, Definition, Sheet
from etl.trace.lineage import Role
from etl.trace.walk import LINEAGE, Reached, Walk

Kind = Literal["definition", "population", "workshop", "receipt"]
_KINDS: Mapping[str, Kind] = {
    "population": "population",
    "workshop": "workshop",
    "participation": "workshop",
    "submission": "receipt",
    "submission_event": "receipt",
}
_NAMED_BY = ("indicator", "status", "light", "submission_id", "workshop", "city", "year")
_COLUMNS = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
_SENT = "SELECT submission_id, city, workshop, file_name, sha256, who, received_at FROM submission"


class NotTraceableError(Exception):
    """`what`: view | column | key | nothing | several; `known` is what could have been asked for."""

    def __init__(self, what: str, asked: str, known: tuple[str, ...], count: int = 0) -> None:
        super().__init__(f"{what}: {asked}")
        self.what, self.asked, self.known, self.count = what, asked, known, count


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One cell of one file. `value` as it is stored: a code, number or day; None where it is empty."""

    city: str
    workshop: str
    submission_id: str
    file_name: str
    sha256: str
    who: str
    received_at: datetime  # Turkish wall time
    sheet: str  # as on the tab, which is Turkish in both languages
    cell: str | None
    header: str  # as in the workbook
    sheet_key: str
    column: str
    row_number: int
    value: Any
    role: Role


@dataclass(frozen=True, slots=True)
class Other:
    """What is no cell: a rule or an indicator of the definition, a population, a workshop, a receipt."""

    kind: Kind
    table: str
    of: str  # which one: the codes that name it
    column: str
    value: Any
    role: Role


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
    if view not in LINEAGE:
        raise NotTraceableError("view", view, tuple(sorted(LINEAGE)))
    figures = traceable(connection, view)
    if column not in figures:
        raise NotTraceableError("column", column, figures)
    walk = Walk(connection)
    start = _start(walk, connection, view, keys)
    row = walk.rows(start)[0]
    walk.descend(view, start, (column,))
    sent = _sent(connection)
    cells = {}
    others = {}
    # Where something both makes the figure and decides who enters, it makes the figure.
    for reached in sorted(walk.reached, key=lambda r: r.role):
        if reached.table.startswith("sheet_"):
            cell = _cell(reached, definition, sent)
            cells[cell.submission_id, cell.sheet_key, cell.row_number, cell.column] = cell
        else:
            other = _other(reached)
            others[other.table, other.of, other.column] = other
    of = {name: row[name] for name in (*LINEAGE[view].key, "city", "workshop") if name in row}
    ordered = sorted(cells.values(), key=lambda c: (c.workshop, c.city, c.sheet_key, c.row_number, c.column))
    return Traced(view, column, of, row[column], tuple(ordered), tuple(others.values()))


def traceable(connection: duckdb.DuckDBPyConnection, view: str) -> tuple[str, ...]:
    """The columns of a view that can be traced."""
    columns = _columns(connection)
    return tuple(column for column in columns[view] if _leads(columns, view, column))


def _leads(columns: Mapping[str, Mapping[str, str]], view: str, column: str) -> bool:
    if view.startswith("sheet_"):
        return f"{column}_cell" in columns[view]
    if view not in LINEAGE:
        return column in columns[view]
    steps = LINEAGE[view].steps(column)
    return steps is not None and all(_leads(columns, s.to, there) for s in steps for there in s.columns)


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Table or view → column → type."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


def _start(walk: Walk, connection: duckdb.DuckDBPyConnection, view: str, keys: Mapping[str, str]) -> str:
    """The one row that the keys name."""
    types = _columns(connection)[view]
    unknown = next((name for name in keys if name not in types), None)
    if unknown is not None:
        raise NotTraceableError("key", unknown, tuple(types))
    conditions = [
        f"{name} = ?" if types[name] == "VARCHAR" else f"CAST({name} AS VARCHAR) = ?" for name in keys
    ]
    start = walk.start(view, " AND ".join(conditions) or "TRUE", list(keys.values()))
    found = len(walk.rows(start))
    if found != 1:
        named = ", ".join(f"{name}={value}" for name, value in keys.items())
        known = tuple(dict.fromkeys((*LINEAGE[view].key, *(n for n in ("city", "workshop") if n in types))))
        raise NotTraceableError("several" if found else "nothing", named, known, found)
    return start


def _sent(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row for row in connection.execute(_SENT).fetchall()}


def _cell(reached: Reached, definition: Definition, sent: Mapping[str, tuple[Any, ...]]) -> TracedCell:
    sheet = definition.workbook.sheet(reached.table.removeprefix("sheet_"))
    row, column = reached.row, reached.column
    submission_id, city, workshop, file_name, sha256, who, received_at = sent[row["submission_id"]]
    return TracedCell(
        *(city, workshop, submission_id, file_name, sha256, who, received_at),
        *(sheet.name.tr, row[f"{column}_cell"], _header(sheet, column), sheet.key, column),
        *(row["row_number"], row[column], reached.role),
    )


def _header(sheet: Sheet, column: str) -> str:
    headers: Iterator[Column] = (c for c in sheet.columns if c.key == column)
    return next((c.header.tr for c in headers), column)


def _other(reached: Reached) -> Other:
    row = reached.row
    of = " ".join(str(row[name]) for name in _NAMED_BY if row.get(name) is not None)
    kind: Kind = _KINDS.get(reached.table, "definition")
    return Other(kind, reached.table, of, reached.column, row[reached.column], reached.role)
