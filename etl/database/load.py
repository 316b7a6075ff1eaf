"""Receipts and values as rows of the snapshot's tables."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from definition import Column, Definition, Sheet
from etl.clock import TURKIYE
from etl.database.tables import sheet_table, sql_type
from etl.store.damaged import DamagedOriginalError, DamagedReceiptError
from etl.store.receipts import Decided, Frozen, KeptFreeze, Recorded, Sent, Submitted, Supplied
from etl.submission import CheckedRow, Value

_ARROW = {
    "VARCHAR": pa.string(),
    "DOUBLE PRECISION": pa.float64(),
    "INTEGER": pa.int32(),
    "DATE": pa.date32(),
}
Rows = Sequence[tuple[Any, ...]]


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Load one batch by position. `table` is a name of ours, never of a user's."""
    connection.register("batch", rows)
    connection.execute(f"INSERT INTO {table} SELECT * FROM batch")
    connection.unregister("batch")


def insert_receipts(connection: duckdb.DuckDBPyConnection, sent: Iterable[Sent]) -> None:
    sent = list(sent)
    submitted = [s for s in sent if isinstance(s, Submitted)]
    _insert_rows(connection, "submission", [_submission(s) for s in submitted])
    _insert_rows(connection, "figure_upload", [_upload(s) for s in sent if isinstance(s, Supplied)])
    problems = [row for s in submitted for row in _problems(s)]
    _insert_rows(connection, "submission_problem", problems)


def insert_decisions(connection: duckdb.DuckDBPyConnection, decided: Iterable[Decided]) -> None:
    _insert_rows(connection, "submission_event", [_event(d) for d in decided])


def insert_unread(
    connection: duckdb.DuckDBPyConnection,
    receipts: Iterable[DamagedReceiptError],
    originals: Mapping[str, DamagedOriginalError],
    carried: Collection[str],
) -> None:
    """What is damaged in the archive; `originals` by submission id, `carried`: whose values are here."""
    _insert_rows(connection, "unread_receipt", [(r.receipt_id, r.fault, r.number) for r in receipts])
    rows = [(i, damage.sha256, damage.fault, i in carried) for i, damage in originals.items()]
    _insert_rows(connection, "unread_original", rows)


def insert_records(connection: duckdb.DuckDBPyConnection, recorded: Iterable[Recorded]) -> None:
    recorded = list(recorded)
    _insert_rows(
        connection, "record", [(r.id, r.topic, r.about, _local(r.at), r.who, r.number) for r in recorded]
    )
    facts = [(r.id, name, value) for r in recorded for name, value in r.facts]
    _insert_rows(connection, "record_fact", facts)


def insert_freezes(
    connection: duckdb.DuckDBPyConnection, frozen: Iterable[Frozen], kept: Iterable[KeptFreeze]
) -> None:
    freezes = [
        (f.id, f.name, f.code, f.workshop, _local(f.at), f.who, f.number, f.sha256 or None) for f in frozen
    ]
    _insert_rows(connection, "frozen_state", freezes)
    files = [(k.id, k.freeze_id, k.origin, _local(k.at), k.sha256, k.number) for k in kept]
    _insert_rows(connection, "kept_freeze", files)


def insert_values(
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    values: Mapping[str, Mapping[str, Sequence[CheckedRow]]],
) -> None:
    """`values`: submission id -> sheet key -> rows, in the order they shall be stored."""
    for sheet in (*definition.workbook.sheets, *definition.figures.sheets):
        rows = [(i, row) for i, sheets in values.items() for row in sheets.get(sheet.key, ())]
        if rows:
            insert(connection, sheet_table(sheet), _sheet_batch(sheet, rows))


def _sheet_batch(sheet: Sheet, rows: Sequence[tuple[str, CheckedRow]]) -> pa.Table:
    columns: dict[str, pa.Array] = {
        "submission_id": pa.array([submission_id for submission_id, _ in rows], pa.string()),
        "row_number": pa.array([row.number for _, row in rows], pa.int32()),
    }
    for column in sheet.stored_columns:
        stored = [_stored(column, row.values.get(column.key)) for _, row in rows]
        columns[column.key] = pa.array(stored, _ARROW[sql_type(column)])
        cells = [row.cells.get(column.key) for _, row in rows]
        columns[f"{column.key}_cell"] = pa.array(cells, pa.string())
    return pa.table(columns)


def _stored(column: Column, value: Value) -> Any:
    if isinstance(value, tuple):
        return "; ".join(value)
    if value is not None and sql_type(column) == "INTEGER":
        return int(value)  # type: ignore[arg-type]  # the checks let whole numbers through only
    return value


def _submission(s: Submitted) -> tuple[Any, ...]:
    received = _local(s.at)
    return (
        *(s.id, s.city, s.workshop, received, s.who, s.file_name, s.sha256, s.size_bytes),
        *(s.acceptance, s.draft, s.template_version or None, s.prefilled_from or None, *_counts(s)),
        s.number,
    )


def _upload(s: Supplied) -> tuple[Any, ...]:
    file = (s.who, s.file_name, s.sha256, s.size_bytes)
    return (s.id, _local(s.at), *file, s.acceptance, s.template_version or None, *_counts(s), s.number)


def _counts(s: Sent) -> list[int]:
    return [s.count(severity) for severity in ("error", "warning", "note")]


def _event(d: Decided) -> tuple[Any, ...]:
    return (d.id, d.submission_id, d.decision, _local(d.at), d.who, d.reason or None, d.number)


def _local(at: datetime) -> datetime:
    """As the clock in Türkiye shows it, which is how the database keeps times."""
    return at.astimezone(TURKIYE).replace(tzinfo=None)


def _problems(s: Submitted) -> Iterable[tuple[Any, ...]]:
    for position, p in enumerate(s.problems, 1):
        facts = json.dumps(dict(p.facts), ensure_ascii=False)
        yield (
            *(s.id, position, p.severity, p.code),
            *(p.sheet or None, p.cell or None, p.column or None, facts),
        )


def _insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    if not rows:
        return
    columns = list(zip(*rows, strict=True))
    # An all-empty column has no type of its own; text is cast to whatever the table says.
    arrays = [pa.array(c) if any(v is not None for v in c) else pa.array(c, pa.string()) for c in columns]
    insert(connection, table, pa.table(arrays, names=[f"c{n}" for n in range(len(arrays))]))
