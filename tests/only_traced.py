"""A snapshot in which nothing is left of the cities' files but some cells: what do the views say of them?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from definition import Definition
from etl.database.tables import create_statements, sheet_table
from etl.database.views import create_views
from etl.trace.sources import TracedCell

# By these a view finds a row; the traced cells say which row they stand in.
NAMES = ("action_code", "indicator_code", "city", "year")


class OnlyTraced:
    """The tables of a snapshot with its views; the sheets hold what `keep` was told."""

    def __init__(self, snapshot: Path, definition: Definition) -> None:
        self.connection = duckdb.connect()
        self._sheets = {
            sheet.key: sheet for sheet in (*definition.workbook.sheets, *definition.figures.sheets)
        }
        self.connection.execute(f"ATTACH '{snapshot}' AS whole (READ_ONLY)")
        self.connection.execute(create_statements(definition))
        tables = self.connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'whole'"
        ).fetchall()
        sheets = {sheet_table(sheet) for sheet in self._sheets.values()}
        for (table,) in tables:
            if table not in sheets:
                self.connection.execute(f"INSERT INTO {table} SELECT * FROM whole.{table}")
        create_views(self.connection)

    def keep(self, cells: Iterable[TracedCell]) -> None:
        """Every other cell is empty from now on, and a row without any is gone."""
        by_sheet: dict[str, list[TracedCell]] = {key: [] for key in self._sheets}
        for cell in cells:
            by_sheet[cell.sheet_key].append(cell)
        for key, kept in by_sheet.items():
            self._fill(key, kept)

    def _fill(self, key: str, kept: list[TracedCell]) -> None:
        sheet = self._sheets[key]
        table = sheet_table(sheet)
        self.connection.execute(f"DELETE FROM {table}")
        if not kept:
            return
        places = [(c.submission_id, c.row_number, c.column) for c in kept]
        columns = list(zip(*places, strict=True))
        self.connection.register("kept", pa.table([list(c) for c in columns], names=["i", "r", "c"]))
        parts = ["w.submission_id", "w.row_number"]
        for column in sheet.stored_columns:
            stays = f"list_contains(k.columns, '{column.key}')" if column.key not in NAMES else "TRUE"
            parts += [f"CASE WHEN {stays} THEN w.{column.key} END", f"w.{column.key}_cell"]
        self.connection.execute(
            f"INSERT INTO {table} SELECT {', '.join(parts)} FROM whole.{table} AS w "
            "JOIN (SELECT i, r, list(c) AS columns FROM kept GROUP BY i, r) AS k "
            "ON k.i = w.submission_id AND k.r = w.row_number"
        )
        self.connection.unregister("kept")

    def figure(self, view: str, column: str, keys: dict[str, Any]) -> list[Any]:
        where = " AND ".join(f"{name} = ?" for name in keys)
        rows = self.connection.execute(f"SELECT {column} FROM {view} WHERE {where}", list(keys.values()))
        return [value for (value,) in rows.fetchall()]
