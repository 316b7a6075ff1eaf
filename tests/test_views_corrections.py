"""Progress or correction? action_change, stored_cell and correction."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests import view_rows
from tests.view_rows import FLOW, LEVEL, ViewRows

rows = view_rows.rows


def plan_changes(rows: ViewRows) -> list[tuple[Any, ...]]:
    return sorted(rows("SELECT action_code, kind, old, new FROM action_change"))


def test_an_unchanged_action_is_no_change(rows: ViewRows) -> None:
    for workshop in ("2", "3"):
        rows.action(rows.report(workshop=workshop))
    assert plan_changes(rows) == []


def test_each_thing_that_changed_of_an_action_is_a_row(rows: ViewRows) -> None:
    rows.action(rows.report(workshop="2"), action_name="Eski", progress_pct=40)
    rows.action(
        rows.report(workshop="3"),
        **dict(action_name="Yeni", progress_pct=100, status="completed", end_date=date(2027, 6, 30)),
    )
    assert plan_changes(rows) == [
        ("E-1.1", "end_date", "2026-12-31", "2027-06-30"),
        ("E-1.1", "progress", "40.0", "100.0"),
        ("E-1.1", "renamed", "Eski", "Yeni"),
        ("E-1.1", "status", "in_progress", "completed"),
    ]


def test_actions_that_came_and_went_are_named(rows: ViewRows) -> None:
    rows.action(rows.report(workshop="2"), "E-1.1", action_name="Giden")
    rows.action(rows.report(workshop="3"), "E-1.2", action_name="Gelen")
    assert plan_changes(rows) == [("E-1.1", "removed", "Giden", None), ("E-1.2", "added", None, "Gelen")]


def test_an_action_change_leads_to_both_cells(rows: ViewRows) -> None:
    older, newer = rows.report(workshop="2"), rows.report(workshop="3")
    rows.action(older, progress_pct=10)
    rows.action(newer, "E-0.1", status="in_progress")
    rows.action(newer, progress_pct=20)
    shown = "submission_id, compared_submission_id, cell, compared_cell"
    assert rows(f"SELECT {shown} FROM action_change WHERE kind = 'progress'") == [(newer, older, "G4", "G3")]


def test_a_plan_whose_last_action_was_removed_still_says_so(rows: ViewRows) -> None:
    rows.action(rows.report(workshop="2"))
    rows.report(workshop="3")
    assert plan_changes(rows) == [("E-1.1", "removed", "E-1.1", None)]


def test_actions_of_another_city_are_no_change(rows: ViewRows) -> None:
    rows.action(rows.report("izmir", "2"), "E-1.1")
    rows.action(rows.report("antalya", "3"), "E-1.2")
    assert plan_changes(rows) == []


def test_every_column_of_both_sheets_is_watched_for_corrections(rows: ViewRows) -> None:
    for sheet in ("actions", "indicators"):
        columns = {name for name, *_ in rows(f"DESCRIBE sheet_{sheet}")}
        watched = {c for c in columns if f"{c}_cell" in columns}
        rows.row(rows.report(), sheet)
        found = {c for (c,) in rows("SELECT column_key FROM stored_cell WHERE sheet = ?", sheet)}
        assert found == watched - ({"indicator_code"} if sheet == "indicators" else set())


def corrections(rows: ViewRows) -> list[tuple[Any, ...]]:
    return sorted(rows("SELECT sheet, row_key, column_key, old, new, cell FROM correction"))


def test_a_difference_between_two_versions_of_one_report_is_a_correction(rows: ViewRows) -> None:
    for progress, actual in ((40, 5.0), (45, None)):
        report = rows.report()
        rows.action(report, progress_pct=progress)
        rows.value(report, FLOW, actual=actual, target=9.0)
    assert corrections(rows) == [
        ("actions", "E-1.1", "progress_pct", "40.0", "45.0", "G3"),
        ("indicators", FLOW, "actual", "5.0", None, "B3"),
    ]


def test_each_correction_belongs_to_two_successive_versions(rows: ViewRows) -> None:
    versions = []
    for actual in (1.0, 2.0, 3.0):
        versions.append(rows.report())
        rows.value(versions[-1], FLOW, actual=actual)
    found = rows("SELECT replaced_submission_id, submission_id, old, new FROM correction ORDER BY old")
    assert found == [(*versions[:2], "1.0", "2.0"), (*versions[1:], "2.0", "3.0")]


def test_an_action_that_came_or_went_in_a_correction_is_one_row(rows: ViewRows) -> None:
    rows.action(rows.report(), "E-1.1")
    rows.action(rows.report(), "E-1.2")
    assert corrections(rows) == [
        ("actions", "E-1.1", "action_code", "E-1.1", None, None),
        ("actions", "E-1.2", "action_code", None, "E-1.2", "A3"),
    ]


def test_neither_drafts_nor_withdrawn_versions_make_corrections(rows: ViewRows) -> None:
    rows.value(rows.report(), FLOW, actual=1.0)
    rows.value(rows.report(draft=True), FLOW, actual=2.0)
    withdrawn = rows.report()
    rows.value(withdrawn, FLOW, actual=3.0)
    rows.decide(withdrawn, "withdrawn")
    assert corrections(rows) == []


def test_progress_between_workshops_is_no_correction(rows: ViewRows) -> None:
    for workshop, actual in (("2", 1.0), ("3", 2.0)):
        rows.value(rows.report(workshop=workshop), FLOW, actual=actual)
    assert corrections(rows) == []


def test_a_baseline_moved_at_a_later_workshop_is_a_correction(rows: ViewRows) -> None:
    first, later = rows.report(workshop="2"), rows.report(workshop="3")
    rows.value(first, LEVEL, baseline=10.0)
    rows.value(later, LEVEL, baseline=12.0)
    shown = "workshop, submission_id, replaced_submission_id, column_key, old, new, cell"
    assert rows(f"SELECT {shown} FROM correction") == [("3", later, first, "baseline", "10.0", "12.0", "B3")]
