"""The published snapshot, opened read-only. The only SELECT outside etl/.

The snapshot's file name is part of every cache key, so a new publication shows at the next rerun and an old
result is never mixed with a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import definition
from etl.database import snapshots
from etl.database.frozen import frozen_snapshot
from etl.store.home import Home, data_home
from etl.trace.figure import trace_rows
from etl.trace.sources import Other, TracedCell
from ui.frames import one_kind_of_missing
from ui.origin import Origin

AS_OF = "asof"  # the parameter of the address


class NothingPublishedError(Exception):
    """There is no snapshot yet. The shell makes one before any page runs."""


def home() -> Home:
    """The data folder in use; `is_sample` decides about the banner."""
    return data_home()


_CALCULATED_BY = ("workshop", "compared_workshop")
_forced: ContextVar[tuple[Path, dict[object, pd.DataFrame]] | None] = ContextVar("snapshot", default=None)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Within it this very snapshot is read: for what is made outside a page's run, or takes a while."""
    token = _forced.set((path, {}))
    try:
        yield
    finally:
        _forced.reset(token)


def snapshot() -> Path | None:
    """The database that is read: the one CURRENT names, or the frozen one that the address asks for."""
    if forced := _forced.get():
        return forced[0]
    code = as_of()
    return _frozen(str(home().path), code) if code else live_snapshot()


def live_snapshot() -> Path | None:
    """The database that CURRENT names now. Its name (`.stem`) is the snapshot's number."""
    return snapshots.current(home().path)


def as_of() -> str:
    """The code of the frozen state that the address asks for; empty for the present, and where nothing was
    frozen under it. Outside a page's run there is only the present."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    code = str(st.session_state.get(AS_OF) or st.query_params.get(AS_OF) or "")
    return code if code and code in set(frozen_states()["code"]) else ""


def frozen_states() -> pd.DataFrame:
    """Which states were given a name, the newest first. Always asked of the present: a frozen state does not
    know of itself, and reading every receipt would take too long."""
    path = live_snapshot()
    sql = "SELECT * FROM frozen_state ORDER BY number DESC"
    return _query(str(path), sql, ()) if path else pd.DataFrame(columns=["code"])


def frozen_as(snapshot: str) -> Any:
    """The row of frozen_states that this database belongs to; None for figures of the present."""
    found = frozen_states()
    # Each lies in a folder that has the name of its receipt.
    same = found[found["freeze_id"] == Path(snapshot).parent.name] if "freeze_id" in found else found.head(0)
    return next(same.itertuples(), None)


def _frozen(home_path: str, code: str) -> Path:
    """Found once a process: what is frozen stays where it is."""
    known = _frozen_paths()
    if (home_path, code) not in known:
        known[home_path, code] = frozen_snapshot(Path(home_path), definition.load(), code)
    return known[home_path, code]


@st.cache_resource(show_spinner=False)
def _frozen_paths() -> dict[tuple[str, str], Path]:
    return {}


def snapshot_key() -> str:
    """What to add to the key of anything cached from these views (figures above all)."""
    path = snapshot()
    return str(path) if path else ""


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
    """The rows of `view` whose columns equal the given keys; a key that is None is not asked for.

    View, columns and order are names written in ui/data.py, never something typed by a reader."""
    path = snapshot_key()
    if not path:
        raise NothingPublishedError
    asked = {column: value for column, value in keys.items() if value is not None}
    if forced := _forced.get():
        return _sifted(forced[1], path, view, order, asked)
    where = " AND ".join(f"{column} = ?" for column in asked)
    sql = f"SELECT * FROM {view}{' WHERE ' + where if where else ''} ORDER BY {order}"
    return _query(path, sql, tuple(asked.values()))


def _sifted(
    known: dict[object, pd.DataFrame], path: str, view: str, order: str, asked: Mapping[str, str | bool]
) -> pd.DataFrame:
    """The same rows for a document, which asks a view for each city and indicator in turn: the view is
    calculated once for its workshop and sifted here. A pack took 195 questions that way."""
    in_view = {column: value for column, value in asked.items() if column in _CALCULATED_BY}
    where = " AND ".join(f"{column} = ?" for column in in_view)
    sql = f"SELECT * FROM {view}{' WHERE ' + where if where else ''} ORDER BY {order}"
    question = (sql, tuple(in_view.values()))
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
    # On a cursor of its own: the walk keeps its rows in temporary tables.
    with _database(path).cursor() as cursor:
        asked = [dict(keys) for keys in origin.rows]
        return trace_rows(cursor, definition.load(), origin.view, asked, origin.column)
