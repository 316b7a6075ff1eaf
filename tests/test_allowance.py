"""One account can neither fill the disk nor keep the others waiting."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from definition import Definition
from etl.database.publish import publish
from etl.store.allowance import ALLOWED, exceeded
from etl.store.archive import Archive
from etl.store.receipts import Submitted, new_id
from etl.xlsx.limits import MEBIBYTE

AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
DAY = date(2025, 2, 3)


def sent(home: Path, definition: Definition, times: int, *, who: str = "merve", size: int = 1000) -> Path:
    archive = Archive(home)
    for number in range(times):
        archive.record(
            Submitted(
                *(new_id(AT), AT, who, "a.xlsx", f"{number:064x}", size, "unreadable"),
                *(None, None, False, "", "", ()),
            )
        )
    return publish(home, definition)


def test_the_first_file_may_be_sent() -> None:
    assert exceeded(None, "merve", DAY, 1) is None


def test_a_person_sends_so_many_files_a_day_and_goes_on_tomorrow(
    tmp_path: Path, definition: Definition
) -> None:
    snapshot = sent(tmp_path, definition, ALLOWED["files_a_day"] - 1)
    assert exceeded(snapshot, "merve", DAY, 1) is None
    snapshot = sent(tmp_path, definition, 1)
    assert exceeded(snapshot, "merve", DAY, 1) == "files_a_day"
    assert exceeded(snapshot, "merve", DAY + timedelta(days=1), 1) is None
    assert exceeded(snapshot, "ayşe", DAY, 1) is None


@pytest.mark.parametrize(("size", "said"), [(MEBIBYTE, None), (MEBIBYTE + 1, "kept_bytes")])
def test_what_one_person_sent_takes_so_much_of_the_disk_at_most(
    tmp_path: Path, definition: Definition, size: int, said: str | None
) -> None:
    snapshot = sent(tmp_path, definition, 1, size=(ALLOWED["kept_bytes"] - 1) * MEBIBYTE)
    assert exceeded(snapshot, "merve", DAY, size) == said


def test_a_file_that_was_sent_again_takes_no_more_of_the_disk(tmp_path: Path, definition: Definition) -> None:
    snapshot = sent(tmp_path, definition, 1, size=400 * MEBIBYTE)
    snapshot = sent(tmp_path, definition, 1, size=400 * MEBIBYTE)
    assert exceeded(snapshot, "merve", DAY, 1) is None
