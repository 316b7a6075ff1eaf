"""Many files at once: each archived and judged, the acceptable ones counted, all published together."""

from __future__ import annotations

import hashlib
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
from etl.reconcile.batch import Batch, Submission
from etl.reconcile.choice import KEEP_THEIRS, Choice
from etl.sandbox.reading import AT_ONCE, Sandbox
from etl.store.archive import Archive
from etl.store.repeats import Repeats
from etl.submit import Outcome, settle

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
# While a child reads one file, others are stored, and waiting for the disk is most of that.
_THREADS = 3 * AT_ONCE
_AHEAD = 2 * _THREADS  # results that may wait for the one before them
Item = TypeVar("Item")
Result = TypeVar("Result")


def files_in(path: Path) -> list[Path]:
    """`path` itself, or the spreadsheets below it without hidden files and the lock files of open ones."""
    if path.is_file():
        return [path]
    return [
        file
        for file in sorted(path.rglob("*"))
        if file.suffix.casefold() in _SPREADSHEETS
        and not any(part.startswith((".", "~$")) for part in file.relative_to(path).parts)
        and file.is_file()
    ]


class Arrival(NamedTuple):
    """A file in its place in the batch. `at` is taken in that order: the later version is the later one."""

    file: Path
    at: datetime
    repeated: bool  # the same bytes came earlier in this batch


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
    with Sandbox(definition, keeps=True) as sandbox:
        batch = Batch(home, definition, who, choice, snapshot, sandbox.check, known)

        def sent(arrival: Arrival) -> Outcome | Judged:
            file, at, _ = arrival
            judged = judge(archive, file.read_bytes(), file.name, sandbox.check, history_of, at)
            return judged if judged.is_slice else settled(judged, at)

        def settled(judged: Judged, at: datetime) -> Outcome:
            return settle(home, definition, judged, who, at, sandbox.check, sent_before)

        # What a repeated file came as is known when all before it are through.
        for arrival, found in in_order(sent, _arrivals(files), lambda arrival: arrival.repeated):
            # A slice is merged when all before it are through: into what they brought.
            outcome = found if isinstance(found, Outcome) else settled(found, arrival.at)
            submission = batch.confirmed(outcome, arrival.at) if confirm else batch.looked_at(outcome)
            if submission.counts:
                sent_before.add(submission.counts, "counted")
            elif submission.waits:
                sent_before.add(outcome.receipt, "awaiting_confirmation")
            yield arrival.file, submission
    publish(home, definition, known)


def _arrivals(files: Sequence[Path]) -> Iterator[Arrival]:
    seen: set[bytes] = set()
    for file in files:
        digest = hashlib.sha256(file.read_bytes()).digest()
        yield Arrival(file, datetime.now(UTC), digest in seen)
        seen.add(digest)


def in_order(
    do: Callable[[Item], Result], items: Iterable[Item], alone: Callable[[Item], bool] = lambda _item: False
) -> Iterator[tuple[Item, Result]]:
    """Each item with what `do` makes of it, in their order; a few are done at once, but none beside or before
    the end of those ahead of it that has to be `alone`."""
    with ThreadPoolExecutor(_THREADS) as threads:
        waiting: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            while waiting and (len(waiting) > _AHEAD or alone(item)):
                yield _next(waiting)
            waiting.append((item, threads.submit(do, item)))
        while waiting:
            yield _next(waiting)


def _next(waiting: deque[tuple[Item, Future[Result]]]) -> tuple[Item, Result]:
    item, future = waiting.popleft()
    return item, future.result()
