"""Many files at once: each archived and judged, the acceptable ones counted, all published together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from definition import Definition
from etl.database.past import histories_in, history_in
from etl.database.publish import Values, publish
from etl.store.archive import Archive
from etl.store.repeats import Repeats
from etl.submit import Outcome, confirm_new, submit

_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})


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
    for file in files:
        outcome = submit(
            home,
            definition,
            file.read_bytes(),
            file.name,
            who,
            history_of=history_of,
            repeats=sent_before,
        )
        receipt = outcome.receipt
        if receipt.acceptance == "acceptable" and outcome.repeated != "counted":
            if confirm:
                confirm_new(archive, receipt, who)
                known[receipt.id] = outcome.checked.sheets
            sent_before.add(receipt, "counted" if confirm else "awaiting_confirmation")
        yield file, outcome
    publish(home, definition, known)
