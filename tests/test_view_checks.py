"""The checks that guard a snapshot find nothing in a sound one, and each finds the fault it is there for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.database.views import failed_checks
from tests import view_rows
from tests.view_rows import LEVEL, ViewRows

rows = view_rows.rows
FILES = sorted((Path(__file__).parents[1] / "etl/sql").glob("*checks/*.sql"))


def sound(rows: ViewRows) -> str:
    """Two cities' reports with a plan, typed values and a joint project; the newest one's id."""
    report = ""
    for city in ("antalya", "izmir"):
        report = rows.report(city)
        rows.row(report, "cover", unit="Birim")
        rows.action(report)
        rows.value(report, LEVEL, baseline=1.0, target=3.0, actual=2.1)
        rows.row(report, "projects", project_status="implementation", joint_project_code="AB-1")
    rows.figures(("antalya", "BAG-01", 2024, 7.0))
    return report


def repeat_a_figure(rows: ViewRows, report: str) -> None:
    rows.figures(("antalya", "BAG-01", 2024, 7.0), ("antalya", "BAG-01", 2024, 8.0))


def load_unconfirmed_figures(rows: ViewRows, report: str) -> None:
    rows.figures(("antalya", "BAG-01", 2024, 7.0), confirm=False)


def lose_the_figures(rows: ViewRows, report: str) -> None:
    rows.figures()


def repeat_an_action(rows: ViewRows, report: str) -> None:
    rows.action(report)


def repeat_an_indicator(rows: ViewRows, report: str) -> None:
    rows.value(report, LEVEL, actual=5.0)


def bring_two_covers(rows: ViewRows, report: str) -> None:
    rows.row(report, "cover", unit="Birim")


def exceed_a_hundred(rows: ViewRows, report: str) -> None:
    rows.action(report, "E-1.2", progress_pct=101)


def forget_the_status(rows: ViewRows, report: str) -> None:
    rows.action(report, "E-1.2", status=None)


def leave_rows_without_a_submission(rows: ViewRows, report: str) -> None:
    rows.row("nobody", "cooperation")


def load_an_unconfirmed_submission(rows: ViewRows, report: str) -> None:
    rows.row(rows.submission(), "networks")


def decide_about_nothing(rows: ViewRows, report: str) -> None:
    rows.decide("nobody", "withdrawn")


def lose_the_values(rows: ViewRows, report: str) -> None:
    rows.report(workshop="2")


FAULTS: list[tuple[Callable[[ViewRows, str], None], str]] = [
    (repeat_an_action, "sheet_keys_unique"),
    (repeat_an_indicator, "sheet_keys_unique"),
    (bring_two_covers, "sheet_keys_unique"),
    (exceed_a_hundred, "progress_in_range"),
    (forget_the_status, "plan_adds_up"),
    (leave_rows_without_a_submission, "no_orphan_rows"),
    (load_an_unconfirmed_submission, "no_orphan_rows"),
    (decide_about_nothing, "no_orphan_rows"),
    (lose_the_values, "confirmed_values_loaded"),
    (repeat_a_figure, "sheet_keys_unique"),
    (load_unconfirmed_figures, "no_orphan_rows"),
    (lose_the_figures, "confirmed_figures_loaded"),
]


def test_an_empty_snapshot_is_sound(rows: ViewRows) -> None:
    assert failed_checks(rows.connection, formulas=True) == []


def test_a_good_snapshot_is_sound(rows: ViewRows) -> None:
    sound(rows)
    assert failed_checks(rows.connection, formulas=True) == []


@pytest.mark.parametrize(("plant", "check"), FAULTS, ids=lambda value: getattr(value, "__name__", value))
def test_a_fault_is_found_by_its_check(
    rows: ViewRows, plant: Callable[[ViewRows, str], None], check: str
) -> None:
    plant(rows, sound(rows))
    assert check in [name for name, _ in failed_checks(rows.connection, formulas=True)]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("coalesce(r.projects, 0)\n", "1\n"),
        ("count(*) FILTER (WHERE enters) AS cities", "count(*) + 100 AS cities"),
        ("JOIN entered AS b ON b.city = a.city AND", "JOIN entered AS b ON"),
    ],
)
def test_a_group_figure_that_is_not_the_sum_of_its_cities_is_found(
    rows: ViewRows, right: str, wrong: str
) -> None:
    view = (Path(__file__).parents[1] / "etl/sql/views/51_common_figure.sql").read_text("utf-8")
    assert right in view
    sound(rows)
    rows(view.replace(right, wrong))
    assert "group_adds_up" in [name for name, _ in failed_checks(rows.connection, formulas=True)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_check_begins_with_the_question_it_asks(path: Path) -> None:
    header = path.read_text("utf-8").partition("\n")[0]
    assert header.startswith("-- ")
    assert "?" in header
