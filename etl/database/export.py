"""Every view as a file of its own, rows in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import duckdb
from openpyxl import Workbook

from etl.database.frozen_file import views_in
from etl.harmless import harmless_sql, in_workbook

Format = Literal["csv", "parquet", "xlsx"]


def export(snapshot: Path, out: Path, to: Format = "csv") -> Iterator[Path]:
    """Write every view of a snapshot or a freeze into the folder `out`; yields each file when it is written.

    CSV has commas and decimal dots, for programs. Text that a spreadsheet would take for a formula
    gets an apostrophe in front, except in Parquet, which no spreadsheet opens."""
    out.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(snapshot, read_only=True) as connection:
        for view in views_in(snapshot):
            path = out / f"{view}.{to}"
            query = f"{_select(connection, view, escaped=to != 'parquet')} ORDER BY ALL"
            if to == "xlsx":
                _write_xlsx(connection, query, view, path)
            else:
                options = "FORMAT csv, HEADER" if to == "csv" else "FORMAT parquet"
                connection.execute(f"COPY ({query}) TO '{_quoted(path)}' ({options})")
            yield path


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _select(connection: duckdb.DuckDBPyConnection, view: str, escaped: bool) -> str:
    columns = connection.execute(f"DESCRIBE {view}").fetchall()
    parts = [harmless_sql(name) if escaped and kind == "VARCHAR" else name for name, kind, *_ in columns]
    return f"SELECT {', '.join(parts)} FROM {view}"


def _write_xlsx(connection: duckdb.DuckDBPyConnection, query: str, view: str, path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(view[:31])
    result = connection.execute(query)
    sheet.append([column[0] for column in result.description or ()])
    for row in result.fetchall():
        sheet.append([in_workbook(v) if isinstance(v, str) else v for v in row])
    book.save(path)
