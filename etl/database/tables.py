"""The tables of a snapshot: the fixed ones of sql/tables.sql and one a sheet, from the definition."""

from __future__ import annotations

from pathlib import Path

from definition import Column, Definition, Sheet

SQL = Path(__file__).parent.parent / "sql"
_SQL_TYPES = {"number": "DOUBLE PRECISION", "percent": "DOUBLE PRECISION", "measure": "DOUBLE PRECISION"}
_SQL_TYPES |= {"integer": "INTEGER", "year": "INTEGER", "date": "DATE"}


def sheet_table(sheet: Sheet) -> str:
    return f"sheet_{sheet.key}"


def sql_type(column: Column) -> str:
    return _SQL_TYPES.get(column.type, "VARCHAR")


def create_statements(definition: Definition) -> str:
    """Every CREATE TABLE. A sheet's table holds the confirmed files' rows: submission_id, row_number,
    then each stored column with the address of its cell beside it as <column>_cell."""
    return (SQL / "tables.sql").read_text("utf-8") + "\n".join(
        _create(sheet) for sheet in (*definition.workbook.sheets, *definition.figures.sheets)
    )


def _create(sheet: Sheet) -> str:
    columns = ", ".join(
        f"{column.key} {sql_type(column)}, {column.key}_cell VARCHAR" for column in sheet.stored_columns
    )
    return (
        f"CREATE TABLE {sheet_table(sheet)} (submission_id VARCHAR NOT NULL, row_number INTEGER NOT NULL, "
        f"{columns}, PRIMARY KEY (submission_id, row_number));"
    )
