"""On the command line: two templates at once, a conflict, rows that are gone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from definition import Definition
from etl.__main__ import main
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from tests.builders import filled_workbook
from tests.slices import with_book
from tests.test_reconcile import Change, newest, typed, value_in_force

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A city whose report counts for the open workshop, and two templates that were taken at once."""
    (tmp_path / "first.xlsx").write_bytes(filled_workbook())
    folder = tmp_path / "data"
    assert run(folder, "submit", tmp_path / "first.xlsx", "--confirm") == 0
    for name in "ab":
        out = tmp_path / f"{name}.xlsx"
        assert run(folder, "template", "--city", "antalya", "--workshop", "3", "--out", out) == 0
    return folder


def run(folder: Path, *arguments: object) -> int:
    return main([*(str(a) for a in arguments), "--data", str(folder), "--lang", "en"])


def edit(data: Path, name: str, change: Change) -> Path:
    file = data.parent / f"{name}.xlsx"
    file.write_bytes(with_book(file.read_bytes(), change))
    return file


def value(data: Path, definition: Definition, address: str) -> object:
    return value_in_force(data, definition, "Eylemler", address)


def test_the_older_template_is_merged_and_says_what_it_kept(
    data: Path, definition: Definition, capsys: Capture
) -> None:
    assert run(data, "submit", edit(data, "a", typed("Eylemler", I5=50, L3=3)), "--confirm") == 0
    capsys.readouterr()
    assert run(data, "submit", edit(data, "b", typed("Eylemler", I4=48)), "--confirm", "--merge") == 0
    said = capsys.readouterr().out
    assert "Eylemler!I5  E-4.1 · İlerleme (%): 50 in force, 40 in this file (40 in the template)" in said
    assert "Merged: " in said
    assert "1 files: 1 counted" in said
    assert [value(data, definition, a) for a in ("I5", "L3", "I4")] == [50, 3, 48]


def test_without_confirm_it_says_what_it_found_and_the_number_can_be_confirmed(
    data: Path, definition: Definition, capsys: Capture
) -> None:
    run(data, "submit", edit(data, "a", typed("Eylemler", I5=50)), "--confirm")
    capsys.readouterr()
    assert run(data, "submit", edit(data, "b", typed("Eylemler", I4=48))) == 0
    said = capsys.readouterr().out
    assert "kept when you confirm (1):" in said
    number = said.split("etl confirm ")[1].split()[0]
    assert run(data, "confirm", number) == 0
    merged = newest(data, definition)
    assert f"{merged.id} is counted." in capsys.readouterr().out
    assert (merged.merged_with, value(data, definition, "I5")) == (number, 50)


def test_the_file_holds_everywhere_or_in_one_cell_if_somebody_says_so(
    data: Path, definition: Definition
) -> None:
    run(data, "submit", edit(data, "a", typed("Eylemler", I5=50, L3=3)), "--confirm")
    file = edit(data, "b", typed("Eylemler", I4=48))
    assert run(data, "submit", file, "--confirm", "--overwrite-cell", "Eylemler!L3") == 0
    assert [value(data, definition, a) for a in ("I5", "L3")] == [50, 2]
    file = edit(data, "b", typed("Eylemler", I4=49))
    assert run(data, "submit", file, "--confirm", "--overwrite") == 0
    assert [value(data, definition, a) for a in ("I5", "L3", "I4")] == [40, 2, 49]


def test_an_undecided_conflict_is_not_counted_and_says_both_values_and_what_to_type(
    data: Path, definition: Definition, capsys: Capture
) -> None:
    run(data, "submit", edit(data, "a", typed("Eylemler", I5=50)), "--confirm")
    file = edit(data, "b", typed("Eylemler", I5=45))
    capsys.readouterr()
    assert run(data, "submit", file, "--confirm") == 1
    said = capsys.readouterr().out
    assert "50 in force, 45 in this file" in said
    assert "--keep-cell 'Eylemler!I5'" in said
    assert "0 counted, 1 awaiting confirmation" in said
    assert value(data, definition, "I5") == 50
    assert run(data, "submit", file, "--confirm", "--overwrite-cell", "Eylemler!I6") == 1
    assert "None of the places above: Eylemler!I6" in capsys.readouterr().out
    assert run(data, "submit", file, "--confirm", "--overwrite-cell", "Eylemler!I5") == 0
    assert value(data, definition, "I5") == 45


def test_a_folder_weighs_each_file_against_what_those_before_it_brought(
    data: Path, definition: Definition, tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "gelen"
    folder.mkdir()
    edit(data, "a", typed("Eylemler", I5=50)).rename(folder / "a.xlsx")
    edit(data, "b", typed("Eylemler", I4=48)).rename(folder / "b.xlsx")
    assert run(data, "submit", folder, "--confirm") == 0
    assert [value(data, definition, a) for a in ("I5", "I4")] == [50, 48]
    assert run(data, "submit", folder, "--keep-cell", "Eylemler!I5") == 2


def test_check_says_the_same_and_stores_nothing(data: Path, capsys: Capture) -> None:
    run(data, "submit", edit(data, "a", typed("Eylemler", I5=50)), "--confirm")
    file = edit(data, "b", typed("Eylemler", I5=45, L3=5))
    receipts = len(Archive(data).receipts())
    capsys.readouterr()
    assert run(data, "check", file) == 0
    assert "Eylemler!I5" in capsys.readouterr().out
    assert run(data, "check", file, "--json") == 0
    compared = json.loads(capsys.readouterr().out)["compared"]
    assert compared["cells"] == [
        {
            **{"kind": "conflict", "place": "Eylemler!I5", "sheet": "Eylemler", "row": "E-4.1"},
            **{"column": "İlerleme (%)", "base": 40, "in_force": 50, "sent": 45},
        }
    ]
    assert (compared["base_known"], compared["rows_gone"], compared["asks"]) == (True, [], False)
    assert len(Archive(data).receipts()) == receipts


def test_nothing_is_compared_where_nothing_is_in_force(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.xlsx").write_bytes(filled_workbook())
    run(tmp_path / "data", "check", tmp_path / "a.xlsx", "--json")
    assert json.loads(capsys.readouterr().out)["compared"] is None


def test_rows_that_are_gone_are_named_and_wait_for_a_yes(
    data: Path, definition: Definition, capsys: Capture
) -> None:
    file = edit(data, "a", lambda book: book["Projeler"].delete_rows(2, 3))
    before = newest(data, definition).id
    compared = checked(data, file, capsys)
    (projects,) = compared["rows_gone"]
    assert projects == {
        **{"sheet": "Projeler", "had": 4, "gone": 3, "asks": True},
        "rows": ["Yeşil Limanlar", "Genç Elçiler", "Sıfır Atık Turizm"],
    }
    grants = [f for f in compared["figures"] if f["figure"] == "grants_keur"]
    assert grants == [{"scope": "group", "of": None, "figure": "grants_keur", "before": 225, "after": 0}]
    assert compared["asks"]
    assert run(data, "submit", file, "--confirm") == 1
    said = capsys.readouterr().out
    assert "Projects: 3 of 4 rows are not in this file: Yeşil Limanlar, Genç Elçiler" in said
    assert "--accept-losses" in said
    assert newest(data, definition).id == before
    assert run(data, "submit", file, "--confirm", "--accept-losses") == 0
    sent = [r for r in Archive(data).receipts() if isinstance(r, Submitted)]
    assert newest(data, definition).id == sent[-1].id


def checked(data: Path, file: Path, capsys: Capture) -> dict[str, Any]:
    capsys.readouterr()
    run(data, "check", file, "--json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)["compared"]
    return found
