"""The values of counted submissions whose files must be read once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

from definition import Definition
from etl.clock import TURKIYE
from etl.sandbox.reading import AT_ONCE, Sandbox
from etl.store.archive import Archive
from etl.store.damaged import DamagedOriginalError
from etl.store.receipts import Sent, Supplied
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
