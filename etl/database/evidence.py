"""The export that earlier versions of the program laid beside each freeze, read as its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from etl.harmless import harmed_sql

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def find(folder: Path) -> tuple[Path, ...]:
    """Its files, in an order that does not matter; none where it is gone or was not finished."""
    found = tuple(sorted((folder / "csv").glob("*.csv")))
    return found if {path.stem for path in found} >= _views_of_then(folder) else ()


def select(path: Path, columns: Mapping[str, str]) -> str:
    """The rows of one file as a SELECT. `columns`: name → type, where today's view knows them; others are of
    the type that their text looks like. A type that would write a value otherwise is not forced upon it."""
    quoted = "'" + str(path).replace("'", "''") + "'"
    # Nothing between two commas is missing; two quotes are a text without letters.
    how = f"{quoted}, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = ''"
    with duckdb.connect() as connection:
        header = path.read_text("utf-8").partition("\n")[0]
        names = [name.strip().strip('"') for name in header.split(",")]
        if not all(map(_NAME.fullmatch, (path.stem, *names))):  # ours are; they become names in SQL
            raise ValueError(f"{path}: {header}")
        fields = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        text = f"read_csv({how}, auto_detect = false, allow_quoted_nulls = false, columns = {{{fields}}})"
        sniffed = f"SELECT * FROM read_csv({how}, sample_size = -1)"
        likely = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE {sniffed}").fetchall()}
        known = {
            name: _first_that_fits(connection, text, name, (columns.get(name, likely[name]), likely[name]))
            for name in names
        }
    parts = [f"CAST({n} AS {kind}) AS {n}" if (kind := known[n]) else harmed_sql(n) for n in names]
    return f"SELECT {', '.join(parts)} FROM {text}"


def _first_that_fits(
    connection: duckdb.DuckDBPyConnection, text: str, name: str, kinds: Iterable[str]
) -> str | None:
    """The type of which every value is written as it stands here; None: it stays a text."""
    for kind in kinds:
        if kind == "VARCHAR":
            return None
        other = f"CAST(TRY_CAST({name} AS {kind}) AS VARCHAR) IS DISTINCT FROM {name}"
        found = connection.execute(f"SELECT count(*) FROM {text} WHERE {other}").fetchone()
        if found == (0,):
            return kind
    return None


def _views_of_then(folder: Path) -> set[str]:
    """By the database that lay beside it, if it still does."""
    for path in sorted(folder.glob("*.duckdb"), key=lambda p: p.stat().st_mtime):
        try:
            with duckdb.connect(path, read_only=True) as connection:
                views = connection.execute(
                    "SELECT view_name FROM duckdb_views() WHERE NOT internal"
                ).fetchall()
                return {view for (view,) in views}
        except duckdb.Error:
            continue
    return set()
