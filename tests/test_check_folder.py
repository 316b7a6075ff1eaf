"""A folder of whatever was collected is checked in one go, and a program can rely on what is printed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.builders import filled_workbook
from tests.packages import package
from tests.test_commands import run, written

KEYS = {"file", "state", "city", "workshop", "message", "problems", "sheets", "compared"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gelen"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_file_of_a_folder_is_one_object_on_one_line(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "a.xlsx", filled_workbook())
    written(folder / "alt klasör" / "b.xlsx", filled_workbook(actions_I2=140))
    written(folder / "c.ods", b"none")
    written(folder / "~$a.xlsx", b"lock file of an open workbook")
    written(folder / "okubeni.txt", b"no spreadsheet")
    assert run("check", folder, "--json", "--data", data) == 2
    found = lines(capsys)
    assert [(f["file"], f["state"]) for f in found] == [
        ("a.xlsx", "acceptable"),
        ("alt klasör/b.xlsx", "needs_fixing"),
        ("c.ods", "unreadable"),
    ]
    assert all(set(f) == KEYS for f in found)
    assert not data.exists(), "checking stores nothing"


@pytest.mark.parametrize(
    ("contents", "code"),
    [((), 2), ((filled_workbook(),), 0), ((filled_workbook(), filled_workbook(actions_I2=140)), 1)],
)
def test_the_exit_code_tells_the_worst_file(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str], contents: tuple[bytes, ...], code: int
) -> None:
    folder.mkdir()
    for number, content in enumerate(contents):
        written(folder / f"{number}.xlsx", content)
    assert run("check", folder, "--json", "--data", data) == code
    assert len(lines(capsys)) == max(len(contents), 1)


def test_a_person_reads_one_line_a_file_and_its_errors(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "a.xlsx", filled_workbook())
    written(folder / "b.xlsx", filled_workbook(actions_I2=140))
    assert run("check", folder, "--data", data) == 1
    said = capsys.readouterr().out
    assert "a.xlsx: Kabul edilebilir" in said
    assert "b.xlsx: Düzeltme bekliyor" in said
    assert "Eylemler!I2" in said


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices in the file system")
def test_what_is_no_file_is_left_alone_and_never_waited_for(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "a.xlsx", filled_workbook())
    os.mkfifo(folder / "b.xlsx")
    (folder / "c.xlsx").symlink_to("/dev/zero")
    (folder / "d.xlsx").symlink_to(folder / "gone.xlsx")
    assert run("check", folder, "--json", "--data", data) == 0
    assert [f["file"] for f in lines(capsys)] == ["a.xlsx"]
    for name, code in [
        ("b.xlsx", "file_not_opened"),
        ("c.xlsx", "file_not_opened"),
        ("d.xlsx", "file_missing"),
    ]:
        assert run("check", folder / name, "--json", "--data", data) == 2
        assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == code


def test_a_file_far_over_the_limit_is_refused_without_being_read(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "dev.xlsx").open("wb") as file:
        file.truncate(3 << 40)  # three tebibytes of nothing
    assert run("check", tmp_path / "dev.xlsx", "--json", "--data", data) == 2
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert (problem["code"], "3145728" in problem["message"]) == ("refused_too_big", True)


@pytest.mark.parametrize("one_file", [True, False])
def test_json_is_printed_even_where_the_machine_gets_in_the_way(
    tmp_path: Path,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    one_file: bool,
) -> None:
    file = written(tmp_path / "gelen" / "a.xlsx", package())
    asked = file if one_file else file.parent
    monkeypatch.setattr("etl.sandbox.process._START", "raise SystemExit(3)")
    assert run("check", asked, "--json", "--data", data) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "not_checked"
    written(data, b"a file where a folder should be")
    assert run("check", asked, "--json", "--data", data) == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "not_checked"
