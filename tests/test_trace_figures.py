"""Every figure of every view comes out the same when nothing is left but the cells it is traced to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from definition import Definition
from etl.database import snapshots
from etl.database.views import view_names
from etl.sample import make
from etl.trace.figure import Traced, trace_in, traceable
from etl.trace.walk import LINEAGE
from tests.only_traced import OnlyTraced

# Numbers that are no figures: where a row stands, and what the file is.
NO_FIGURES = {"row_number", "draft"}
# Rows of each column; TRACED_ROWS=10 takes a few minutes and asks more of them.
SAMPLED = int(os.environ.get("TRACED_ROWS", "1"))


@pytest.fixture(scope="module")
def snapshot(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("traced")
    make(home, definition)
    shown = snapshots.current(home)
    assert shown
    return shown


@pytest.fixture(scope="module")
def connection(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(snapshot, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def masked(snapshot: Path, connection: duckdb.DuckDBPyConnection, definition: Definition) -> OnlyTraced:
    return OnlyTraced(snapshot, definition)


def described(connection: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE {view}").fetchall()}


def test_every_view_and_every_number_of_it_can_be_traced(connection: duckdb.DuckDBPyConnection) -> None:
    assert set(LINEAGE) == set(view_names())
    untraced = [
        f"{view}.{column}"
        for view in view_names()
        for column, kind in described(connection, view).items()
        if kind != "VARCHAR" and column not in NO_FIGURES and column not in traceable(connection, view)
    ]
    assert untraced == []


def test_every_declared_column_is_there_and_leads_to_a_table(connection: duckdb.DuckDBPyConnection) -> None:
    astray = [
        f"{view}.{column}"
        for view, lineage in LINEAGE.items()
        for column in lineage.columns
        if column not in traceable(connection, view)
    ]
    assert astray == []


def sampled(connection: duckdb.DuckDBPyConnection, view: str, column: str) -> list[dict[str, Any]]:
    """Keys of a few rows spread over the view: where the figure is not zero, or else where there is one."""
    kind = described(connection, view)[column]
    telling = "TRUE" if kind in ("VARCHAR", "DATE", "TIMESTAMP") else f"CAST({column} AS BOOLEAN)"
    keys = LINEAGE[view].key
    for which in (telling, "TRUE"):
        asked = f"SELECT DISTINCT {', '.join(keys)} FROM {view} WHERE {column} IS NOT NULL AND {which}"
        found = connection.execute(f"{asked} ORDER BY ALL").fetchall()
        if found:
            break
    picked = {len(found) * n // SAMPLED + len(found) // (2 * SAMPLED) for n in range(SAMPLED)}
    return [dict(zip(keys, found[n], strict=True)) for n in sorted(picked) if n < len(found)]


@pytest.mark.parametrize("view", view_names())
def test_the_traced_cells_alone_give_the_figure(
    view: str, connection: duckdb.DuckDBPyConnection, masked: OnlyTraced, definition: Definition
) -> None:
    wrong = []
    for column in traceable(connection, view):
        for keys in sampled(connection, view, column):
            asked = {name: str(value) for name, value in keys.items()}
            traced = trace_in(connection, definition, view, asked, column)
            masked.keep(traced.cells)
            again = masked.figure(view, column, keys)
            if len(again) != 1 or not same(again[0], traced.figure):
                wrong.append(f"{column} {keys}: {traced.figure!r}, from {len(traced.cells)} cells {again!r}")
    assert wrong == []


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return bool(one == other)


def test_a_figure_without_anything_behind_it_names_nothing_it_does_not_need(traced_rate: Traced) -> None:
    """A typed rate is the typed cell and nothing of the list."""
    assert {cell.sheet for cell in traced_rate.cells} == {"Göstergeler"}


@pytest.fixture
def traced_rate(connection: duckdb.DuckDBPyConnection, definition: Definition) -> Traced:
    row = connection.execute(
        "SELECT city, workshop, indicator FROM indicator_value WHERE entry = 'typed' ORDER BY ALL LIMIT 1"
    ).fetchone()
    assert row
    keys = dict(zip(("city", "workshop", "indicator"), row, strict=True))
    return trace_in(connection, definition, "indicator_value", keys, "actual")
