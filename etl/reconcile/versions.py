"""The versions that a file is compared with: which one it follows on, and what each of them says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from definition import Column, Definition, Sheet
from etl.database.originals import UnreadOriginalError, Values, read_again
from etl.database.tables import sheet_table
from etl.layout import SEPARATOR
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.damaged import DamagedOriginalError
from etl.store.receipts import Submitted
from etl.submission import CheckedRow, Value

Brought = Mapping[tuple[str, str], tuple[Submitted, Values]]  # by city and workshop
NOTHING_BROUGHT: Brought = {}
_SEVERAL = ("texts", "countries")
# Approved and draft versions stand beside each other; what is sent follows on the one that is like it.
_FOLLOWED = """
    SELECT l.submission_id FROM submission_latest l JOIN workshop w ON w.workshop = l.workshop
    WHERE l.city = $city AND (NOT l.draft OR l.workshop = $workshop)
      AND w.period_end <= (SELECT period_end FROM workshop WHERE workshop = $workshop)
    ORDER BY w.period_end DESC, l.draft = $draft DESC LIMIT 1
"""
_CAME_LATER = """
    SELECT l.confirmed_number > coalesce(b.confirmed_number, b.number)
    FROM submission_state l, submission_state b WHERE l.submission_id = $id AND b.submission_id = $base
"""
_REPORTED = "SELECT DISTINCT city, workshop FROM submission_latest"


class Versions:
    """What `snapshot` shows, and what was confirmed since without being shown yet (`brought`).

    Values are taken from the snapshot: it was made from the very files, and reading two of them once more
    takes half a second. Only of one that was never confirmed the archive is asked."""

    def __init__(
        self, home: Path, definition: Definition, snapshot: Path | None, brought: Brought = NOTHING_BROUGHT
    ) -> None:
        self._archive = Archive(home)
        self._definition = definition
        self._snapshot = snapshot
        self._brought = brought
        self._order = [w.code for w in definition.workshops]

    def followed(self, city: str, workshop: str, draft: bool) -> Submitted | None:
        """The city's report of this workshop, else of the last one before it that it reported for."""
        places = {"city": city, "workshop": workshop, "draft": draft}
        found = self._row(_FOLLOWED, places)
        shown = self._archive.submitted(found[0]) if found else None
        for code in reversed(self._order[: self._order.index(workshop) + 1]):
            if shown and shown.workshop == code:
                return shown
            if (city, code) in self._brought:
                return self._brought[city, code][0]
        return None

    def named(self, submission_id: str, city: str, workshop: str) -> Submitted | None:
        """The version that a stamp names, if a template of this city and workshop can have been filled from
        it: a stamp may say anything."""
        try:
            base = self._archive.submitted(submission_id)
        except UnknownSubmissionError:
            return None
        until = self._order[: self._order.index(workshop) + 1]
        return base if base.city == city and base.workshop in until else None

    def came_later(self, last: Submitted, base: Submitted) -> bool:
        """Did `last` come to count after `base`? An older one that counts again, or beside a later draft,
        holds nothing that `base` had not."""
        found = self._row(_CAME_LATER, {"id": last.id, "base": base.id})
        return bool(found and found[0])

    def values(self, receipt: Submitted) -> Values | None:
        """None where the file cannot be read: no reason to keep anybody from sending."""
        brought = self._brought.get((str(receipt.city), str(receipt.workshop)))
        if brought and brought[0].id == receipt.id:
            return brought[1]
        shown = self._shown(receipt.id)
        if shown:
            return shown
        try:
            return read_again(self._archive, self._definition, [receipt])[receipt.id]
        except (DamagedOriginalError, UnreadOriginalError):
            return None

    def _shown(self, submission_id: str) -> Values:
        if self._snapshot is None:
            return {}
        with duckdb.connect(self._snapshot, read_only=True) as connection:
            found = {s.key: _rows(connection, s, submission_id) for s in self._definition.workbook.sheets}
        return found if any(found.values()) else {}

    def _row(self, sql: str, places: Mapping[str, object]) -> tuple[Any, ...] | None:
        if self._snapshot is None:
            return None
        with duckdb.connect(self._snapshot, read_only=True) as connection:
            return connection.execute(sql, dict(places)).fetchone()


def reported(snapshot: Path) -> set[tuple[str | None, str | None]]:
    """The cities and workshops of which a report or a draft counts."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        return {(city, workshop) for city, workshop in connection.execute(_REPORTED).fetchall()}


def _rows(connection: duckdb.DuckDBPyConnection, sheet: Sheet, submission_id: str) -> tuple[CheckedRow, ...]:
    columns = sheet.stored_columns
    asked = ", ".join(f"{c.key}, {c.key}_cell" for c in columns)
    found = connection.execute(
        f"SELECT row_number, {asked} FROM {sheet_table(sheet)} WHERE submission_id = ? ORDER BY row_number",
        (submission_id,),
    ).fetchall()
    return tuple(
        CheckedRow(
            number,
            {c.key: _value(c, value) for c, value in zip(columns, cells[::2], strict=True)},
            {c.key: cell for c, cell in zip(columns, cells[1::2], strict=True) if cell},
        )
        for number, *cells in found
    )


def _value(column: Column, stored: Any) -> Value:
    if column.type in _SEVERAL and isinstance(stored, str):
        return tuple(stored.split(SEPARATOR))
    value: Value = stored
    return value
