"""One file of figures that never change: every view as a table, and what is needed to read them later.

Beside the views stand the tables that lead to the source cells. The schema `kept` holds the definition of
then and the lineage of then as texts, and which of the tables were views. Whoever opens the file finds
figures, and nothing that calculates any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

import definition as definitions
from definition import Definition
from etl.database.assemble import STORAGE
from etl.database.views import view_names
from etl.store.home import FROZEN
from etl.trace.declared import as_json, from_json
from etl.trace.lineage import Lineage
from etl.trace.walk import LINEAGE

_LINEAGE = "lineage.json"
_TIMES = ("received_at", "recorded_at", "happened_at")
_KEPT = """
    CREATE SCHEMA frozen.kept;
    CREATE TABLE frozen.kept.view (view VARCHAR);
    CREATE TABLE frozen.kept.document (name VARCHAR, content VARCHAR)
"""
_TABLES = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'made' ORDER BY ALL"
_COLUMNS = """
    SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index
"""


def write(
    target: Path, snapshot: Path, definition: Definition, figures: Mapping[str, str] | None = None
) -> None:
    """Make the file of a snapshot. `figures`: view → the SELECT that its rows are taken from instead."""
    if figures is None:
        figures = {view: f"SELECT * FROM {view}" for view in view_names()}
    # In memory: a database that is opened only to be read lets nothing be written beside it.
    with duckdb.connect(config={**STORAGE, "temp_directory": f"{target}.tmp"}) as connection:
        connection.execute(f"ATTACH {_quoted(snapshot)} AS made (READ_ONLY)")
        connection.execute(f"ATTACH {_quoted(target)} AS frozen")
        connection.execute("USE made")
        tables = [name for (name,) in connection.execute(_TABLES).fetchall()]
        for name, select in {name: f"SELECT * FROM {name}" for name in tables}.items() | figures.items():
            connection.execute(f"CREATE TABLE frozen.{name} AS {select} ORDER BY ALL")
        connection.execute(_KEPT)
        connection.executemany("INSERT INTO frozen.kept.view VALUES (?)", [[view] for view in figures])
        documents = {**definitions.stored(definition), _LINEAGE: as_json(LINEAGE)}
        rows = [list(document) for document in documents.items()]
        connection.executemany("INSERT INTO frozen.kept.document VALUES (?, ?)", rows)
        connection.execute("CHECKPOINT frozen")


def is_frozen(database: Path) -> bool:
    """By its place: the archive keeps such files and no others there."""
    return database.parent.parts[-len(FROZEN.parts) :] == FROZEN.parts


def views_in(database: Path) -> tuple[str, ...]:
    """The views of a snapshot or a freeze."""
    if not is_frozen(database):
        return view_names()
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute("SELECT view FROM kept.view ORDER BY rowid").fetchall()
    return tuple(view for (view,) in found)


def columns_in(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Table or view → column → type."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS).fetchall():
        found.setdefault(table, {})[column] = kind
    return found


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the program measures now and a freeze does not hold: it is not part of it."""

    tables: frozenset[str]
    columns: Mapping[str, Mapping[str, str]]  # table → column → what stands for it
    order: Mapping[str, Mapping[str, str]]  # the same, of places in the ledger: they are no figures

    def filled(self, table: str) -> str:
        """The table with missing values in the columns that it lacks, for a FROM."""
        later = {**self.columns.get(table, {}), **self.order.get(table, {})}
        beside = "".join(f", {instead} AS {name}" for name, instead in later.items())
        return f"(SELECT *{beside} FROM {table}) AS {table}" if beside else table

    def of_views(self) -> tuple[str, ...]:
        """view, or view.column"""
        of_view = {view: [f"{view}.{c}" for c in self.columns.get(view, ())] for view in view_names()}
        return tuple(n for view in of_view for n in ([view] if view in self.tables else of_view[view]))


NOTHING_LACKING = Lacking(frozenset(), {}, {})


def lacking(frozen: duckdb.DuckDBPyConnection, now: duckdb.DuckDBPyConnection) -> Lacking:
    """`now`: the present, of which one knows what the program measures."""
    then, today = columns_in(frozen), columns_in(now)
    columns: dict[str, dict[str, str]] = {}
    order: dict[str, dict[str, str]] = {}
    for table in then.keys() & today.keys():
        for name, kind in today[table].items():
            if name in then[table]:
                continue
            if time := _time_for(name, then[table]):
                order.setdefault(table, {})[name] = f"epoch_us({time})"
            else:
                columns.setdefault(table, {})[name] = f"CAST(NULL AS {kind})"
    return Lacking(frozenset(today.keys() - then.keys()), columns, order)


def _time_for(name: str, columns: Mapping[str, str]) -> str | None:
    """The first release numbered no entries; what it kept is in the order of these times."""
    times = [f"{name.removesuffix('number')}at", *(_TIMES if name == "number" else ())]
    return next((time for time in times if name.endswith("number") and time in columns), None)


def definition_in(database: Path) -> Definition:
    """The definition that a freeze has kept, with the program's own words of today."""
    return _definition(database, definitions.today().folder)


@lru_cache(maxsize=32)
def _definition(database: Path, _folder_of_today: str) -> Definition:
    with duckdb.connect(database, read_only=True) as connection:
        kept = dict(connection.execute("SELECT name, content FROM kept.document").fetchall())
    return definitions.restored(kept, definitions.today())


def lineage_in(connection: duckdb.DuckDBPyConnection) -> Mapping[str, Lineage]:
    """Where the columns of this database come from: in a freeze what was true then."""
    try:
        asked = "SELECT content FROM kept.document WHERE name = ?"
        found = connection.execute(asked, [_LINEAGE]).fetchone()
    except duckdb.CatalogException:
        return LINEAGE
    return _lineage(found[0]) if found else LINEAGE


@lru_cache(maxsize=4)
def _lineage(text: str) -> Mapping[str, Lineage]:
    return from_json(text)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
