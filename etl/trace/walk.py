"""From a row of a view, step by step, to the rows of the tables it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from etl.trace.changes import CHANGES
from etl.trace.cooperation import COOPERATION
from etl.trace.figures import FIGURES
from etl.trace.groups import GROUPS
from etl.trace.indicators import INDICATORS
from etl.trace.lineage import Lineage, Role, Step
from etl.trace.reports import REPORTS

LINEAGE: Mapping[str, Lineage] = {
    **REPORTS,
    **INDICATORS,
    **GROUPS,
    **CHANGES,
    **COOPERATION,
    **FIGURES,
}
# Asked several times on one walk and dear to calculate, so they are calculated once.
_DEAR = ("indicator_value", "indicator_achievement", "common_figure")


@dataclass(frozen=True, slots=True)
class Reached:
    """One row of a table and the column of it that enters the figure."""

    table: str
    row: Mapping[str, Any]
    column: str
    role: Role


class Walk:
    """One walk on one connection; the rows on the way stand in temporary tables of their own."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, lineages: Mapping[str, Lineage] = LINEAGE
    ) -> None:
        self._connection = connection
        self._lineages = lineages
        self._made = 0
        self._whole: dict[str, str] = {}
        self.reached: list[Reached] = []

    def start(self, view: str, where: str, values: list[str]) -> str:
        """The rows to begin with, as a table. `where` has names of ours and marks for the values only."""
        return self._keep(f"SELECT * FROM {view} WHERE {where}", values)

    def rows(self, table: str) -> list[dict[str, Any]]:
        found = self._connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def descend(self, view: str, rows: str, columns: tuple[str, ...], role: Role = "value") -> None:
        """To everything that the columns of these rows of the view come from."""
        for step in _merged(self._lineages[view], columns):
            found = self._step(rows, step)
            if found is None:
                continue
            meant: Role = "scope" if "scope" in (role, step.role) else "value"
            if step.to in self._lineages:
                self.descend(step.to, found, step.columns, meant)
            else:
                for row in self.rows(found):
                    self.reached += [Reached(step.to, row, column, meant) for column in step.columns]

    def _step(self, rows: str, step: Step) -> str | None:
        """The rows that a step leads to, or None where there are none."""
        if not self._one(f"SELECT count(*) FROM {rows} AS s WHERE {step.when}"):
            return None
        asked = f"(SELECT * FROM {rows} AS s WHERE {step.when}) AS s"
        joined = [f"t.{there} = {here}" for there, here in step.on] or ["TRUE"]
        narrowed, values = self._narrowed(asked, step)
        belongs = " AND ".join([*joined, self._calculated(step.where)])
        where = " AND ".join([*narrowed, f"EXISTS (SELECT 1 FROM {asked} WHERE {belongs})"])
        return self._nonempty(f"SELECT t.* {self._calculated(f'FROM {step.to} AS t')} WHERE {where}", values)

    def _calculated(self, sql: str) -> str:
        """The same, reading the dear views from what was calculated once."""
        for view in _DEAR:
            if f"FROM {view} AS" in sql:
                if view not in self._whole:
                    self._whole[view] = self._keep(f"SELECT * FROM {view}", [])
                sql = sql.replace(f"FROM {view} AS", f"FROM {self._whole[view]} AS")
        return sql

    def _narrowed(self, asked: str, step: Step) -> tuple[list[str], list[Any]]:
        """Conditions with constants, which DuckDB takes down into a view; those of a join it does not."""
        conditions: list[str] = []
        values: list[Any] = []
        for there, here in step.on:
            found = [
                v for (v,) in self._connection.execute(f"SELECT DISTINCT {here} FROM {asked}").fetchall()
            ]
            if len(found) <= 40:
                conditions.append(f"t.{there} IN ({', '.join('?' * len(found))})")
                values += found
        return conditions, values

    def _nonempty(self, select: str, values: list[Any]) -> str | None:
        table = self._keep(select, values)
        return table if self._one(f"SELECT count(*) FROM {table}") else None

    def _keep(self, select: str, values: list[Any]) -> str:
        self._made += 1
        table = f"walked_{self._made}"
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {select}", values)
        return table

    def _one(self, sql: str) -> int:
        found = self._connection.execute(sql).fetchone()
        return int(found[0]) if found else 0


def _merged(lineage: Lineage, columns: tuple[str, ...]) -> list[Step]:
    """The steps of several columns, those that differ in their columns only taken together."""
    merged: dict[tuple[object, ...], Step] = {}
    for column in columns:
        for step in lineage.steps(column) or ():
            key = (step.to, step.on, step.when, step.where, step.role)
            before = merged[key].columns if key in merged else ()
            both = tuple(dict.fromkeys((*before, *step.columns)))
            merged[key] = Step(step.to, both, step.on, step.when, step.where, step.role)
    return list(merged.values())
