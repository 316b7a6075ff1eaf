"""What happens to a file that somebody sends."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from definition import Definition
from etl.database.publish import publish, rebuild
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import Submitted
from etl.store.repeats import Repeats
from etl.store.rescue import rescue, without_receipt
from etl.submit import NotPossibleError, confirm_new, decide, state_of, submit
from tests.builders import filled_workbook

AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)


def send(home: Path, definition: Definition, data: bytes, at: datetime = AT) -> Submitted:
    return submit(home, definition, data, "antalya.xlsx", "deneme", at).receipt


def count(home: Path, definition: Definition, data: bytes, at: datetime = AT) -> str:
    receipt = send(home, definition, data, at)
    confirm_new(Archive(home), receipt, "deneme", at)
    return receipt.id


def progress(home: Path, definition: Definition) -> list[tuple[object, ...]]:
    with duckdb.connect(publish(home, definition), read_only=True) as connection:
        return connection.execute("SELECT city, workshop, plan_progress_pct FROM plan_progress").fetchall()


def test_a_good_file_awaits_confirmation_and_counts_when_it_is_given(
    tmp_path: Path, definition: Definition
) -> None:
    receipt = send(tmp_path, definition, filled_workbook())
    assert receipt.acceptance == "acceptable", receipt.problems
    assert progress(tmp_path, definition) == []
    decide(tmp_path, definition, receipt.id, "confirmed", "deneme")
    assert [row[:2] for row in progress(tmp_path, definition)] == [("antalya", "3")]


def test_the_bytes_of_every_file_are_kept_even_of_one_that_is_no_workbook(
    tmp_path: Path, definition: Definition
) -> None:
    receipt = send(tmp_path, definition, b"not a workbook")
    assert receipt.acceptance == "unreadable"
    assert Archive(tmp_path).original(receipt.sha256) == b"not a workbook"


def test_a_file_with_errors_cannot_be_confirmed(tmp_path: Path, definition: Definition) -> None:
    receipt = send(tmp_path, definition, filled_workbook(cover_B3=None))
    assert receipt.acceptance == "needs_fixing"
    with pytest.raises(NotPossibleError):
        decide(tmp_path, definition, receipt.id, "confirmed", "deneme")


@pytest.mark.parametrize("submission_id", ["20250203-093000-abcdef", "../../etc/passwd", ""])
def test_an_id_nobody_was_given_is_refused(
    tmp_path: Path, definition: Definition, submission_id: str
) -> None:
    with pytest.raises(UnknownSubmissionError):
        decide(tmp_path, definition, submission_id, "confirmed", "deneme")


def test_withdrawing_brings_the_earlier_version_back(tmp_path: Path, definition: Definition) -> None:
    count(tmp_path, definition, filled_workbook(), AT)
    before = progress(tmp_path, definition)
    second = count(tmp_path, definition, filled_workbook(actions_I2=35), AT.replace(hour=10))
    assert progress(tmp_path, definition) != before
    decide(tmp_path, definition, second, "withdrawn", "deneme", "yanlış dosya")
    assert progress(tmp_path, definition) == before


def test_a_withdrawn_submission_can_be_restored(tmp_path: Path, definition: Definition) -> None:
    submission = count(tmp_path, definition, filled_workbook())
    counted = progress(tmp_path, definition)
    decide(tmp_path, definition, submission, "withdrawn", "deneme", "yanlış dosya")
    assert progress(tmp_path, definition) == []
    decide(tmp_path, definition, submission, "restored", "deneme")
    assert progress(tmp_path, definition) == counted


def test_the_same_file_again_is_known_and_changes_nothing(tmp_path: Path, definition: Definition) -> None:
    data = filled_workbook()
    first = count(tmp_path, definition, data)
    snapshot = publish(tmp_path, definition)
    again = submit(tmp_path, definition, data, "kopya.xlsx", "deneme", repeats=Repeats.in_snapshot(snapshot))
    assert (again.repeated, again.receipt.id) == ("counted", first)
    assert publish(tmp_path, definition) == snapshot


def test_a_new_version_replaces_the_old_one_which_stays_in_the_history(
    tmp_path: Path, definition: Definition
) -> None:
    old = count(tmp_path, definition, filled_workbook(), AT)
    new = count(tmp_path, definition, filled_workbook(actions_I2=35), AT.replace(hour=10))
    snapshot = publish(tmp_path, definition)
    assert (state_of(snapshot, old), state_of(snapshot, new)) == ("replaced", "counted")


def test_publishing_without_news_makes_no_new_snapshot(tmp_path: Path, definition: Definition) -> None:
    count(tmp_path, definition, filled_workbook())
    assert publish(tmp_path, definition) == publish(tmp_path, definition)


def test_a_rebuild_shows_the_same_figures(tmp_path: Path, definition: Definition) -> None:
    count(tmp_path, definition, filled_workbook(), AT)
    before = progress(tmp_path, definition)
    rebuild(tmp_path, definition)
    assert progress(tmp_path, definition) == before


def test_a_file_whose_sender_was_cut_off_gets_its_receipt_later(
    tmp_path: Path, definition: Definition
) -> None:
    sha256 = Archive(tmp_path).keep(filled_workbook())
    assert without_receipt(tmp_path) == [sha256]
    assert rescue(tmp_path, definition) == 0, "it may still be on its way"
    assert rescue(tmp_path, definition, settled_seconds=-1) == 1
    assert without_receipt(tmp_path) == []
