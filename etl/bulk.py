"""Many files at once: each archived and judged, the acceptable ones counted, all published together."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from definition import Definition
from etl.database.originals import Values
from etl.database.past import histories_in, history_in
from etl.database.publish import publish
from etl.sandbox.reading import AT_ONCE, Sandbox
from etl.store.archive import Archive
from etl.store.repeats import Repeats
from etl.submit import Judged, Outcome, confirm_new, judge, record

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
_AHEAD = 4 * AT_ONCE  # results that may wait for the one before them
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


def submit_files(
    home: Path, definition: Definition, files: Sequence[Path], who: str, confirm: bool
) -> Iterator[tuple[Path, Outcome]]:
    """Send each file through the front door; what was received is published when the last one is in.

    The history checks see what was published before the first file."""
    snapshot = publish(home, definition)
    history_of = histories_in(snapshot) if len(files) > 1 else history_in(snapshot)
    sent_before = Repeats.in_snapshot(snapshot)
    archive = Archive(home)
    known: dict[str, Values] = {}
    with Sandbox(definition, keeps=True) as sandbox:

        def judged(file: Path) -> Judged:
            data = file.read_bytes()
            return judge(archive, data, file.name, sandbox.check, history_of, datetime.now(UTC))

        for file, found in in_order(judged, files):
            # The time is taken here, so that of two versions the one that was named later is the later one.
            outcome = record(archive, found, who, datetime.now(UTC), sent_before)
            receipt = outcome.receipt
            if receipt.acceptance == "acceptable" and outcome.repeated != "counted":
                if confirm:
                    confirm_new(archive, receipt, who)
                    known[receipt.id] = outcome.checked.sheets
                sent_before.add(receipt, "counted" if confirm else "awaiting_confirmation")
            yield file, outcome
    publish(home, definition, known)


def in_order(do: Callable[[Path], Result], files: Sequence[Path]) -> Iterator[tuple[Path, Result]]:
    """Each file with what `do` makes of it, in their order; a few are done at once."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        waiting: deque[tuple[Path, Future[Result]]] = deque()
        for file in files:
            waiting.append((file, threads.submit(do, file)))
            if len(waiting) > _AHEAD:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)


def _next(waiting: deque[tuple[Path, Future[Result]]]) -> tuple[Path, Result]:
    file, future = waiting.popleft()
    return file, future.result()
