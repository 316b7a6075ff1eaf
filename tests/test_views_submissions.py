"""Which submissions count? submission_state, submission_latest, counted_report and participation_state."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows


def states(rows: ViewRows) -> dict[str, str]:
    return dict(rows("SELECT submission_id, state FROM submission_state"))


@pytest.mark.parametrize("verdict", ["unreadable", "needs_fixing"])
def test_a_submission_that_is_not_acceptable_stays_what_it_is(rows: ViewRows, verdict: str) -> None:
    first = rows.submission(acceptance=verdict)
    assert states(rows) == {first: verdict}


def test_a_submission_of_which_neither_city_nor_workshop_is_known_is_listed(rows: ViewRows) -> None:
    rows.submission(city=None, workshop=None, acceptance="unreadable")
    assert rows("SELECT state, days_late FROM submission_state") == [("unreadable", None)]


def test_an_acceptable_submission_counts_only_after_it_is_confirmed(rows: ViewRows) -> None:
    waiting, confirmed = rows.submission("antalya"), rows.report("izmir")
    assert states(rows) == {waiting: "awaiting_confirmation", confirmed: "counted"}


def test_the_version_confirmed_last_replaces_the_earlier_one(rows: ViewRows) -> None:
    # The second file arrived first; the order of confirmation decides.
    later_confirmed, first_confirmed = rows.submission(), rows.submission()
    rows.decide(first_confirmed, "confirmed")
    rows.decide(later_confirmed, "confirmed")
    assert rows("SELECT submission_id, state, replaced_by FROM submission_state ORDER BY confirmed_at") == [
        (first_confirmed, "replaced", later_confirmed),
        (later_confirmed, "counted", None),
    ]


def test_confirming_twice_changes_nothing(rows: ViewRows) -> None:
    old, new = rows.report(), rows.report()
    rows.decide(old, "confirmed")
    assert states(rows) == {old: "replaced", new: "counted"}


def test_withdrawing_brings_the_earlier_version_back(rows: ViewRows) -> None:
    old, new = rows.report(), rows.report()
    rows.decide(new, "withdrawn", "wrong file")
    assert states(rows) == {old: "counted", new: "withdrawn"}


def test_a_withdrawn_version_says_why(rows: ViewRows) -> None:
    rows.decide(rows.report(), "withdrawn", "wrong file")
    assert rows("SELECT withdrawn_reason FROM submission_state") == [("wrong file",)]


def test_a_restored_version_counts_again(rows: ViewRows) -> None:
    old, new = rows.report(), rows.report()
    rows.decide(new, "withdrawn", "by mistake")
    rows.decide(new, "restored")
    assert states(rows) == {old: "replaced", new: "counted"}
    assert rows("SELECT count(withdrawn_reason) FROM submission_state") == [(0,)]


def test_versions_of_other_cities_and_workshops_are_left_alone(rows: ViewRows) -> None:
    for city, workshop in (("antalya", "3"), ("izmir", "3"), ("antalya", "2")):
        rows.report(city, workshop)
    assert set(states(rows).values()) == {"counted"}


def test_a_draft_never_replaces_an_approved_version(rows: ViewRows) -> None:
    approved, draft = rows.report(), rows.report(draft=True)
    assert states(rows) == {approved: "counted", draft: "counted"}
    assert rows("SELECT submission_id FROM counted_report") == [(approved,)]


def test_an_approved_version_replaces_the_draft_before_it(rows: ViewRows) -> None:
    draft, approved = rows.report(draft=True), rows.report()
    assert states(rows) == {draft: "replaced", approved: "counted"}


def test_a_draft_replaces_the_draft_before_it(rows: ViewRows) -> None:
    old, new = rows.report(draft=True), rows.report(draft=True)
    assert states(rows) == {old: "replaced", new: "counted"}


def test_withdrawing_the_approved_version_brings_the_draft_back_but_into_no_figure(rows: ViewRows) -> None:
    draft, approved = rows.report(draft=True), rows.report()
    rows.decide(approved, "withdrawn", "too early")
    assert states(rows) == {draft: "counted", approved: "withdrawn"}
    assert rows("SELECT * FROM counted_report") == []


def test_a_city_that_does_not_take_part_enters_no_figure(rows: ViewRows) -> None:
    rows.report("adana", "3")
    assert rows("SELECT * FROM counted_report") == []


@pytest.mark.parametrize(
    ("day", "late"), [((2025, 2, 7, 23, 59), 0), ((2025, 2, 8, 0, 0), 1), ((2025, 1, 1), 0)]
)
def test_lateness_is_counted_in_calendar_days_after_the_deadline(
    rows: ViewRows, day: tuple[int, ...], late: int
) -> None:
    # The deadline of workshop 3 is 7 February 2025, that day included.
    rows.submission(received_at=datetime(*day))
    assert rows("SELECT days_late FROM submission_state") == [(late,)]


def test_the_cover_of_the_version_in_force_is_shown_with_its_cells(rows: ViewRows) -> None:
    rows.row(rows.report(), "cover", unit="Eski birim")
    rows.row(rows.report(), "cover", unit="Yeni birim", approval="approved")
    assert rows("SELECT unit, unit_cell, approval FROM submission_latest") == [
        ("Yeni birim", "A3", "approved")
    ]


def test_the_board_tells_who_submitted_and_who_is_missing(rows: ViewRows) -> None:
    rows.workshop("x", "2025-01-01", "2025-06-30", cities=("antalya", "izmir", "bursa"))
    rows.report("antalya", "x")
    newest = rows.submission("antalya", "x", acceptance="needs_fixing")
    draft = rows.report("izmir", "x", draft=True)
    assert rows(
        "SELECT city, submitted, has_draft, submission_id, state FROM participation_state"
        " WHERE workshop = 'x' ORDER BY city"
    ) == [
        ("antalya", True, False, newest, "needs_fixing"),
        ("bursa", False, False, None, "missing"),
        ("izmir", False, True, draft, "counted"),
    ]
