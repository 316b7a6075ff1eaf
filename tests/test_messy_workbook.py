"""A messy version of a good workbook says the same as the good one; where not, the very cell is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from definition import load
from etl.check import check
from etl.submission import CheckedSubmission
from tests import office
from tests.builders import Typed, changed_workbook, filled_workbook
from tests.cases import TODAY
from tests.messes import CONTRARY, MESSES, together


def checked(data: bytes) -> CheckedSubmission:
    return check(data, "a.xlsx", load(), TODAY)


def said(submission: CheckedSubmission) -> dict[str, list[dict[str, Any]]]:
    """Every value, wherever it stands; nothing of the rows that were only printed."""
    printed = {c.key for s in load().workbook.sheets for c in s.columns if c.need == "printed"}
    return {
        key: [{c: v for c, v in row.values.items() if c not in printed} for row in rows]
        for key, rows in submission.sheets.items()
    }


GOOD = checked(filled_workbook())


def assert_same(data: bytes) -> None:
    found = checked(data)
    assert found.acceptance == "acceptable", found.problems
    assert (found.city, found.workshop, found.draft) == (GOOD.city, GOOD.workshop, GOOD.draft)
    assert said(found) == said(GOOD)


@pytest.mark.parametrize("name", MESSES)
def test_a_mess_that_means_the_same_is_read_the_same(name: str) -> None:
    assert_same(changed_workbook(together(name)))


def possible(names: set[str]) -> set[str]:
    """Of messes that contradict each other the first one."""
    for contrary in CONTRARY:
        names -= set(sorted(names & contrary)[1:])
    return names


def test_all_messes_together_are_read_the_same() -> None:
    assert_same(changed_workbook(together(*possible(set(MESSES)))))


@given(st.sets(st.sampled_from(sorted(MESSES)), min_size=2).map(possible))
@settings(max_examples=12)
def test_any_messes_together_are_read_the_same(names: set[str]) -> None:
    assert_same(changed_workbook(together(*names)))


@pytest.mark.libreoffice
def test_a_mess_that_libreoffice_saved_is_read_the_same(tmp_path: Path) -> None:
    # An office counts days from one epoch only and writes each column's own format into its cells.
    names = possible(set(MESSES)) - {"days_counted_from_1904"}
    (tmp_path / "karisik.xlsx").write_bytes(changed_workbook(together(*names)))
    (resaved,) = office.resaved([tmp_path / "karisik.xlsx"], tmp_path)
    assert_same(resaved.read_bytes())


# What cannot be understood, or could mean two things: the cell is named, and nothing is guessed into it.
DOUBTFUL = [
    ("indicators_G5", "2.100"),  # per mille; of money it is two thousand one hundred
    *[("actions_K4", typed) for typed in ("yaklaşık 100", "10-15", "100+", "$1.000")],
    *[("actions_I4", typed) for typed in (0.45, "%145", "yarısı", "#DIV/0!", "=A1/0")],
    *[("actions_F4", typed) for typed in ("12/31/2024", "31.02.2024", "2024", "Mart 2024", "01.03.24")],
    *[("actions_H4", typed) for typed in ("Bitti gibi", "4", "#N/A")],
    *[("actions_A4", typed) for typed in ("E-31", Typed(3.1, "General"), "üçüncü")],
    *[("networks_C3", typed) for typed in ("1899", "2199", "yıllar önce")],
    *[("sister_cities_C3", typed) for typed in ("Almanistan", "Avrupa")],
]


@pytest.mark.parametrize(("place", "typed"), DOUBTFUL)
def test_what_could_mean_two_things_is_asked_about_at_its_very_cell(place: str, typed: Any) -> None:
    sheet, _, cell = place.rpartition("_")
    found = checked(filled_workbook(**{place: typed}))
    assert [p.severity for p in found.problems if (p.sheet, p.cell) == (sheet, cell)], found.problems
    assert all(p.severity != "note" for p in found.problems if (p.sheet, p.cell) == (sheet, cell))
