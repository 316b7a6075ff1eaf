"""Many workbooks archived, checked, counted and published; then one more, and every view read."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

import definition as definition_package
from benchmarks.many import (
    cities_needed,
    enlarged_definition,
    mark_as_sample,
    originals_of,
    renamed,
    renamed_once,
)
from benchmarks.measure import Line, at_most, median_ms
from benchmarks.rows import fill, larger_definition
from definition import Definition
from etl.bulk import submit_files
from etl.database.publish import publish
from etl.database.views import view_names
from etl.reconcile.choice import Choice
from etl.store.archive import Archive
from etl.submit import confirm_new, submit

_WORKSHOPS = 12


def lines(sample: Path, definition: Definition, scratch: Path, total: int) -> list[Line]:
    originals = originals_of(sample)
    enlarged = enlarged_definition(scratch / "definition", cities_needed(originals, total))
    sent = scratch / "sent"
    sent.mkdir()
    for number, data in enumerate(renamed(originals, definition, total)):
        (sent / f"{number:05d}.xlsx").write_bytes(data)
    mark_as_sample(scratch / "home")
    fsync = _fsync_ms(scratch)
    start = time.perf_counter()
    # A city of the sample may drop many projects from one workshop to the next.
    asked = (enlarged, sorted(sent.iterdir()), "benchmark", True, Choice(losses_accepted=True))
    outcomes = [one.outcome for _, one in submit_files(scratch / "home", *asked)]
    seconds = time.perf_counter() - start
    refused = [o.receipt.problems for o in outcomes if o.receipt.acceptance != "acceptable"]
    assert not refused, refused[0]
    what = f"{total:,} workbooks archived, checked, published"
    return [
        Line("one fsync on this disk", f"{fsync:.2f} ms", "≤ 1 ms, for the next line to count", fsync <= 1),
        Line(what, f"{seconds:.1f} s · {total / seconds:.0f} a second", "≤ 20 s", seconds <= 20),
        Line("its peak memory, and that of one child", _peak()),
        *_published(scratch / "home", enlarged, total, bound_ms=None),
    ]


def huge(sample: Path, scratch: Path, submissions: int) -> list[Line]:
    """The same figures where ten times as many submissions count, inserted as rows."""
    definition = larger_definition(scratch / "definition", -(-submissions // _WORKSHOPS), _WORKSHOPS)
    home = scratch / "home"
    held = fill(home, definition, sample, submissions)
    mark_as_sample(home)
    receipt, data = originals_of(sample)[-1]
    own = str(receipt.city)
    known = definition_package.load()
    city = definition.workshops[-1].participants[0]
    mine = renamed_once(data, known.municipality(own).name, own, city)
    return _published(home, definition, held, bound_ms=None, data=mine, readings=1)


def few(sample: Path, definition: Definition) -> list[Line]:
    """The same two figures on the sample itself."""
    return _published(sample, definition, 33, bound_ms=100)


def _published(
    home: Path,
    definition: Definition,
    submissions: int,
    bound_ms: float | None,
    data: bytes | None = None,
    readings: int = 5,
) -> list[Line]:
    data = data or originals_of(home)[-1][1]
    archive = Archive(home)

    def publish_one() -> float:
        sent = submit(home, definition, data, "again.xlsx", "benchmark")
        confirm_new(archive, sent.receipt, "benchmark")
        start = time.perf_counter()
        # Like the page, which has just read the file for its preview.
        publish(home, definition, {sent.receipt.id: sent.checked.sheets})
        return (time.perf_counter() - start) * 1000

    ms = sorted(publish_one() for _ in range(7))[3]
    what = f"publish one more at {submissions:,} submissions"
    published = at_most(what, ms, bound_ms) if bound_ms else Line(what, f"{ms:.1f} ms")
    return [published, *_views(publish(home, definition), submissions, readings)]


def _views(snapshot: Path, submissions: int, readings: int) -> list[Line]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        taken = {view: median_ms(_reading(connection, view), readings, 1) for view in view_names()}
    slowest = sorted(taken, key=lambda view: -taken[view])[:3]
    worst = ", ".join(f"{view} {taken[view]:.0f} ms" for view in slowest)
    all_views = f"{sum(taken.values()):.0f} ms"
    return [Line(f"all {len(taken)} views read whole at {submissions:,}", f"{all_views} (slowest: {worst})")]


def _reading(connection: duckdb.DuckDBPyConnection, view: str) -> Callable[[], object]:
    return lambda: connection.execute(f"SELECT * FROM {view}").df()


def _fsync_ms(folder: Path) -> float:
    path = folder / "fsync"

    def once() -> None:
        with path.open("wb") as file:
            file.write(b"x" * 12_000)
            file.flush()
            os.fsync(file.fileno())

    return median_ms(once)


def _peak() -> str:
    if sys.platform == "win32":
        return "not measured on Windows"
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    of = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return " and ".join(f"{resource.getrusage(who).ru_maxrss / unit:.0f} MiB" for who in of)
