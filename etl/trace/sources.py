"""What a walk reached, as a reader knows it: cells of files, and what is no cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import duckdb

from definition import Column, Definition, Sheet
from etl.trace.lineage import Role
from etl.trace.walk import Reached

Kind = Literal["definition", "population", "workshop", "receipt"]
_KINDS: Mapping[str, Kind] = {
    "population": "population",
    "workshop": "workshop",
    "participation": "workshop",
    "submission": "receipt",
    "submission_event": "receipt",
    "figure_upload": "receipt",
    "record": "receipt",
    "submission_problem": "receipt",
}
_NAMED_BY = ("indicator", "status", "light", "submission_id", "workshop", "city", "year")
# One submission has many findings, each at its own cell.
_NAMED_BY_TABLE = {"submission_problem": ("submission_id", "sheet", "cell")}
_SENT = """
    SELECT submission_id, city, workshop, file_name, sha256, who, received_at FROM submission
    UNION ALL
    SELECT submission_id, NULL, '', file_name, sha256, who, received_at FROM figure_upload
"""


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One cell of one file. `value` as it is stored: a code, number or day; None where it is empty."""

    city: str  # whose the file is; of the organizers' figures whose the row is
    workshop: str  # empty where it is the organizers'
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
    row_key: Any  # what the row is known by: a code or a name; None in a form, which is one row
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


def sources(
    connection: duckdb.DuckDBPyConnection, definition: Definition, found: Sequence[Reached]
) -> tuple[tuple[TracedCell, ...], tuple[Other, ...]]:
    """Each cell once, in the order of workshops, cities and sheets; then what is no cell."""
    sent = _sent(connection)
    cells = {}
    others = {}
    # Where something both makes the figure and decides who enters, it makes the figure.
    for reached in sorted(found, key=lambda r: r.role):
        if reached.table.startswith("sheet_"):
            cell = _cell(reached, definition, sent)
            cells[cell.submission_id, cell.sheet_key, cell.row_number, cell.column] = cell
        else:
            other = _other(reached)
            others[other.table, other.of, other.column] = other
    ordered = sorted(cells.values(), key=lambda c: (c.workshop, c.city, c.sheet_key, c.row_number, c.column))
    return tuple(ordered), tuple(others.values())


def _sent(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row for row in connection.execute(_SENT).fetchall()}


def _cell(reached: Reached, definition: Definition, sent: Mapping[str, tuple[Any, ...]]) -> TracedCell:
    sheet = definition.workbook.sheet(reached.table.removeprefix("sheet_"))
    row, column = reached.row, reached.column
    submission_id, city, workshop, file_name, sha256, who, received_at = sent[row["submission_id"]]
    return TracedCell(
        *(city or row["city"], workshop, submission_id, file_name, sha256, who, received_at),
        *(sheet.name.tr, row[f"{column}_cell"], _header(sheet, column), sheet.key, column),
        row["row_number"],
        None if sheet.layout == "form" else row.get(sheet.key_column.key),
        *(row[column], reached.role),
    )


def _header(sheet: Sheet, column: str) -> str:
    headers: Iterator[Column] = (c for c in sheet.columns if c.key == column)
    return next((c.header.tr for c in headers), column)


def _other(reached: Reached) -> Other:
    row = reached.row
    named_by = _NAMED_BY_TABLE.get(reached.table, _NAMED_BY)
    of = " ".join(str(row[name]) for name in named_by if row.get(name) is not None)
    kind: Kind = _KINDS.get(reached.table, "definition")
    return Other(kind, reached.table, of, reached.column, row[reached.column], reached.role)
