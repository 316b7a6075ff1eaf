"""What is damaged in the archive stands as the last snapshot has it: it was read while it was sound."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from etl.store.damaged import DamagedReceiptError

_LAST = "last_shown"
_OF_RECEIPT = {
    "submission": "submission_id",
    "submission_problem": "submission_id",
    "figure_upload": "submission_id",
    "submission_event": "event_id",
    "record": "record_id",
    "record_fact": "record_id",
    "frozen_state": "freeze_id",
    "kept_freeze": "record_id",
}


class Carry:
    """From a snapshot of any release: what it has under the same names."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._there = _columns(connection, _LAST)
        self._here = _columns(connection, None)

    def receipts(self, damaged: Iterable[DamagedReceiptError]) -> None:
        """Under the numbers that they have by now."""
        for damage in damaged:
            for table, key in _OF_RECEIPT.items():
                self._copy(table, key, [damage.receipt_id], damage.number)

    def values(self, ids: Collection[str]) -> set[str]:
        """The rows of these files; returns of which there were any."""
        found: set[str] = set()
        if not ids:
            return found
        for table in sorted(name for name in self._here if name.startswith("sheet_")):
            found |= self._copy(table, "submission_id", ids)
        return found

    def _copy(self, table: str, key: str, ids: Collection[str], number: int | None = None) -> set[str]:
        names = [name for name in self._here[table] if name in self._there.get(table, ())]
        if key not in names:
            return set()
        plain = [name for name in names if name != "number"]
        asked = ", ".join("?" * len(ids))
        source = f"FROM {_LAST}.{table} WHERE {key} IN ({asked})"
        into, chosen = list(plain), list(plain)
        if "number" in self._here[table]:
            into.append("number")
            chosen.append(str(int(number or 0)))
        self._connection.execute(
            f"INSERT INTO {table} ({', '.join(into)}) SELECT {', '.join(chosen)} {source}", [*ids]
        )
        return {i for (i,) in self._connection.execute(f"SELECT DISTINCT {key} {source}", [*ids]).fetchall()}


@contextmanager
def carrying(connection: duckdb.DuckDBPyConnection, last: Path | None) -> Iterator[Carry | None]:
    """None where there is no snapshot to carry from."""
    if last is None:
        yield None
        return
    try:
        connection.execute(f"ATTACH '{str(last).replace(chr(39), chr(39) * 2)}' AS {_LAST} (READ_ONLY)")
    except duckdb.Error:  # it is damaged too
        yield None
        return
    try:
        yield Carry(connection)
    finally:
        connection.execute(f"DETACH {_LAST}")


def _columns(connection: duckdb.DuckDBPyConnection, database: str | None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = connection.execute(
        """SELECT c.table_name, c.column_name FROM duckdb_columns() AS c
           JOIN duckdb_tables() AS t ON t.database_name = c.database_name AND t.table_name = c.table_name
           WHERE NOT c.internal AND c.database_name = coalesce(?, current_database())
           ORDER BY c.column_index""",
        [database],
    ).fetchall()
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return found
