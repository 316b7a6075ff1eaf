"""A disk that fails loses nothing that was acknowledged, is told truly, and leaves nothing lying about."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from definition import LANGUAGES
from etl.database import snapshots
from etl.store import leftovers
from etl.store.archive import Archive
from etl.store.integrity import inspect
from etl.store.numbering import RECEIPT_ID
from tests.builders import filled_workbook
from tests.failing_disk import CALLS, Disk, failing_disk
from tests.test_commands import run, written

# Every call of each kind in each command, one after another, takes an hour: PANO_FAULTS=all
ALL = os.environ.get("PANO_FAULTS") == "all"
QUICK = [
    ("submit", "fsync", 1),  # the original
    ("submit", "fsync", 5),
    ("submit", "fsync", 9),
    ("submit", "fdatasync", 1),
    ("submit", "fdatasync", 2),  # while the database is closed
    ("submit", "link", 1),
    ("submit", "link", 2),  # the receipt
    ("submit", "rename", 1),  # the snapshot
    ("submit", "rename", 2),  # CURRENT
    ("submit", "write", 2),
    ("submit", "unlink", 1),
    ("submit", "mkdir", 1),
    ("rebuild", "fdatasync", 20),
    ("rebuild", "write", 20),
    ("confirm", "rename", 1),
    ("freeze", "fsync", 3),
]
FAULTS = [(command, call, 0) for command in ("submit", "confirm", "freeze", "rebuild") for call in CALLS]


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Disk:
    return failing_disk(tmp_path_factory.mktemp("disk"))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one report that counts and one that awaits confirmation, and a third beside it."""
    folder = tmp_path_factory.mktemp("begun")
    files = [
        written(folder / "a.xlsx", filled_workbook()),
        written(folder / "b.xlsx", filled_workbook(cover_B3="İzmir Büyükşehir Belediyesi")),
        written(folder / "c.xlsx", filled_workbook(actions_I2=15)),
    ]
    assert run("submit", files[0], "--confirm", "--data", folder / "home") == 0
    assert run("submit", files[1], "--data", folder / "home") == 0
    return folder


def arguments(command: str, begun: Path) -> tuple[object, ...]:
    waiting = Archive(begun / "home").receipts()[-1].id
    return {
        "submit": ("submit", begun / "c.xlsx", "--confirm"),
        "confirm": ("confirm", waiting),
        "freeze": ("freeze", "İlk hâli", "--workshop", "3"),
        "rebuild": ("rebuild",),
    }[command]


def figures(home: Path) -> list[tuple[object, ...]]:
    snapshot = snapshots.current(home)
    assert snapshot
    with duckdb.connect(snapshot, read_only=True) as connection:
        rows = connection.execute("SELECT * FROM plan_progress ORDER BY ALL").fetchall()
        states = connection.execute("SELECT city, state FROM submission_state ORDER BY ALL").fetchall()
        frozen = connection.execute("SELECT name FROM frozen_state").fetchall()
    told = [*rows, *states, *frozen]
    return [tuple("" if RECEIPT_ID.fullmatch(str(v)) else v for v in row) for row in told]


def left(home: Path) -> list[Path]:
    return [p for p in home.rglob("*") if p.name.endswith(".tmp") or ".build" in p.name]


def age(home: Path) -> None:
    """As if the next start came two hours later."""
    leftovers._last.clear()
    then = time.time() - 2 * leftovers.ALONE
    for path in left(home):
        os.utime(path, (then, then))


def at_each(call: str, at: int) -> Iterator[int]:
    return iter([at]) if at else iter(range(1, 1000))


@pytest.mark.parametrize(("command", "call", "at"), FAULTS if ALL else QUICK)
def test_a_disk_that_fails_once_loses_nothing_and_is_told_with_the_file_it_is_about(
    tmp_path: Path, begun: Path, disk: Disk, command: str, call: str, at: int
) -> None:
    asked = arguments(command, begun)
    control = tmp_path / "control"
    shutil.copytree(begun / "home", control)
    assert run(*asked, "--data", control) == 0
    for number in at_each(call, at):
        home = tmp_path / f"home-{number}"
        shutil.copytree(begun / "home", home)
        before = Archive(home).originals()
        language = LANGUAGES[number % 2]
        done = disk.run(home, call, number, *asked, "--lang", language)
        if at == 0 and not done.failed:
            return
        assert done.failed, "there is no such call any more: name another"
        assert "Traceback" not in done.said
        if done.code:
            assert f"{home}/" in done.said
            assert {"tr": "güvende", "en": "safe"}[language] in done.said or "yerinde duruyor" in done.said
        else:
            assert figures(home) == figures(control)
        assert before <= Archive(home).originals()
        age(home)
        if done.code and not is_promised(done.said):
            # What was recorded before the disk failed is not recorded twice.
            assert run(*asked, "--data", home) == 0 or command in ("freeze", "confirm")
        assert run("publish", "--data", home) == 0
        assert figures(home) == figures(control)
        assert inspect(home) == ()
        assert left(home) == []
        shutil.rmtree(home)


@pytest.mark.parametrize(
    ("command", "language", "promise"),
    [
        ("submit", "tr", "1 tanesi sıradaki güncellemede sayılacak"),
        ("submit", "en", "1 of them will count at the next publication"),
        ("confirm", "tr", "kararınız kaydedildi ve sıradaki güncellemede geçerli olacak"),
        ("confirm", "en", "is recorded and takes effect at the next publication"),
    ],
)
def test_what_was_received_but_not_published_is_said_to_count_at_the_next_publication(
    tmp_path: Path, begun: Path, disk: Disk, command: str, language: str, promise: str
) -> None:
    home = tmp_path / "home"
    shutil.copytree(begun / "home", home)
    at = _LAST_PUBLICATION[command]
    done = disk.run(home, "rename", at, *arguments(command, begun), "--lang", language)
    assert (done.failed, done.code) == (True, 1)
    assert promise in done.said
    assert ".duckdb" in done.said
    assert "python -m etl publish" in done.said


# Which rename puts the last snapshot in its place: a file is published before it is compared, too.
_LAST_PUBLICATION = {"submit": 3, "confirm": 1}


def is_promised(said: str) -> bool:
    """Was it said that it need not be done again?"""
    return any(words in said for words in ("yeniden göndermeyin", "do not send", "need not be", "gerekmez"))
