"""What are the slices of a city and workshop cut from and merged into?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb

from definition import Definition
from etl.database.originals import Values
from etl.prefilled import last_version
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submission import CheckedRow, Value
from etl.template.prefill import prefill

Row = Mapping[str, Value]
_NEWEST_FIRST = """
    SELECT submission_id, state FROM submission_state
    WHERE city = ? AND workshop = ? AND state IN ('awaiting_confirmation', 'counted', 'needs_fixing')
    ORDER BY number DESC
"""


class Version(NamedTuple):
    receipt: Submitted
    counts: bool


@dataclass(frozen=True, slots=True)
class Base:
    """One version of a city's report for a workshop, or what its next template starts with."""

    receipt: Submitted
    same_workshop: bool  # otherwise it is of an earlier workshop, and only carried over
    prefilled_from: str  # the version that counted when all this began
    sheets: Values  # as they were read
    rows: Mapping[str, tuple[Row, ...]]  # by sheet key, as they are written

    @property
    def actions(self) -> tuple[Row, ...]:
        return self.rows.get("actions", ())


def newest_version(snapshot: Path | None, archive: Archive, city: str, workshop: str) -> Version | None:
    """The newest one that awaits confirmation, counts or was merged; without one, the last accepted report of
    an earlier workshop. What was merged may lack what others still have to type: nothing of it is lost all
    the same, while any other file that needs fixing may hold cells nobody could read."""
    if snapshot is None:
        return None
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(_NEWEST_FIRST, (city, workshop)).fetchall()
    for submission_id, state in found:
        receipt = archive.submitted(submission_id)
        if state != "needs_fixing" or receipt.is_merged:
            return Version(receipt, state == "counted")
    source = last_version(snapshot, city, workshop)
    return Version(archive.submitted(source), True) if source else None


def base_of(definition: Definition, version: Version, workshop: str, sheets: Values) -> Base:
    """This version, of which `sheets` are the values, as the base for `workshop`."""
    receipt = version.receipt
    same = receipt.workshop == workshop
    # Were one that only waits named, the one that counts would look as if it had come later.
    source = receipt.id if version.counts else receipt.prefilled_from
    rows = dict(_all(definition, sheets)) if same else _carried(definition, workshop, sheets)
    return Base(receipt, same, source, sheets, rows)


def _carried(definition: Definition, workshop: str, sheets: Values) -> dict[str, tuple[Row, ...]]:
    """As the whole template has it: what was given for indicators that are not asked has no place there."""
    rows: dict[str, tuple[Row, ...]] = {**prefill(definition, _values(sheets))}
    asked = {i.code for i in definition.asked_in(workshop)}
    given = rows.get("indicators", ())
    return {**rows, "indicators": tuple(row for row in given if row.get("indicator_code") in asked)}


def _all(definition: Definition, sheets: Values) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for sheet in definition.workbook.sheets:
        yield sheet.key, tuple(stored(definition, sheet.key, row) for row in sheets.get(sheet.key, ()))


def stored(definition: Definition, sheet: str, row: CheckedRow) -> dict[str, Value]:
    """What a row says: the values that are kept, without the empty ones."""
    keys = (column.key for column in definition.workbook.sheet(sheet).stored_columns)
    return {key: value for key in keys if (value := row.values.get(key)) is not None}


def _values(sheets: Values) -> dict[str, list[Row]]:
    return {key: [row.values for row in found] for key, found in sheets.items()}
