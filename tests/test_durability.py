"""Nothing that was acknowledged is ever lost, whenever the power goes."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb
import pytest

from definition import Definition, load
from etl.database import snapshots
from etl.database.publish import publish, rebuild
from etl.database.views import failed_checks
from etl.store.archive import Archive
from etl.submit import confirm_new, submit
from tests.builders import filled_workbook

# Windows has no fork; each round then starts Python anew.
METHOD = "spawn" if os.name == "nt" else "forkserver"
KILLS = int(os.environ.get("PANO_KILLS", "20"))  # more of them: PANO_KILLS=600


def submit_until_killed(home: Path, files: Sequence[bytes], acknowledged: Connection) -> None:
    """A user without pause: send, confirm and publish, saying what was acknowledged."""
    definition, archive = load(), Archive(home)
    for data in files:
        outcome = submit(home, definition, data, "dosya.xlsx", "deneme")
        acknowledged.send(("submitted", outcome.receipt.id, outcome.receipt.sha256))
        decided = confirm_new(archive, outcome.receipt, "deneme")
        acknowledged.send(("confirmed", decided.id, ""))
        publish(home, definition)


def test_killing_at_any_moment_loses_nothing_acknowledged_and_leaves_a_readable_dashboard(
    tmp_path: Path, definition: Definition
) -> None:
    context = multiprocessing.get_context(METHOD)
    if METHOD == "forkserver":
        context.set_forkserver_preload(["tests.test_durability"])
    files = [filled_workbook(cover_B10=f"Deneme {n}") for n in range(20)]
    chance = random.Random(2024)
    promised: list[tuple[str, str, str]] = []
    interrupted = 0
    for _ in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=submit_until_killed, args=(tmp_path, files, theirs))
        process.start()
        theirs.close()
        assert ours.poll(60), "the process never acknowledged anything"
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.join()
        interrupted += process.exitcode != 0
        promised += _everything_said(ours)
        _assert_readable(tmp_path)
    assert interrupted == KILLS
    archive = Archive(tmp_path)
    stored = {r.id for r in archive.receipts()}
    assert {receipt_id for _, receipt_id, _ in promised} <= stored
    assert {sha256 for kind, _, sha256 in promised if kind == "submitted"} <= archive.originals()
    publish(tmp_path, definition)
    assert _figures(tmp_path, definition) == _figures_after_rebuild(tmp_path, definition)


def _everything_said(connection: Connection) -> list[tuple[str, str, str]]:
    said = []
    while True:
        try:
            said.append(connection.recv())
        except (EOFError, OSError):  # the pipe is empty, or was cut in the middle of a message
            return said


def _assert_readable(home: Path) -> None:
    """Whoever opens the dashboard now sees the last complete snapshot, or none was published yet."""
    snapshot = snapshots.current(home)
    if snapshot is None:
        return
    with duckdb.connect(snapshot, read_only=True) as connection:
        assert failed_checks(connection, formulas=True) == []


def _figures(home: Path, definition: Definition) -> list[tuple[object, ...]]:
    snapshot = snapshots.current(home)
    assert snapshot is not None
    with duckdb.connect(snapshot, read_only=True) as connection:
        states = connection.execute("SELECT * FROM submission_state ORDER BY submission_id").fetchall()
        values = connection.execute("SELECT * FROM indicator_value ORDER BY ALL").fetchall()
    assert len(states) > KILLS / 2
    return states + values


def _figures_after_rebuild(home: Path, definition: Definition) -> list[tuple[object, ...]]:
    rebuild(home, definition)
    return _figures(home, definition)


@pytest.mark.parametrize("damage", ["deleted", "cut", "garbage", "no CURRENT"])
def test_a_damaged_snapshot_repairs_itself_from_the_archive(
    tmp_path: Path, definition: Definition, damage: str
) -> None:
    outcome = submit(tmp_path, definition, filled_workbook(), "dosya.xlsx", "deneme")
    confirm_new(Archive(tmp_path), outcome.receipt, "deneme")
    snapshot = publish(tmp_path, definition)
    before = _rows(snapshot)
    if damage == "deleted":
        snapshot.unlink()
    elif damage == "cut":
        snapshot.write_bytes(snapshot.read_bytes()[:5000])
    elif damage == "garbage":
        snapshot.write_bytes(b"x" * 20_000)
    else:
        (snapshot.parent / "CURRENT").unlink()
    assert _rows(publish(tmp_path, definition)) == before


def _rows(snapshot: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        return connection.execute("SELECT * FROM plan_progress").fetchall()
