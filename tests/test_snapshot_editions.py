"""Whoever reads figures reads those of this very program and definition; editions keep apart."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

import definition as definition_package
from definition import Definition
from etl.__main__ import main
from etl.database import edition, repair, snapshots
from etl.database.publish import is_current, publish
from etl.programme import Programme
from etl.store.archive import Archive
from etl.submit import confirm_new, submit
from tests.builders import filled_workbook

FOURTH = """
[[workshop]]
code = "4"
number = 4
title = { tr = "4. Çalıştay – Muğla 2026", en = "4th Workshop – Muğla 2026" }
host = "mugla"
held_from = 2026-03-01
held_to = 2026-03-02
period_start = 2025-01-01
period_end = 2025-12-31
deadline = 2026-02-01
open = true
participants = ["antalya", "mugla"]
"""


@pytest.fixture
def home(tmp_path: Path, definition: Definition) -> Path:
    home = tmp_path / "data"
    outcome = submit(home, definition, filled_workbook(), "antalya.xlsx", "deneme")
    confirm_new(Archive(home), outcome.receipt, "deneme")
    publish(home, definition)
    return home


@pytest.fixture
def next_year(tmp_path: Path) -> Definition:
    """The definition with one more workshop in its file."""
    folder = tmp_path / "next"
    shutil.copytree(Path(definition_package.__file__).parent, folder, ignore=shutil.ignore_patterns("*.py*"))
    with (folder / "workshops.toml").open("a", encoding="utf-8") as file:
        file.write(FOURTH)
    return definition_package.load(folder)


def as_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edition, "program", lambda: "another program")


def test_a_template_for_a_new_workshop_is_filled_without_anybody_publishing_first(
    home: Path,
    next_year: Definition,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PANO_DEFINITION", next_year.folder)
    out = tmp_path / "t.xlsx"
    asked = ["--city", "antalya", "--workshop", "4", "--out", str(out), "--data", str(home)]
    assert main(["template", *asked]) == 0
    assert "numaralı gönderimden dolduruldu" in capsys.readouterr().out


def test_a_workshop_that_organizers_added_is_known_to_the_next_command(
    home: Path, next_year: Definition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Programme(home).put(next_year.workshop("4"), "o@example.org")
    out = tmp_path / "t.xlsx"
    asked = ["--city", "antalya", "--workshop", "4", "--out", str(out), "--data", str(home)]
    assert main(["template", *asked]) == 0
    assert "numaralı gönderimden dolduruldu" in capsys.readouterr().out


def _another_view(home: Path, known: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    changed = tmp_path / "sql"
    shutil.copytree(edition.SQL, changed)
    view = changed / "views" / "10_reporting_period.sql"
    view.write_text(view.read_text("utf-8") + "-- another line\n", "utf-8")
    monkeypatch.setattr(edition, "SQL", changed)
    edition._views.cache_clear()


def _another_program(home: Path, known: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    as_another_program(monkeypatch)


@pytest.mark.parametrize("change", [_another_view, _another_program])
def test_figures_of_another_view_or_program_are_made_anew_before_they_are_read(
    home: Path,
    definition: Definition,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    change: Callable[..., None],
) -> None:
    before = snapshots.current(home, definition)
    change(home, definition, monkeypatch, tmp_path)
    after = repair.sound(home, definition)
    monkeypatch.undo()
    edition._views.cache_clear()
    assert before
    assert after
    assert after != before


def test_two_programs_on_one_folder_do_not_make_each_others_figures_again_and_again(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = publish(home, definition)
    with monkeypatch.context() as other:
        as_another_program(other)
        theirs = publish(home, definition)
        assert theirs != ours
    assert publish(home, definition) == ours
    with monkeypatch.context() as other:
        as_another_program(other)
        assert publish(home, definition) == theirs
    for snapshot in (ours, theirs):
        with duckdb.connect(snapshot, read_only=True) as connection:
            assert connection.execute("SELECT count(*) FROM submission_latest").fetchone() == (1,)


def test_figures_of_an_edition_that_nobody_runs_any_more_go_in_time(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(5):
        with monkeypatch.context() as other:
            other.setattr(edition, "program", lambda n=n: f"program {n}")
            publish(home, definition)
    assert len([f for f in (home / "snapshots").iterdir() if f.is_dir()]) == 3


def test_a_changed_programme_makes_the_snapshot_stale(
    home: Path, definition: Definition, next_year: Definition
) -> None:
    snapshot = publish(home, definition)
    assert is_current(snapshot, definition)
    assert not is_current(snapshot, next_year)


def test_where_nothing_may_be_written_it_is_said_that_the_figures_are_old(
    home: Path,
    next_year: Definition,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refused(*_: object) -> Path:
        raise OSError(errno.EROFS, "Read-only file system", str(home))

    monkeypatch.setenv("PANO_DEFINITION", next_year.folder)
    monkeypatch.setattr(repair, "publish", refused)
    assert main(["status", "--data", str(home)]) == 1
    assert "rakamlar eski olabilir" in capsys.readouterr().out
