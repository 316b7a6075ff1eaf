"""Every entry has a number, greater than all before it, and nothing that was written changes unnoticed."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from definition import Definition
from etl.access.activity import Activity
from etl.access.members import Members
from etl.records import set_down
from etl.store.archive import Archive
from etl.store.damaged import DamagedReceiptError
from etl.store.integrity import inspect
from etl.store.ledger import Entry, Ledger
from etl.store.receipts import Decided, Recorded

AT = datetime(2025, 1, 6, 9, 30, tzinfo=UTC)


def wrote(home: Path, n: int, at: datetime = AT) -> Recorded:
    return set_down(home, "task", f"görev-{n}", {"decision": f"Karar {n}"}, "deneme", at)


def test_numbers_follow_the_order_of_writing_whatever_the_clock_says(tmp_path: Path) -> None:
    moments = (AT, AT - timedelta(days=700), AT + timedelta(days=9), AT)
    written = [wrote(tmp_path, n, at) for n, at in enumerate(moments)]
    assert [r.number for r in written] == [1, 2, 3, 4]
    assert Archive(tmp_path).receipts() == written


def test_receipts_and_lines_of_journals_share_one_order(tmp_path: Path, definition: Definition) -> None:
    first = wrote(tmp_path, 1)
    Members(tmp_path).put(definition, "a@example.org", "leadership", [], "yerel", at=AT - timedelta(days=1))
    Activity(tmp_path).add("a@example.org", "signed_in", at=AT - timedelta(days=2))
    last = wrote(tmp_path, 2, AT - timedelta(days=3))
    assert [first.number, last.number] == [1, 4]
    assert [change.number for change in Members(tmp_path).history()] == [2]
    assert [done.deed for done in Activity(tmp_path).all()] == [
        "task",
        "signed_in",
        "made_leadership",
        "task",
    ]


def test_many_who_write_at_once_get_one_number_each(tmp_path: Path) -> None:
    written: list[Recorded] = []
    threads = [threading.Thread(target=lambda n=n: written.append(wrote(tmp_path, n))) for n in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(r.number for r in written) == list(range(1, 25))
    assert Ledger(tmp_path).broken() is None


def test_a_folder_of_an_earlier_release_gets_its_numbers_once_in_the_order_it_is_in(
    tmp_path: Path, definition: Definition
) -> None:
    written = [wrote(tmp_path, n, AT + timedelta(minutes=10 * n)) for n in range(5)]
    Members(tmp_path).put(
        definition, "a@example.org", "leadership", [], "yerel", at=AT + timedelta(minutes=15)
    )
    Ledger(tmp_path).path.unlink()
    old_line = json.loads(Members(tmp_path).path.read_bytes())
    del old_line["number"]
    Members(tmp_path).path.write_bytes(json.dumps(old_line).encode() + b"\n")
    assert [r.id for r in Archive(tmp_path).receipts()] == [r.id for r in written]
    assert [r.number for r in Archive(tmp_path).receipts()] == [1, 2, 4, 5, 6]
    assert [change.number for change in Members(tmp_path).history()] == [3]
    before = Ledger(tmp_path).path.read_bytes()
    assert inspect(tmp_path) == ()
    assert Ledger(tmp_path).path.read_bytes() == before


def test_of_decisions_at_the_same_moment_the_withdrawal_comes_last(tmp_path: Path) -> None:
    """As earlier releases had it."""
    for n, decision in enumerate(("withdrawn", "confirmed")):
        Archive(tmp_path).record(
            Decided(f"20250106-093000-00000{n}", AT, "deneme", "20250106-093000-aaaaaa", decision)  # type: ignore[arg-type]
        )
    Ledger(tmp_path).path.unlink()
    assert [r.decision for r in Archive(tmp_path).receipts() if isinstance(r, Decided)] == [
        "confirmed",
        "withdrawn",
    ]


def test_a_receipt_that_was_cut_off_before_it_had_a_number_gets_one(tmp_path: Path) -> None:
    first, second = wrote(tmp_path, 1), wrote(tmp_path, 2)
    ledger = Ledger(tmp_path)
    ledger.path.write_bytes(ledger.content(1) + b"00000000")  # the power went within the second line
    assert Archive(tmp_path).receipts() == [first, second]
    assert wrote(tmp_path, 3).number == 3
    assert ledger.broken() is None


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_receipt_that_is_not_what_was_written_is_not_read_and_is_named(tmp_path: Path, harm: str) -> None:
    first, second = wrote(tmp_path, 1), wrote(tmp_path, 2)
    path = Archive(tmp_path).receipt_path(first.id)
    if harm == "changed":
        path.write_text(path.read_text("utf-8").replace("Karar 1", "Karar 9"), "utf-8")
    else:
        path.unlink()
    assert Archive(tmp_path).receipts() == [second]
    (damage,) = inspect(tmp_path)
    assert (damage.kind, damage.fault, damage.receipt_id) == ("receipt", harm, first.id)


def test_a_damaged_submission_is_not_answered_for(tmp_path: Path) -> None:
    receipt = Archive(tmp_path).record(Decided("20250106-093000-0000aa", AT, "d", "x", "confirmed"))
    Archive(tmp_path).receipt_path(receipt.id).write_bytes(b"{}")
    with pytest.raises(DamagedReceiptError):
        Archive(tmp_path).sent(receipt.id)


@pytest.mark.parametrize("harm", ["changed", "missing", "added within", "last changed"])
def test_a_line_of_the_members_that_nobody_wrote_is_not_believed(
    tmp_path: Path, definition: Definition, harm: str
) -> None:
    members = Members(tmp_path)
    for name in "abc":
        members.put(definition, f"{name}@example.org", "leadership", [], "yerel")
    lines = members.path.read_bytes().splitlines(keepends=True)
    promoted = lines[1].replace(b"leadership", b"organizer")
    harmed = {
        "changed": [lines[0], promoted, lines[2]],
        "missing": [lines[0], lines[2]],
        "added within": [lines[0], promoted, *lines[1:]],
        "last changed": [*lines[:2], lines[2].replace(b"leadership", b"organizer")],
    }[harm]
    members.path.write_bytes(b"".join(harmed))
    assert not [change for change in members.all() if change.role == "organizer"]
    (damage,) = inspect(tmp_path)
    assert (damage.kind, damage.name) == ("journal", "archive/access/members.jsonl")


def test_lines_whose_time_was_over_are_missed_by_nobody(tmp_path: Path) -> None:
    activity = Activity(tmp_path)
    for day in range(4):
        activity.add("a@example.org", "signed_in", at=AT - timedelta(days=100 * day))
    activity.add("b@example.org", "signed_in", at=AT)
    assert activity.forget_older_than(timedelta(days=150), "yerel", AT) == 2
    assert inspect(tmp_path) == ()
    assert [done.number for done in activity.own()] == [1, 2, 5, 8]


@pytest.mark.parametrize(("at", "named"), [(0, "ledger"), (1, "ledger"), (3, "receipt")])
def test_a_line_of_the_ledger_itself_that_was_altered_is_named(tmp_path: Path, at: int, named: str) -> None:
    """Of the last line the entry it speaks of: no line follows on it yet."""
    for n in range(4):
        wrote(tmp_path, n)
    ledger = Ledger(tmp_path)
    lines = ledger.path.read_bytes().splitlines(keepends=True)
    lines[at] = lines[at].replace(lines[at][46:110], b"0f" * 32)
    ledger.path.write_bytes(b"".join(lines))
    assert named in {damage.kind for damage in inspect(tmp_path)}


def test_an_entry_has_its_line_only_after_it_is_on_the_disk(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    with ledger.writing():
        (line,) = ledger.append([Entry("receipt", "20250106-093000-0000aa", "a" * 64)])
    assert ledger.last() == line
    assert ledger.lines() == [line]
    assert ledger.head(1) != ledger.head(0)
    assert ledger.head(2) == ""
