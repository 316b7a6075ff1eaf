"""What a workshop rested on stays as it was, whatever is sent, corrected or withdrawn afterwards."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
import streamlit as st

from definition import Definition
from etl.__main__ import main
from etl.database.edition import fingerprint
from etl.database.frozen import (
    NameTakenError,
    NoNameError,
    UnknownFreezeError,
    code_of,
    freeze,
    frozen_snapshot,
)
from etl.database.publish import publish, rebuild
from etl.submit import decide
from tests import opened
from tests.small_group import IN_TIME, open_page, send_one, words
from tests.test_commands import run
from ui import data
from ui.documents import made
from ui.documents.collected import collect
from ui.markdown import plain
from ui.take_along import _file_name

group, home = opened.group, opened.own_home
NAME = "3. Çalıştay, İzmir"


def exported(home: Path, out: Path) -> dict[str, bytes]:
    assert run("export", "--out", out, "--as-of", NAME, "--data", home) == 0
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def much_happens(home: Path, definition: Definition) -> None:
    """A correction, a new city, a withdrawal and a restoration."""
    later = IN_TIME + timedelta(days=400)
    send_one(home, definition, "antalya", "3", at=later, actions_I3=99)
    send_one(home, definition, "izmir", "3", at=later)
    with duckdb.connect(publish(home, definition), read_only=True) as connection:
        ankara = connection.execute(
            "SELECT submission_id FROM submission_state WHERE city = 'ankara' AND state = 'counted'"
        ).fetchone()
    assert ankara
    decide(home, definition, ankara[0], "withdrawn", "deneme", "Yanlış")
    publish(home, definition)


def test_a_frozen_view_is_the_same_to_the_byte_after_everything_that_follows(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    before = exported(home, tmp_path / "before")
    assert run("export", "--out", tmp_path / "now", "--data", home) == 0
    much_happens(home, definition)
    assert exported(home, tmp_path / "after") == before
    assert run("export", "--out", tmp_path / "later", "--data", home) == 0
    assert (tmp_path / "later" / "plan_progress.csv").read_bytes() != before["plan_progress.csv"]


def test_lost_snapshots_and_a_rebuild_leave_it_as_it_was(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    before = exported(home, tmp_path / "before")
    much_happens(home, definition)
    shutil.rmtree(home / "snapshots")
    rebuild(home, definition)
    assert exported(home, tmp_path / "after") == before


def test_its_receipt_names_the_file_of_its_figures_by_content_and_size(
    home: Path, definition: Definition
) -> None:
    frozen = freeze(home, definition, NAME, "3", "deneme")
    file = home / "archive" / "frozen" / f"{frozen.sha256}.duckdb"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == frozen.sha256
    assert file.stat().st_size == frozen.size_bytes
    assert frozen.edition == fingerprint(definition)
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_figures_that_were_altered_or_lost_are_refused_and_never_calculated_again(
    home: Path, definition: Definition, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    frozen = freeze(home, definition, NAME, "3", "deneme")
    file = home / "archive" / "frozen" / f"{frozen.sha256}.duckdb"
    with duckdb.connect(file) as connection:
        connection.execute("UPDATE plan_progress SET overdue = 0")
    plan = ("plan_progress", "--key", "city=antalya", "--key", "workshop=3", "--column", "overdue")
    for fault, words_of in (("changed", "bozulmuş"), ("missing", "yerinde yok")):
        if fault == "missing":
            file.unlink()
        for command in (("export", "--out", tmp_path / fault), ("trace", *plan)):
            assert run(*command, "--as-of", NAME, "--data", home) == 1
            said = capsys.readouterr().out
            assert NAME in said
            assert words_of in said
        assert not (tmp_path / fault).exists()
        at = open_page("overview", asof=code_of(NAME))
        assert [plain(NAME) in e.value and words_of in e.value for e in at.error] == [True]
        assert not at.metric
        assert words_of in words(open_page("workshop", tab="frozen"))
        for cache in (st.cache_data, st.cache_resource):
            cache.clear()
    assert not list(file.parent.iterdir())
    at = open_page("overview")
    assert at.metric, "today's figures are there"


def test_a_backup_carries_it_and_names_one_that_is_damaged(
    home: Path, definition: Definition, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frozen = freeze(home, definition, NAME, "3", "deneme")
    before = exported(home, tmp_path / "before")
    assert run("backup", "--out", tmp_path / "a.tar", "--data", home) == 0
    assert run("restore", tmp_path / "a.tar", "--data", tmp_path / "back") == 0
    assert exported(tmp_path / "back", tmp_path / "after") == before
    file = home / "archive" / "frozen" / f"{frozen.sha256}.duckdb"
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    capsys.readouterr()
    assert run("backup", "--out", tmp_path / "b.tar", "--data", home) == 1
    assert file.name in capsys.readouterr().out
    assert run("status", "--data", home) == 1
    assert file.name in capsys.readouterr().out


def test_a_name_stands_for_one_state_only(home: Path, definition: Definition) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    with pytest.raises(NameTakenError):
        freeze(home, definition, "3 calistay IZMIR", "3", "deneme")
    for nothing in ("", " … ", "ş" * 61):
        with pytest.raises(NoNameError):
            freeze(home, definition, nothing, "3", "deneme")
    with pytest.raises(UnknownFreezeError):
        frozen_snapshot(home, "../../etc")


def test_every_page_opens_as_it_stood(home: Path, definition: Definition) -> None:
    before = {m.label: m.value for m in open_page("overview").metric}
    freeze(home, definition, NAME, "3", "deneme", datetime(2025, 2, 20, 9, tzinfo=UTC))
    much_happens(home, definition)
    now = {m.label: m.value for m in open_page("overview").metric}
    assert now != before
    at = open_page("overview", asof=code_of(NAME))
    assert {m.label: m.value for m in at.metric} == before
    assert f"Dondurulmuş görünüm: {plain(NAME)}" in words(at)
    for page in ("city", "indicators", "actions", "compare", "workshop", "definitions"):
        assert "Dondurulmuş görünüm" in words(open_page(page, asof=code_of(NAME)))


def test_nothing_is_sent_into_the_past(home: Path, definition: Definition) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    at = open_page("submit", asof=code_of(NAME))
    assert not at.get("file_uploader")
    assert "Dondurulmuş bir görünüme bakıyorsunuz" in words(at)


def test_a_name_that_nobody_gave_shows_the_present_and_says_so(home: Path) -> None:
    for code in ("yok", "../../etc/passwd", "' OR 1=1"):
        at = open_page("overview", asof=code)
        assert "Dondurulmuş" not in words(at)
        assert "Aşağıda bugünkü rakamlar var" in at.warning[0].value
        assert at.metric


def test_the_page_freezes_and_says_who_and_when(home: Path, definition: Definition) -> None:
    at = open_page("workshop", tab="frozen")
    assert plain(definition.text("workshop.frozen.none", "tr")) in words(at)
    at.text_input(key="freeze_name").set_value(NAME)
    at.button(key="freeze_do").click().run()
    assert not at.exception
    assert f"asof={code_of(NAME)}" in words(at)
    assert "yerel" in words(at)
    at.text_input(key="freeze_name").set_value("3. çalıştay izmir")
    at.button(key="freeze_do").click().run()
    assert definition.text("workshop.frozen.taken", "tr") in [e.value for e in at.error]


def test_the_command_line_freezes_and_says_what_it_does_not_know(
    home: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["freeze", NAME, "--workshop", "3", "--data", str(home)]) == 0
    assert "?asof=3-calistay-izmir" in capsys.readouterr().out
    assert main(["freeze", NAME, "--workshop", "3", "--data", str(home)]) == 1
    assert main(["freeze", "x", "--workshop", "99", "--data", str(home)]) == 2
    assert main(["export", "--out", str(tmp_path), "--as-of", "yok", "--data", str(home)]) == 2
    assert NAME in capsys.readouterr().out


def test_the_snapshot_says_which_states_were_frozen(home: Path, definition: Definition) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    assert list(data.frozen_states()["name"]) == [NAME]


def test_a_frozen_figure_still_leads_to_the_cells_of_that_day(
    home: Path, definition: Definition, capsys: pytest.CaptureFixture[str]
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    plan = ("plan_progress", "--key", "city=antalya", "--key", "workshop=3", "--column", "overdue")
    asked = ("trace", *plan, "--json", "--data", home)
    assert run(*asked) == 0
    before = json.loads(capsys.readouterr().out)
    much_happens(home, definition)
    assert run(*asked, "--as-of", NAME) == 0
    assert json.loads(capsys.readouterr().out) == before
    assert run(*asked) == 0
    assert json.loads(capsys.readouterr().out)["cells"] != before["cells"]
    assert run(*asked, "--as-of", "yok") == 2
    assert NAME in json.loads(capsys.readouterr().out)["message"]


def test_what_is_taken_along_of_a_frozen_view_says_so(home: Path, definition: Definition) -> None:
    freeze(home, definition, NAME, "3", "deneme", datetime(2025, 2, 20, 9, tzinfo=UTC))
    at = open_page("overview", asof=code_of(NAME), state={"take_along": True})
    said = f"dondurulmuş görünüm: {NAME} (20.02.2025 12:00)"
    assert plain(said) in [caption.value for caption in at.caption][-1]
    (wanted,) = made._shelf()
    assert all(said in note or "sayıldı" in note for note in collect(wanted).footnotes)
    assert "-".join(filter(None, _file_name(wanted))) == "calistay-3-3-calistay-izmir"
