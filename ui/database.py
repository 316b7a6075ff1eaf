"""The published snapshot, opened read-only. The only SELECT outside etl/.

The snapshot's file name is part of every cache key, so a new publication shows at the next rerun and an old
result is never mixed with a new one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

import definition
from etl.database.frozen_file import NOTHING_LACKING, Lacking, is_frozen, lacking
from etl.trace.figure import trace_rows
from etl.trace.sources import Other, TracedCell
from ui.frames import one_kind_of_missing
from ui.origin import Origin
from ui.shown import as_of, forced, live_snapshot, snapshot_key

_STATES = """
    SELECT f.* EXCLUDE (sha256), coalesce(f.sha256, k.sha256) AS sha256, k.origin, k.kept_at
    FROM frozen_state AS f LEFT JOIN kept_freeze AS k USING (freeze_id)
    ORDER BY f.number DESC
"""


class NothingPublishedError(Exception):
    """There is no snapshot yet. The shell makes one before any page runs."""


class NotInFreezeError(Exception):
    """What is asked for was not measured yet when these figures were frozen. The message names it."""


_CALCULATED_BY = ("workshop", "compared_workshop")


def frozen_states() -> pd.DataFrame:
    """Which states were given a name, the newest first, each with its file (`sha256`) and, where it was kept
    later, `origin` and `kept_at`. Always asked of the present: a frozen state does not know of itself."""
    path = live_snapshot()
    return _query(str(path), _STATES, ()) if path else pd.DataFrame(columns=["code"])


def frozen_as(snapshot: str) -> Any:
    """The row of frozen_states that this database belongs to; None for figures of the present."""
    if not is_frozen(Path(snapshot)):
        return None
    found = frozen_states()
    return next(found[found["sha256"] == Path(snapshot).stem].itertuples(), None)


def not_part() -> tuple[str, ...]:
    """What the program measures now and the frozen figures on this page do not hold."""
    return _lacking(snapshot_key(), str(live_snapshot())).of_views() if as_of() else ()


@st.cache_resource(max_entries=20, show_spinner=False)
def _lacking(path: str, live: str) -> Lacking:
    if not is_frozen(Path(path)):
        return NOTHING_LACKING
    with _database(path).cursor() as then, _database(live).cursor() as now:
        return lacking(then, now)


@st.cache_resource(max_entries=4, show_spinner=False)  # the present, and frozen ones beside it
def _database(path: str) -> duckdb.DuckDBPyConnection:
    # One instance a process. It is never closed: another session's cursor may still be reading.
    return duckdb.connect(path, read_only=True)


@st.cache_data(max_entries=2000, show_spinner=False)
def _query(path: str, sql: str, values: tuple[object, ...]) -> pd.DataFrame:
    # A cursor a query: one connection shared by threads returns silently empty results.
    with _database(path).cursor() as cursor:
        return one_kind_of_missing(cursor.execute(sql, values).df())


def rows(view: str, order: str, **keys: str | bool | None) -> pd.DataFrame:
    """The rows of `view` whose columns equal the given keys; a key that is None is not asked for. In a freeze
    a column that it lacks is missing in every row; a view or key that it lacks raises NotInFreezeError.

    View, columns and order are names written in ui/data.py, never something typed by a reader."""
    path = snapshot_key()
    if not path:
        raise NothingPublishedError
    asked = {column: value for column, value in keys.items() if value is not None}
    lacks = _lacking(path, str(live_snapshot()))
    if view in lacks.tables or lacks.columns.get(view, {}).keys() & asked:
        raise NotInFreezeError(view)
    if one := forced():
        return _sifted(one.known, path, lacks.filled(view), order, asked)
    return _query(path, *_question(lacks.filled(view), order, asked))


def _question(source: str, order: str, asked: Mapping[str, str | bool]) -> tuple[str, tuple[str | bool, ...]]:
    where = " AND ".join(f"{column} = ?" for column in asked)
    sql = f"SELECT * FROM {source}{' WHERE ' + where if where else ''} ORDER BY {order}"
    return sql, tuple(asked.values())


def _sifted(
    known: dict[object, pd.DataFrame], path: str, source: str, order: str, asked: Mapping[str, str | bool]
) -> pd.DataFrame:
    """The same rows for a document, which asks a view for each city and indicator in turn: the view is
    calculated once for its workshop and sifted here. A pack took 195 questions that way."""
    in_view = {column: value for column, value in asked.items() if column in _CALCULATED_BY}
    question = _question(source, order, in_view)
    if question not in known:
        known[question] = _query(path, *question)
    found = known[question]
    for column, value in asked.items():
        if column not in in_view:
            found = found[found[column] == value]
    return found.reset_index(drop=True)


def traced(*origins: Origin) -> tuple[tuple[TracedCell, ...], tuple[Other, ...]]:
    """The cells behind a figure that was made of these, and what else it is computed from."""
    found = [_traced(snapshot_key(), origin) for origin in origins]
    cells = dict.fromkeys(cell for cells, _ in found for cell in cells)
    return tuple(cells), tuple(dict.fromkeys(other for _, others in found for other in others))


@st.cache_resource(max_entries=100, show_spinner=False)
def _traced(path: str, origin: Origin) -> tuple[tuple[TracedCell, ...], tuple[Other, ...]]:
    lacks = _lacking(path, str(live_snapshot()))
    if origin.view in lacks.tables or origin.column in lacks.columns.get(origin.view, ()):
        raise NotInFreezeError(origin.view)
    # On a cursor of its own: the walk keeps its rows in temporary tables.
    with _database(path).cursor() as cursor:
        later = lacks.columns.get(origin.view, ())
        asked = [{name: value for name, value in keys if name not in later} for keys in origin.rows]
        return trace_rows(cursor, definition.load(), origin.view, asked, origin.column)
