"""The values of counted submissions whose files must be read once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from definition import Definition
from etl.clock import TURKIYE
from etl.sandbox.reading import AT_ONCE, Sandbox
from etl.store.archive import Archive
from etl.store.receipts import Sent, Supplied
from etl.submission import CheckedRow

Values = Mapping[str, Sequence[CheckedRow]]


class UnreadOriginalError(Exception):
    """A file that was accepted once cannot be read any more; the message says which and why."""


def read_again(archive: Archive, definition: Definition, receipts: Sequence[Sent]) -> dict[str, Values]:
    """The values of each file, by the id of its receipt. Accepted or not, it is read in a child process."""
    if not receipts:
        return {}
    with Sandbox(definition, keeps=True) as sandbox, ThreadPoolExecutor(AT_ONCE) as threads:
        values = threads.map(lambda receipt: _values(archive, sandbox, receipt), receipts)
        return {receipt.id: found for receipt, found in zip(receipts, values, strict=True)}


def _values(archive: Archive, sandbox: Sandbox, receipt: Sent) -> Values:
    try:
        data = archive.original(receipt.sha256)
    except FileNotFoundError as error:
        raise UnreadOriginalError(f"{receipt.id}: {error.filename}?") from error
    read = sandbox.figures_of if isinstance(receipt, Supplied) else sandbox.values_of
    found = read(data, receipt.at.astimezone(TURKIYE).date())
    if found.acceptance == "unreadable":  # the definition no longer knows what it once accepted
        problem = found.problems[0]
        raise UnreadOriginalError(f"{receipt.id}: {problem.code} {dict(problem.facts)}")
    return found.sheets
