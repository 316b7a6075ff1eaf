"""What the preview says would move is what moves; and as long as nobody confirms, nothing does."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from definition import Definition
from etl.check import check_here
from etl.consequences import HEADLINES, Consequences, consequences
from etl.database import snapshots
from etl.database.originals import Values
from etl.database.publish import publish
from etl.database.rehearsal import rehearsed
from etl.database.views import view_names
from etl.store.archive import Archive
from etl.store.receipts import Decided, Submitted, new_id
from etl.submit import decide, submit
from tests.builders import changed_workbook, filled_workbook

AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def sent(home: Path, definition: Definition, data: bytes, at: datetime = AT) -> tuple[Submitted, Values]:
    outcome = submit(home, definition, data, "a.xlsx", "deneme", at, check=check_here(definition))
    assert outcome.receipt.acceptance == "acceptable", outcome.receipt.problems
    return outcome.receipt, outcome.checked.sheets


def counted(home: Path, definition: Definition, data: bytes, at: datetime = AT) -> str:
    receipt, _ = sent(home, definition, data, at)
    decide(home, definition, receipt.id, "confirmed", "deneme", at=at)
    publish(home, definition)
    return receipt.id


def everything(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        view: connection.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall() for view in view_names()
    }


def of(found: Consequences, scope: str) -> dict[str, tuple[Any, Any]]:
    return {m.figure: (m.before, m.after) for m in found.moves if m.scope == scope}


DRAFT = {"cover_B7": "Taslak", "cover_B8": None}
SITUATIONS = {
    "the first report": ([], filled_workbook()),
    "a corrected one": ([filled_workbook()], filled_workbook(actions_I3=55)),
    "a draft beside one that counts": ([filled_workbook()], filled_workbook(actions_I3=55, **DRAFT)),
    "one of another city": (
        [filled_workbook()],
        changed_workbook(lambda _book: None, city="izmir"),
    ),
}


@pytest.mark.parametrize("name", SITUATIONS)
def test_the_rehearsal_shows_in_every_view_what_is_published_afterwards(
    tmp_path: Path, definition: Definition, name: str
) -> None:
    before, new = SITUATIONS[name]
    for data in before:
        counted(tmp_path, definition, data)
    receipt, values = sent(tmp_path, definition, new, LATER)
    confirmed = Decided(new_id(LATER), LATER, "deneme", receipt.id, "confirmed")
    publish(tmp_path, definition)
    with rehearsed(tmp_path, definition, confirmed, {receipt.id: values}) as (_, rehearsal):
        expected = everything(rehearsal)
    Archive(tmp_path).record(confirmed)
    with duckdb.connect(publish(tmp_path, definition), read_only=True) as published:
        assert everything(published) == expected


def test_each_move_is_from_the_figure_shown_to_the_figure_published(
    tmp_path: Path, definition: Definition
) -> None:
    counted(tmp_path, definition, filled_workbook())
    receipt, values = sent(tmp_path, definition, filled_workbook(actions_I3=55), LATER)
    found = consequences(tmp_path, definition, receipt, values)
    decide(tmp_path, definition, receipt.id, "confirmed", "deneme", at=LATER)
    with duckdb.connect(publish(tmp_path, definition), read_only=True) as published:
        (progress,) = published.execute("SELECT plan_progress_pct FROM plan_progress").fetchone() or ()
        (of_group,) = (
            published.execute(
                "SELECT plan_progress_pct FROM workshop_summary WHERE workshop = '3'"
            ).fetchone()
            or ()
        )
    assert of(found, "city")["plan_progress_pct"][1] == progress
    assert of(found, "group")["plan_progress_pct"][1] == of_group
    assert "overdue" not in of(found, "city"), "what stays is not said to move"


def test_a_first_report_moves_figures_from_nothing_and_never_from_zero(
    tmp_path: Path, definition: Definition
) -> None:
    receipt, values = sent(tmp_path, definition, filled_workbook())
    found = consequences(tmp_path, definition, receipt, values)
    assert of(found, "city")["plan_progress_pct"][0] is None
    assert of(found, "group")["cities_submitted"] == (0, 1)
    assert found.corrections == ()


def test_what_replaces_an_earlier_version_is_told_as_a_correction_with_both_cells(
    tmp_path: Path, definition: Definition
) -> None:
    counted(tmp_path, definition, filled_workbook(actions_I3=40))
    receipt, values = sent(tmp_path, definition, filled_workbook(actions_I3=55), LATER)
    (corrected,) = consequences(tmp_path, definition, receipt, values).corrections
    assert (corrected.sheet, corrected.column) == ("actions", "progress_pct")
    assert (float(corrected.old or 0), float(corrected.new or 0)) == (40, 55)
    assert (corrected.old_cell, corrected.cell) == ("I3", "I3")


def test_a_draft_moves_no_figure(tmp_path: Path, definition: Definition) -> None:
    receipt, values = sent(tmp_path, definition, filled_workbook(**DRAFT))
    assert consequences(tmp_path, definition, receipt, values).moves == ()


def test_looking_at_the_consequences_changes_nothing_to_the_last_bit(
    tmp_path: Path, definition: Definition
) -> None:
    counted(tmp_path, definition, filled_workbook())
    receipt, values = sent(tmp_path, definition, filled_workbook(actions_I3=55), LATER)
    publish(tmp_path, definition)

    def fingerprints() -> dict[str, str]:
        files = (path for path in tmp_path.rglob("*") if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = fingerprints()
    assert consequences(tmp_path, definition, receipt, values).moves
    assert fingerprints() == before


def test_every_headline_names_columns_that_its_view_has(tmp_path: Path, definition: Definition) -> None:
    publish(tmp_path, definition)
    with duckdb.connect(snapshots.current(tmp_path) or "", read_only=True) as connection:
        for headline in HEADLINES:
            columns = {row[0] for row in connection.execute(f"DESCRIBE {headline.view}").fetchall()}
            assert {*headline.figures, "workshop"} <= columns
