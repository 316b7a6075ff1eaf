"""What was left half-written goes once nobody can be writing it; nothing else ever does."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from filelock import FileLock

from definition import Definition
from etl.database.publish import publish
from etl.store import leftovers
from etl.store.archive import Archive
from etl.store.leftovers import ALONE

DUCKDB = "snapshots/0123456789ab/000007.build"
HALF_WRITTEN = [
    "archive/originals/ab/.abcd.xlsx.0a1b2c3d.tmp",
    "archive/receipts/.20250203-093000-abcdef.json.0a1b2c3d.tmp",
    "snapshots/0123456789ab/.CURRENT.0a1b2c3d.tmp",
    ".damage.json.0a1b2c3d.tmp",
    "archive/frozen/.0a1b2c3d4e5f6071.build",
    "frozen/20250203-093000-abcdef/0a1b2c3d4e5f6071.build.wal",
]
OTHERS = [
    "archive/notes.tmp",
    "archive/.notes.tmp",
    "archive/originals/ab/abcd.xlsx.0a1b2c3d.tmp",
    "archive/damaged/report.build",
    "making/report.xlsx",
    "mine/.report.xlsx.0a1b2c3d.tmp",
    "sample/archive/.report.xlsx.0a1b2c3d.tmp",
]


@pytest.fixture(autouse=True)
def _begins_anew() -> None:
    leftovers._last.clear()


def lay(home: Path, *names: str, age: float = 2 * ALONE) -> list[Path]:
    then = time.time() - age
    for name in names:
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        os.utime(path, (then, then))
    return [home / name for name in names]


def test_what_was_left_half_written_long_ago_goes_and_nothing_else(
    tmp_path: Path, definition: Definition
) -> None:
    gone, stay = lay(tmp_path, *HALF_WRITTEN), lay(tmp_path, *OTHERS)
    publish(tmp_path, definition)
    assert [path for path in gone if path.exists()] == []
    assert [path for path in stay if not path.exists()] == []


def test_what_somebody_may_still_be_writing_stays(tmp_path: Path, definition: Definition) -> None:
    young = lay(tmp_path, *HALF_WRITTEN, age=30 * 60)
    publish(tmp_path, definition)
    assert [path for path in young if not path.exists()] == []


def test_a_database_that_was_never_shown_goes_at_the_next_publication_however_young(
    tmp_path: Path, definition: Definition
) -> None:
    lay(tmp_path, DUCKDB, f"{DUCKDB}.wal", f"{DUCKDB}.tmp/spilled.block", age=0)
    publish(tmp_path, definition)
    assert not list(tmp_path.rglob("*.build*"))


def test_a_publication_with_nothing_to_publish_leaves_nothing_behind(
    tmp_path: Path, definition: Definition
) -> None:
    assert publish(tmp_path, definition) == publish(tmp_path, definition)
    assert not list(tmp_path.rglob("*.build*"))


def test_the_workshop_of_a_finished_sample_goes_unless_its_maker_is_at_work(
    tmp_path: Path, definition: Definition
) -> None:
    lay(tmp_path, "SAMPLE", "making/SAMPLE", "making/archive/receipts/a.json")
    with FileLock(tmp_path / "sample.lock"):
        publish(tmp_path, definition)
    assert (tmp_path / "making").exists()
    leftovers._last.clear()
    publish(tmp_path, definition)
    assert not (tmp_path / "making").exists()


def test_a_file_that_comes_meanwhile_is_kept(tmp_path: Path, definition: Definition) -> None:
    sha256 = Archive(tmp_path).keep(b"what somebody sent")
    path = Archive(tmp_path).original_path(sha256)
    os.utime(path, (0, 0))
    publish(tmp_path, definition)
    assert path.read_bytes() == b"what somebody sent"
