"""Many people send at once, in the app and on the command line, while others read.

One round is in the suite. `python -m tests.soak --rounds 20` runs as many as it is told."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tqdm import tqdm

from definition import Definition, load
from etl.database import snapshots
from etl.database.past import history_in
from etl.database.publish import publish
from etl.store.archive import Archive
from etl.store.home import PROJECT
from etl.store.receipts import Submitted
from etl.store.repeats import Repeats
from etl.submit import decide, submit
from tests.builders import changed_workbook
from tests.good_rows import good_rows
from tests.watching import Watch, assert_each_is_a_whole

SENDING = ("antalya", "antalya", "ankara", "mersin", "mugla", "denizli", "eskisehir", "manisa")
QUIET = ("izmir", "bursa")
WORKSHOP = "3"
_SERIAL = count(1)


@dataclass(frozen=True, slots=True)
class Upload:
    city: str
    file_name: str
    data: bytes


def uploads(definition: Definition, cities: Sequence[str], progress: int) -> list[Upload]:
    """No two of the same bytes, as no two people's files are."""
    return [_upload(definition, city, progress, next(_SERIAL)) for city in cities]


def _upload(definition: Definition, city: str, progress: int, serial: int) -> Upload:
    cells = {"actions_I2": progress, "cover_B10": f"Deneme {serial}"}
    data = changed_workbook(
        lambda _: None, rows=dict(good_rows(definition)), city=city, workshop=WORKSHOP, **cells
    )
    return Upload(city, f"{city}-{serial}.xlsx", data)


def as_the_app(home: Path, definition: Definition, upload: Upload) -> str:
    """What the page does between *Yükle ve denetle* and the receipt. Returns the submission's id."""
    snapshot = snapshots.current(home)
    repeats = Repeats.in_snapshot(snapshot) if snapshot else None
    history_of = history_in(snapshot)
    sent = submit(
        home, definition, upload.data, upload.file_name, "uygulama", history_of=history_of, repeats=repeats
    )
    assert sent.receipt.acceptance == "acceptable", sent.receipt.problems
    publish(home, definition)
    decide(home, definition, sent.receipt.id, "confirmed", "uygulama")
    publish(home, definition)
    return sent.receipt.id


def on_the_command_line(home: Path, upload: Upload, folder: Path) -> subprocess.Popen[bytes]:
    """The same in a process of its own."""
    path = folder / upload.file_name
    path.write_bytes(upload.data)
    command = [sys.executable, "-m", "etl", "submit", str(path), "--confirm", "--data", str(home)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def prepared(home: Path, definition: Definition) -> None:
    """Two cities that send nothing more have a report that counts."""
    for upload in uploads(definition, QUIET, 40):
        as_the_app(home, definition, upload)


def one_round(home: Path, folder: Path, definition: Definition, progress: int, whole: bool) -> int:
    """Eight files at once, half of them by each way. Returns how many different snapshots were seen."""
    before = {r.id for r in Archive(home).receipts()}
    sent = uploads(definition, SENDING, progress)
    # Of the city that sends twice, one file goes each way.
    by_app, by_command = sent[::2], sent[1::2]
    with Watch(home) as watch, ThreadPoolExecutor(len(by_app)) as pool:
        running = [on_the_command_line(home, upload, folder) for upload in by_command]
        acknowledged = list(pool.map(lambda upload: as_the_app(home, definition, upload), by_app))
        for process in running:
            said, _ = process.communicate(timeout=300)
            assert process.returncode == 0, said.decode()
    _assert_nothing_is_lost(home, sent, before, acknowledged)
    assert_each_is_a_whole(home, definition, watch, QUIET, every=1 if whole else 4)
    return len(watch.seen)


def _assert_nothing_is_lost(
    home: Path, sent: Sequence[Upload], before: set[str], acknowledged: Sequence[str]
) -> None:
    archive = Archive(home)
    new = [r for r in archive.receipts() if r.id not in before and isinstance(r, Submitted)]
    assert sorted(r.file_name for r in new) == sorted(upload.file_name for upload in sent)
    assert set(acknowledged) <= {r.id for r in new}
    by_name = {r.file_name: r for r in new}
    for upload in sent:
        assert archive.original(by_name[upload.file_name].sha256) == upload.data


def killed(home: Path, folder: Path, definition: Definition, progress: int, after_s: float) -> None:
    """Command lines die at some moment: nothing half is shown, and the next publication goes on."""
    sent = uploads(definition, SENDING[1:4], progress)
    running = [on_the_command_line(home, upload, folder) for upload in sent]
    with Watch(home) as watch:
        time.sleep(after_s)  # the moment itself is what is tried
        for process in running:
            process.kill()
            process.communicate()
    publish(home, definition)
    assert_each_is_a_whole(home, definition, watch, QUIET, every=4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    definition, began = load(), datetime.now(UTC)
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder, "home"), Path(folder, "files")
        files.mkdir()
        prepared(home, definition)
        for number in tqdm(range(rounds)):
            seen += one_round(home, files, definition, 1 + number % 80, whole=True)
            killed(home, files, definition, 1 + number % 80, after_s=0.3 + 0.1 * (number % 30))
    took = datetime.now(UTC) - began
    print(f"{rounds} rounds, {rounds * len(SENDING)} uploads, {seen} snapshots compared, {took.seconds} s")


if __name__ == "__main__":
    main()
