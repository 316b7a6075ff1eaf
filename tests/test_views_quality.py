"""How complete a report is stands apart from how well a city does, and no row can make it look better."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import view_rows
from tests.view_rows import ViewRows, fresh_rows

rows = view_rows.rows
CORE = "KAP-01"


def complete(rows: ViewRows) -> str:
    """A report in which every core indicator has a value and a target, and nothing is in doubt."""
    report = rows.report()
    for (code,) in rows("SELECT indicator FROM indicator WHERE entry <> 'computed' AND entry <> 'organizer'"):
        rows.value(report, code, actual=1.0, target=2.0)
    return report


def doubt(
    rows: ViewRows, report: str, cell: str | None, sheet: str = "actions", severity: str = "warning"
) -> None:
    ((position,),) = rows("SELECT count(*) + 1 FROM submission_problem")
    facts: dict[str, Any] = dict(severity=severity, code="x", sheet=sheet, cell=cell, facts="{}")
    rows.insert("submission_problem", submission_id=report, position=position, **facts)


def score(rows: ViewRows) -> float:
    ((found,),) = rows("SELECT score_pct FROM quality_score")
    return float(found)


def test_a_report_that_leaves_nothing_open_has_all_points(rows: ViewRows) -> None:
    complete(rows)
    assert rows("SELECT lost, score_pct FROM quality_score") == [(0, 100.0)]


def test_each_open_cell_takes_one_point_and_is_named(rows: ViewRows) -> None:
    report = complete(rows)
    ((asked,),) = rows("SELECT asked FROM quality_score")
    rows.action(report, "E-1.1", responsible_unit="Dış İlişkiler")
    rows.action(report, "E-1.2", responsible_unit=" ")
    rows("UPDATE sheet_indicators SET actual = NULL WHERE indicator_code = ?", CORE)
    doubt(rows, report, "I3")
    found = rows("SELECT kind, code FROM quality_loss ORDER BY kind")
    assert found == [("doubt", "x"), ("no_owner", "E-1.2"), ("value_missing", CORE)]
    assert score(rows) == (asked - 3) / asked * 100


def test_a_value_that_does_not_apply_or_is_not_due_costs_nothing(rows: ViewRows) -> None:
    complete(rows)
    for reason, lost in (("not_applicable", 0), ("not_due", 0), ("not_collected", 1)):
        rows(
            "UPDATE sheet_indicators SET actual = NULL, missing_reason = ? WHERE indicator_code = ?",
            reason,
            CORE,
        )
        assert rows("SELECT lost FROM quality_score") == [(lost,)], reason


def test_a_cell_that_is_open_and_in_doubt_is_named_once(rows: ViewRows) -> None:
    report = complete(rows)
    ((cell,),) = rows("SELECT actual_cell FROM sheet_indicators WHERE indicator_code = ?", CORE)
    rows("UPDATE sheet_indicators SET actual = NULL WHERE indicator_code = ?", CORE)
    doubt(rows, report, cell, "indicators")
    doubt(rows, report, cell, "indicators")
    assert rows("SELECT kind FROM quality_loss") == [("value_missing",)]


def test_notes_and_warnings_without_a_cell_cost_nothing(rows: ViewRows) -> None:
    report = complete(rows)
    doubt(rows, report, None)
    doubt(rows, report, "I3", severity="note")
    assert score(rows) == 100


def test_it_never_falls_below_nothing(rows: ViewRows) -> None:
    report = complete(rows)
    for number in range(200):
        doubt(rows, report, f"I{number}")
    assert score(rows) == 0


ROW = st.fixed_dictionaries(
    {
        "progress_pct": st.integers(0, 100),
        "responsible_unit": st.sampled_from(["Birim", "", None]),
        "end_date": st.dates(date(2000, 1, 1), date(2050, 1, 1)),
        "doubtful": st.booleans(),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(ROW, max_size=6))
def test_no_row_that_somebody_adds_raises_the_score(added: list[dict[str, Any]]) -> None:
    with fresh_rows() as rows:
        report = complete(rows)
        doubt(rows, report, "B5")
        before = score(rows)
        for number, row in enumerate(added):
            doubtful = row.pop("doubtful")
            rows.action(report, f"E-9.{number}", **row)
            if doubtful:
                doubt(rows, report, f"I{number + 3}")
            after = score(rows)
            assert after <= before
            before = after
