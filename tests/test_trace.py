"""From a figure to its cells, as a program and a person ask for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from definition import Definition
from etl.__main__ import main
from etl.database import snapshots
from etl.trace.figure import NotTraceableError, Traced, trace
from tests.recomputed import figures
from tests.recomputed.catalogue import periods
from tests.recomputed.report import Report, read
from tests.small_group import build

PLAN = (
    "plan_progress_pct",
    "actions",
    "counted_actions",
    "completed",
    "overdue",
    "overdue_pct",
    "weight_sum",
)
CODES = ("KRD-01", "KRD-02", "KAP-01", "KAP-05", "FON-01", "FON-02", "FON-04", "AGT-02", "EYL-01", "EYL-02")
INDICATOR = ("baseline", "target", "actual", "numerator", "denominator", "achievement_pct", "light", "gap")
NAMES = ("Eylem Kodu", "Kod")  # by these a row is found


@pytest.fixture(scope="module")
def home(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("traced"), definition)


@pytest.fixture(scope="module")
def snapshot(home: Path) -> Path:
    shown = snapshots.current(home)
    assert shown
    return shown


@pytest.fixture(scope="module")
def reports(home: Path, snapshot: Path) -> list[Report]:
    known = periods()
    with duckdb.connect(snapshot, read_only=True) as connection:
        sent = connection.execute(
            "SELECT city, workshop, sha256 FROM submission_latest WHERE NOT draft"
        ).fetchall()
    originals = home / "archive" / "originals"
    return [read(originals / sha256[:2] / f"{sha256}.xlsx", city, known[w]) for city, w, sha256 in sent]


def of_traced_cells(reports: list[Report], traced: Traced) -> list[Report]:
    """The workbooks with every other cell emptied; a row without any traced cell is gone."""
    kept: dict[tuple[str, str, str], set[tuple[int, str]]] = {}
    for c in traced.cells:
        kept.setdefault((c.city, c.workshop, c.sheet), set()).add((c.row_number, c.header.rstrip(" *")))
    return [
        Report(
            r.city,
            r.period,
            {n: _emptied(f, kept.get((r.city, r.period.code, n), set()), r) for n, f in r.sheets.items()},
        )
        for r in reports
    ]


def _emptied(frame: pd.DataFrame, kept: set[tuple[int, str]], report: Report) -> pd.DataFrame:
    rows = {row for row, _ in kept}
    frame = frame[[index + 2 in rows for index in frame.index]].copy()  # the header is row 1
    for column in frame.columns:
        if column not in NAMES:
            stays = [(index + 2, column) in kept for index in frame.index]
            # An action without an end cannot be read here; one that ends with the period is not late.
            empty = report.period.end if column == "Bitiş Tarihi" else None
            frame[column] = pd.Series(
                [v if s else empty for v, s in zip(frame[column], stays, strict=True)],
                frame.index,
                dtype=object,
            )
    return frame


def agree(mine: Any, theirs: Any) -> bool:
    if mine is None or theirs is None or pd.isna(mine):
        return (mine is None or bool(pd.isna(mine))) and theirs is None
    return bool(mine == pytest.approx(theirs) if not isinstance(theirs, str) else mine == theirs)


@pytest.mark.parametrize("column", PLAN)
def test_plain_pandas_reckons_the_plan_from_the_traced_cells_alone(
    column: str, snapshot: Path, definition: Definition, reports: list[Report]
) -> None:
    for report in reports:
        keys = {"city": report.city, "workshop": report.period.code}
        traced = trace(snapshot, definition, "plan_progress", keys, column)
        left = [r for r in of_traced_cells(reports, traced) if not r.sheets["Eylemler"].empty]
        assert [r.city for r in left] == [report.city]
        assert agree(figures.plan_progress(left)[column][0], traced.figure), (keys, column)


@pytest.mark.parametrize("code", CODES)
def test_plain_pandas_reckons_the_indicators_from_the_traced_cells_alone(
    code: str, snapshot: Path, definition: Definition, reports: list[Report]
) -> None:
    report = next(r for r in reports if (r.city, r.period.code) == ("antalya", "3"))
    keys = {"city": report.city, "workshop": report.period.code, "indicator": code}
    for column in INDICATOR:
        traced = trace(snapshot, definition, "indicator_achievement", keys, column)
        values = figures.indicator_values(of_traced_cells(reports, traced)).set_index(list(keys))
        assert agree(values.at[tuple(keys.values()), column], traced.figure), (column, traced.figure)


def test_a_cell_tells_everything_a_reader_needs_to_find_it(snapshot: Path, definition: Definition) -> None:
    keys = {"city": "antalya", "workshop": "3"}
    traced = trace(snapshot, definition, "plan_progress", keys, "plan_progress_pct")
    cell = next(c for c in traced.cells if c.column == "progress_pct")
    assert (cell.city, cell.workshop, cell.file_name, cell.who) == (
        "antalya",
        "3",
        "antalya-3.xlsx",
        "deneme",
    )
    assert (cell.sheet, cell.cell, cell.header) == ("Eylemler", f"I{cell.row_number}", "İlerleme (%)")


def test_days_and_rules_that_enter_a_figure_are_sources_too(snapshot: Path, definition: Definition) -> None:
    keys = {"city": "antalya", "workshop": "3", "indicator": "FON-04"}
    light = trace(snapshot, definition, "indicator_achievement", keys, "light")
    assert {other.kind for other in light.others} == {"definition", "workshop"}


def test_a_corrected_value_shows_both_values(snapshot: Path, definition: Definition) -> None:
    keys = {"city": "antalya", "workshop": "3", "row_key": "E-2.1", "column_key": "end_date"}
    traced = trace(snapshot, definition, "correction", keys, "new")
    assert len({cell.submission_id for cell in traced.cells}) == len(traced.cells) == 2
    assert "2024-10-31" in {str(cell.value) for cell in traced.cells}


@pytest.mark.parametrize(
    ("view", "keys", "column", "what", "known"),
    [
        ("plan'; DROP TABLE city; --", {}, "overdue", "view", "plan_progress"),
        ("sheet_actions", {}, "status", "view", "action_status"),
        ("plan_progress", {"city": "antalya", "workshop": "3"}, "overdue; --", "column", "overdue"),
        ("plan_progress", {"city = city OR 1": "1"}, "overdue", "key", "workshop"),
        ("plan_progress", {"city": "' OR '1'='1"}, "overdue", "nothing", "workshop"),
        ("plan_progress", {"city": "antalya"}, "overdue", "several", "workshop"),
        ("plan_progress", {}, "overdue", "several", "workshop"),
    ],
)
def test_what_cannot_be_traced_is_said_with_what_is_known(
    snapshot: Path,
    definition: Definition,
    view: str,
    keys: dict[str, str],
    column: str,
    what: str,
    known: str,
) -> None:
    with pytest.raises(NotTraceableError) as refused:
        trace(snapshot, definition, view, keys, column)
    assert refused.value.what == what
    assert known in refused.value.known


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


def test_the_command_line_prints_the_figure_and_its_cells(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("plan_progress", "--key", "city=antalya", "--key", "workshop=3", "--column", "overdue")
    assert run("trace", *asked, "--json", "--data", home) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["figure"], found["row"]) == (1, {"city": "antalya", "workshop": "3"})
    assert {"Eylemler"} == {cell["sheet"] for cell in found["cells"]}
    assert set(found["cells"][0]) == {
        *("city", "workshop", "submission_id", "file_name", "sha256", "who", "received_at"),
        *("sheet", "cell", "header", "value", "role"),
    }
    assert run("trace", *asked, "--data", home, "--lang", "en") == 0
    assert "Eylemler!G3 Bitiş Tarihi: 2024-10-31" in capsys.readouterr().out


@pytest.mark.parametrize("asked", [["nothing"], ["plan_progress"], ["plan_progress", "--key", "city"]])
def test_the_command_line_refuses_in_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    assert run("trace", *asked, "--column", "overdue", "--data", home) == 2
    assert run("trace", *asked, "--column", "overdue", "--data", home, "--json") == 2
    said = capsys.readouterr().out.splitlines()
    assert json.loads(said[-1])["message"] == said[0]
