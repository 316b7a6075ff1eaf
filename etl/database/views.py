"""The views of a snapshot, and the checks that must find nothing in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

SQL = Path(__file__).parent.parent / "sql"


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Define every view; those that are there already are replaced."""
    for path in _files("views"):
        connection.execute(_text(path))


def view_names() -> tuple[str, ...]:
    """Every view, a view after those it reads."""
    return tuple(path.stem.partition("_")[2] for path in _files("views"))


def failed_checks(
    connection: duckdb.DuckDBPyConnection, formulas: bool = False
) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """The checks that found offending rows, with these rows; empty when the snapshot is sound.

    With `formulas` those of sql/formula_checks too, which calculate group figures a second way. They take
    longer than the rest of a publication and fail only with another formula, which means a rebuild: then
    they run."""
    files = _files("checks") + (_files("formula_checks") if formulas else ())
    found = [(path.stem, connection.execute(_text(path)).fetchall()) for path in files]
    return [(check, rows) for check, rows in found if rows]


@cache
def _files(folder: str) -> tuple[Path, ...]:
    return tuple(sorted((SQL / folder).glob("*.sql")))


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")
