"""Many files at once: each archived and judged, the acceptable ones counted, all published together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from definition import Definition
from etl.database.originals import Values
from etl.database.past import histories_in, history_in
from etl.database.publish import publish
from etl.judging import Judged, judge
from etl.provenance.verdict import by_origin
from etl.reconcile.batch import Batch, Submission
from etl.reconcile.choice import KEEP_THEIRS, Choice
from etl.sandbox.reading import AT_ONCE, Sandbox
from etl.store.archive import Archive
from etl.store.installation import installation_of
from etl.store.repeats import Repeats
from etl.submit import settle

# While a child reads one file, others are stored, and waiting for the disk is most of that.
_THREADS = 3 * AT_ONCE
_AHEAD = 2 * _THREADS  # results that may wait for the one before them
Item = TypeVar("Item")
Result = TypeVar("Result")


class Arrival(NamedTuple):
    """A file in its place in the batch."""

    file: Path
    at: datetime


def submit_files(
    home: Path,
    definition: Definition,
    files: Sequence[Path],
    who: str,
    confirm: bool,
    choice: Choice = KEEP_THEIRS,
) -> Iterator[tuple[Path, Submission]]:
    """Send each file through the front door; what was received is published when the last one is in.

    The history checks see what was published before the first file."""
    snapshot = publish(home, definition)
    history_of = histories_in(snapshot) if len(files) > 1 else history_in(snapshot)
    sent_before = Repeats.in_snapshot(snapshot)
    archive = Archive(home)
    known: dict[str, Values] = {}
    installation_of(home)
    with Sandbox(definition, keeps=True) as sandbox:
        check = by_origin(home, definition, sandbox.check)
        batch = Batch(home, definition, who, choice, snapshot, sandbox.check, known)

        def judged(arrival: Arrival) -> Judged:
            file, at = arrival
            return judge(archive, file.read_bytes(), file.name, check, history_of, at)

        # Receipts are written in the order of the batch: the later version is the later one, a slice is
        # merged into what those before it brought, and what a repeated file came as is known by then.
        for arrival, found in in_order(judged, _arrivals(files)):
            outcome = settle(home, definition, found, who, arrival.at, check, sent_before)
            submission = batch.confirmed(outcome) if confirm else batch.looked_at(outcome)
            if submission.counts:
                sent_before.add(submission.counts, "counted")
            elif submission.waits:
                sent_before.add(outcome.receipt, "awaiting_confirmation")
            yield arrival.file, submission
    publish(home, definition, known)


def _arrivals(files: Sequence[Path]) -> Iterator[Arrival]:
    return (Arrival(file, datetime.now(UTC)) for file in files)


def in_order(do: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result]]:
    """Each item with what `do` makes of it, in their order; a few are done at once."""
    with ThreadPoolExecutor(_THREADS) as threads:
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            while len(waiting) > _AHEAD:
                yield _next(waiting)
            waiting.append((item, threads.submit(do, item)))
        while waiting:
            yield _next(waiting)


def _next(waiting: deque[tuple[Item, Future[Result]]]) -> tuple[Item, Result]:
    item, future = waiting.popleft()
    return item, future.result()
