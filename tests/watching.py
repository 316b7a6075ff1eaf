"""Somebody reads the dashboard all the while: whatever is seen must be a whole that was published."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.assemble import shown
from etl.database.publish import rebuild
from etl.database.views import failed_checks, view_names
from etl.store.ledger import Ledger

Figures = dict[str, list[tuple[Any, ...]]]  # by view


class Watch:
    """Reads whatever CURRENT names, again and again, from the first line of the block to the last."""

    def __init__(self, home: Path) -> None:
        self.seen: dict[str, tuple[frozenset[str], Figures]] = {}  # by snapshot, in the order they were seen
        self.faults: list[str] = []
        self._home = home
        self._over = threading.Event()
        self._reader = threading.Thread(target=self._read)

    def __enter__(self) -> Self:
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._reader.join()
        if error is None:
            self._look()

    def _read(self) -> None:
        while not self._over.is_set():
            self._look()

    def _look(self) -> None:
        path = snapshots.current(self._home)
        if path is None:
            if self.seen:
                self.faults.append("for a moment nothing was published")
            return
        try:
            with duckdb.connect(path, read_only=True) as connection:
                ids, found = frozenset(shown(connection)), figures(connection)
                failed = failed_checks(connection, formulas=True)
        except (
            duckdb.Error
        ) as error:  # a reader who comes late finds its snapshot gone; the app opens it once
            if path.exists():
                self.faults.append(f"{path.name} could not be read: {error}")
            return
        before = self.seen.setdefault(path.name, (ids, found))
        if before != (ids, found):
            self.faults.append(f"{path.name} showed two things")
        if failed:
            self.faults.append(f"{path.name}: {failed}")


def figures(connection: duckdb.DuckDBPyConnection) -> Figures:
    return {
        view: connection.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in view_names()
    }


def assert_each_is_a_whole(
    home: Path, definition: Definition, watch: Watch, quiet: Sequence[str], every: int
) -> None:
    """Each snapshot seen (of them every n-th and the last) equals one made of its receipts alone."""
    assert watch.faults == []
    assert watch.seen, "nobody looked"
    seen = list(watch.seen.values())
    for (earlier, was), (later, is_now) in pairwise(seen):
        assert earlier < later, "receipts only ever join"
        assert _of(was, quiet) == _of(is_now, quiet), "a city that sent nothing keeps its figures"
    for ids, found in {id(pair): pair for pair in (*seen[::every], seen[-1])}.values():
        assert found == _made_of(home, definition, ids)


def _of(found: Figures, cities: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows of the figures of these cities alone."""
    views = ("plan_progress", "indicator_value", "action_status")
    return [row for view in views for row in found[view] if set(cities) & {str(value) for value in row}]


def _made_of(home: Path, definition: Definition, ids: frozenset[str]) -> Figures:
    """The views of a fresh database made of these receipts."""
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder)
        receipts = alone / "archive" / "receipts"
        receipts.mkdir(parents=True)
        for receipt in ids:
            shutil.copyfile(home / "archive" / "receipts" / f"{receipt}.json", receipts / f"{receipt}.json")
        # In the order in which they were written: a snapshot holds all of them up to one.
        ledger = Ledger(home)
        until = max(line.number for line in ledger.lines() if line.key in ids)
        Ledger(alone).path.write_bytes(ledger.content(until))
        (alone / "archive" / "originals").symlink_to(home / "archive" / "originals")
        with duckdb.connect(rebuild(alone, definition), read_only=True) as connection:
            return figures(connection)
