"""The values of counted submissions whose files must be read once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

import duckdb

from definition import Definition
from etl.clock import TURKIYE
from etl.sandbox.reading import AT_ONCE, Sandbox
from etl.store.archive import Archive, Reading
from etl.store.damaged import DamagedOriginalError
from etl.store.receipts import Sent, Submitted, Supplied
from etl.submission import CheckedRow

Values = Mapping[str, Sequence[CheckedRow]]


class UnreadOriginalError(Exception):
    """A file that was accepted once cannot be read any more; the message says which and why."""


class Original(NamedTuple):
    """A file to be read as on the day it was received. `of_organizers`: context figures, not a report."""

    id: str
    sha256: str
    received: date
    of_organizers: bool


def original_of(receipt: Sent) -> Original:
    received = receipt.at.astimezone(TURKIYE).date()
    return Original(receipt.id, receipt.sha256, received, isinstance(receipt, Supplied))


_SENT_BEFORE = """
    SELECT submission_id, sha256, CAST(received_at AS DATE), FALSE, city, workshop FROM submission
    WHERE submission_id IN (SELECT unnest($ids))
    UNION ALL
    SELECT submission_id, sha256, CAST(received_at AS DATE), TRUE, NULL, NULL FROM figure_upload
    WHERE submission_id IN (SELECT unnest($ids))
"""


def confirmed_originals(
    connection: duckdb.DuckDBPyConnection, definition: Definition, ids: set[str], reading: Reading
) -> list[Original]:
    """The files `ids`, those of cities in (workshop, city) order: so they are asked for."""
    sent = {r.id: r for r in reading.receipts if isinstance(r, Submitted | Supplied)}
    found = [sent[i] for i in ids if i in sent]
    places = [(original_of(r), getattr(r, "city", None), getattr(r, "workshop", None)) for r in found]
    # What was sent before has its facts here: its receipt may be damaged by now.
    if earlier := list(ids - sent.keys()):
        for *facts, city, workshop in connection.execute(_SENT_BEFORE, {"ids": earlier}).fetchall():
            places.append((Original(*facts), city, workshop))
    order = {w.code: n for n, w in enumerate(definition.workshops)}
    places.sort(key=lambda one: (order.get(one[2] or "", -1), one[1] or "", one[0].id))
    return [original for original, _, _ in places]


def read_again(archive: Archive, definition: Definition, receipts: Sequence[Sent]) -> dict[str, Values]:
    """The values of each file, by the id of its receipt. Accepted or not, it is read in a child process.
    Raises DamagedOriginalError."""
    values, damaged = read_sound(archive, definition, [original_of(receipt) for receipt in receipts])
    for damage in damaged.values():
        raise damage
    return values


def read_sound(
    archive: Archive, definition: Definition, originals: Sequence[Original]
) -> tuple[dict[str, Values], dict[str, DamagedOriginalError]]:
    """The values of each file that is what was sent, and what is wrong with the others, by their ids."""
    values: dict[str, Values] = {}
    damaged: dict[str, DamagedOriginalError] = {}
    if not originals:
        return values, damaged
    with Sandbox(definition, keeps=True) as sandbox, ThreadPoolExecutor(AT_ONCE) as threads:

        def read(original: Original) -> Values | DamagedOriginalError:
            try:
                return _values(archive, sandbox, original)
            except DamagedOriginalError as damage:
                return damage

        for original, found in zip(originals, threads.map(read, originals), strict=True):
            if isinstance(found, DamagedOriginalError):
                damaged[original.id] = found
            else:
                values[original.id] = found
    return values, damaged


def _values(archive: Archive, sandbox: Sandbox, original: Original) -> Values:
    data = archive.original(original.sha256)
    read = sandbox.figures_of if original.of_organizers else sandbox.values_of
    found = read(data, original.received)
    if found.acceptance == "unreadable":  # the definition no longer knows what it once accepted
        problem = found.problems[0]
        raise UnreadOriginalError(f"{original.id}: {problem.code} {dict(problem.facts)}")
    return found.sheets
