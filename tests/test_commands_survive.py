"""What goes wrong around the command line is said in words: missing files, damaged folders, odd consoles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.store.archive import Archive
from etl.store.home import PROJECT, sample_home
from etl.store.receipts import Submitted
from tests.builders import filled_workbook
from tests.test_commands import run, written

WITH_CONTROL_CHARACTERS = "a\x07b"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def in_a_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *(os.fsencode(str(a)) for a in arguments)],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


def sent(tmp_path: Path, data: Path, *options: str) -> None:
    assert run("submit", written(tmp_path / "a.xlsx", filled_workbook()), "--data", data, *options) == 0


def damage_snapshots(data: Path) -> None:
    for snapshot in (data / "snapshots").rglob("*.duckdb"):
        snapshot.write_bytes(b"no database")


def damage_receipts(data: Path) -> None:
    for receipt in (data / "archive" / "receipts").iterdir():
        receipt.write_bytes(b"")


def lose_originals(data: Path) -> None:
    for original in (data / "archive" / "originals").rglob("*.xlsx"):
        original.unlink()


@pytest.mark.parametrize(("name", "code"), [("none.xlsx", "file_missing"), (".", "folder_without_files")])
def test_check_json_prints_its_object_for_a_path_that_is_no_file_too(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], name: str, code: str
) -> None:
    assert run("check", tmp_path / name, "--json", "--data", data) == 2
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"state", "city", "workshop", "message", "problems", "sheets", "compared"}
    assert (found["state"], found["problems"][0]["code"]) == ("unreadable", code)


def test_json_is_utf8_whatever_the_console_says(tmp_path: Path, data: Path) -> None:
    file = written(tmp_path / "a.xlsx", filled_workbook(actions_I2=140))
    done = in_a_process("check", file, "--json", "--data", data, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "düzeltme" in json.loads(done.stdout.decode())["message"].casefold()


def test_a_path_without_a_file_fails_beside_one_that_is_counted(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path / "a.xlsx", filled_workbook())
    arguments = ("submit", good, tmp_path / "none.xlsx", "--confirm", "--data", data, "--lang", "en")
    assert run(*arguments) == 1
    assert "2 files: 1 counted, 0 awaiting confirmation, 1 failed." in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a file name be bytes that are no text")
def test_a_file_whose_name_is_no_text_is_taken(tmp_path: Path, data: Path) -> None:
    file = written(tmp_path / os.fsdecode(b"ad\xff.xlsx"), filled_workbook())
    assert in_a_process("submit", file, "--data", data).returncode == 0


def test_a_draft_is_not_said_to_enter_the_figures(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = written(tmp_path / "a.xlsx", filled_workbook(cover_B7="Taslak"))
    run("submit", draft, "--confirm", "--data", data)
    assert "taslak" in capsys.readouterr().out


def test_characters_that_no_workbook_can_hold_do_not_stop_the_export(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent(tmp_path, data, "--lang", "en")
    number = capsys.readouterr().out.split("etl confirm ")[1].split()[0]
    assert run("withdraw", number, "--reason", WITH_CONTROL_CHARACTERS, "--data", data) == 0
    for receipt in (data / "archive" / "receipts").iterdir():
        assert "\\u0007" not in receipt.read_text("utf-8")
    assert run("export", "--format", "xlsx", "--out", tmp_path / "out", "--data", data) == 0


@pytest.mark.parametrize(
    "command",
    [
        ("check", "a.xlsx"),
        ("status",),
        ("template", "--city", "antalya", "--workshop", "3", "--out", "t.xlsx"),
    ],
)
def test_a_damaged_snapshot_repairs_itself_whoever_reads_it(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    sent(tmp_path, data, "--confirm")
    damage_snapshots(data)
    assert run(*command, "--data", data) == 0


@pytest.mark.parametrize("damage", [damage_receipts, lose_originals])
def test_a_damaged_archive_is_told_in_a_sentence_that_names_what_is_lost(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], damage: object
) -> None:
    sent(tmp_path, data, "--confirm")
    capsys.readouterr()
    assert callable(damage)
    before = Archive(data).receipts()
    damage(data)
    assert run("rebuild", "--data", data) == 1
    said = capsys.readouterr().out
    named = [r.id for r in before if damage is damage_receipts or isinstance(r, Submitted)]
    assert all(f"--only {receipt_id}" in said for receipt_id in named)


@pytest.mark.parametrize(
    "command",
    [
        ("template", "--city", "antalya", "--workshop", "3", "--out", "taken"),
        ("export", "--out", "taken/file"),
        ("status", "--data", "taken/file"),
        ("submit", "taken/file", "--data", "taken/file"),
    ],
)
def test_a_path_that_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "taken" / "file", b"mine")
    monkeypatch.setenv("PANO_DATA", str(data))
    assert run(*command) in (1, 2)
    assert "taken" in capsys.readouterr().out
    assert (tmp_path / "taken" / "file").read_bytes() == b"mine"
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_the_sample_is_not_poured_into_a_folder_of_somebody_elses_files(tmp_path: Path, data: Path) -> None:
    written(data / "thesis.docx", b"mine")
    assert run("sample", "--data", data) == 1
    assert [p.name for p in data.iterdir()] == ["thesis.docx"]


def test_the_sample_goes_where_pano_data_says(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANO_DATA", str(data))
    home = sample_home()
    assert home is not None
    assert home.path == data.resolve()


def test_going_live_cannot_be_asked_of_another_folder(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("etl.store.home.PROJECT", tmp_path / "project")
    assert run("live", "--data", data) == 2
    assert not (tmp_path / "project").exists()
