"""Does every view keep its promises: one view a file, a question, a grain, keys that stand once?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from etl.database.views import view_names
from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
FILES = sorted((Path(__file__).parents[1] / "etl/sql/views").glob("*.sql"))
PLACE = "city, workshop"
KEYS = {
    "reporting_period": "workshop",
    **dict.fromkeys(["submission_state", "submission_decision", "standing_version"], "submission_id"),
    "submission_latest": f"{PLACE}, draft",
    "counted_report": PLACE,
    "participation_state": "workshop, city",
    "submission_action": "submission_id, action_code",
    "action_status": f"{PLACE}, action_code",
    "plan_progress": PLACE,
    "submission_plan": "submission_id",
    "earlier_report": PLACE,
    "action_standstill": f"{PLACE}, action_code",
    **dict.fromkeys(["network", "sister_city", "project", "challenge"], f"{PLACE}, row_number"),
    **dict.fromkeys(["good_practice", "cooperation"], f"{PLACE}, row_number"),
    "derived_part": "submission_id, indicator, row_number",
    "derived_value": "submission_id, indicator",
    "computed_value": "submission_id, indicator",
    "indicator_value": f"{PLACE}, indicator",
    "indicator_achievement": f"{PLACE}, indicator",
    "figure_in_force": "city, indicator, year",
    "figure_upload_state": "submission_id",
    "context_figure": f"{PLACE}, indicator",
    "context_total": "indicator, year",
    "joint_project": "submission_id, indicator, joint_code",
    "common_figure": "workshop, other_workshop, indicator",
    "group_figure": "workshop, indicator",
    "comparison": "workshop, compared_workshop, kind",
    "workshop_change": f"{PLACE}, compared_workshop, indicator",
    "group_change": "workshop, compared_workshop, indicator",
    "action_change": f"{PLACE}, compared_workshop, action_code, kind",
    "stored_cell": "submission_id, sheet, row_key, column_key",
    "correction": "submission_id, replaced_submission_id, sheet, row_key, column_key",
    "indicator_total": f"{PLACE}, indicator",
    "workshop_summary": "workshop",
    "record_latest": "topic, about",
    "quality_loss": "submission_id, sheet, cell, code",
    "quality_score": PLACE,
    "workshop_task": "task",
    "row_review": "submission_id, sheet, row_key",
    "cooperation_match": "offer_submission_id, offer_row, need_submission_id, need_row",
    "match_record": "record_id",
    "challenge_category": "workshop, category",
    "challenge_help": "submission_id, row_number, helper_submission_id, helper_row",
    "project_once": f"{PLACE}, row_number",
    "summary_change": "workshop, compared_workshop, figure",
}


def fill(rows: ViewRows) -> None:
    """Two versions and a draft of two cities at three workshops, with everything in two rows."""
    for workshop in ("1", "2", "3"):
        for city in ("antalya", "izmir"):
            for version, draft in enumerate((False, False, True)):
                report = rows.report(city, workshop, draft=draft)
                fill_one(rows, report, version + int(workshop))
                returned = {"submission": report, "sheet": "actions", "row": "e 1 1#1", "verdict": "returned"}
                for minute in range(2):
                    rows.record("review", f"{report} actions e 1 1#1", minute, **returned)
    for minute in range(2):
        rows.record("task", "karar", minute, workshop="3", decision="Ortak stant")
        rows.record("match", "eşleşme", minute, workshop="3", state="accepted")
    for year in (2023, 2024):
        rows.figures(("antalya", "BAG-01", year, 7.0), ("antalya", "BAG-02", year, 9.0))


def fill_one(rows: ViewRows, report: str, number: int) -> None:
    rows.row(report, "cover", unit=f"Birim {number}")
    for code in ("E-1.1", "E-1.2", f"E-2.{number}"):
        rows.action(report, code, progress_pct=number, action_name=f"{code} {number}")
    for code in ("KAP-01", "KRD-05", "FON-02", "FON-03"):
        rows.value(
            report, code, baseline=float(number), target=9.0, actual=number if code[0] == "K" else None
        )
    day = date(2022 + number // 2, 3, 1)
    for _ in range(2):
        rows.row(report, "networks", membership_status="member", network_role="board")
        permission = dict(council_decided_on=day, ministry_approved_on=day, last_joint_activity_on=day)
        rows.row(
            report, "sister_cities", partnership_type="sister_city", partnership_status="active", **permission
        )
        started = dict(project_status="implementation", applied_on=day, project_start=day)
        rows.row(report, "projects", municipal_grant_eur=10.0, joint_project_code="AB-1", **started)
        rows.row(report, "good_practices")
        for status in ("open", "solved"):
            rows.row(report, "challenges", category="budget", severity="high", solution_status=status)
        for direction in ("offer", "need"):
            rows.row(report, "cooperation", direction=direction, topic="training")


def test_every_view_has_its_keys_named_here() -> None:
    assert set(view_names()) == set(KEYS)


def test_no_key_of_any_view_stands_twice(rows: ViewRows) -> None:
    fill(rows)
    twice = {
        view: rows(f"SELECT {keys} FROM {view} GROUP BY {keys} HAVING count(*) > 1")
        for view, keys in KEYS.items()
    }
    assert [view for view, found in twice.items() if found] == []


def test_no_view_is_empty_when_everything_was_sent(rows: ViewRows) -> None:
    fill(rows)
    assert [view for view in KEYS if not rows(f"SELECT 1 FROM {view} LIMIT 1")] == []


def test_every_view_can_be_read_before_anything_was_sent(rows: ViewRows) -> None:
    assert {view: rows(f"SELECT * FROM {view}") for view in KEYS}["submission_state"] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_view_file_begins_with_its_question_and_its_grain(path: Path) -> None:
    header, _, body = path.read_text("utf-8").partition("CREATE OR REPLACE VIEW ")
    assert "?" in header
    assert "-- Grain: " in header
    assert body.startswith(path.stem.partition("_")[2] + " AS")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_view_reads_the_clock_or_leaves_the_sql_that_postgresql_knows(path: Path) -> None:
    statement = re.sub(r"--.*", "", path.read_text("utf-8")).upper()
    foreign = (
        r"CURRENT_DATE|CURRENT_TIME|\bNOW\s*\(|\bTODAY\s*\(|QUALIFY|GROUP BY ALL|PIVOT|ASOF|EXCLUDE|TRY_CAST"
    )
    assert re.findall(foreign, statement) == []
