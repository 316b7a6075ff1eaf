"""Whoever works without a browser gets the marked workbook too, and nothing of theirs is overwritten."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.builders import filled_workbook
from tests.test_commands import run, written


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return written(tmp_path / "rapor.xlsx", filled_workbook(actions_I2=140))


def checked(tmp_path: Path, file: Path, *options: object) -> int:
    return run("check", file, "--data", tmp_path / "data", *options)


def test_the_marked_workbook_says_what_to_correct(
    tmp_path: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "isaretli.xlsx"
    assert checked(tmp_path, faulty, "--marked", out) == 1
    assert f"{out} yazıldı" in capsys.readouterr().out
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    note = book["Eylemler"]["I2"].comment
    assert note
    assert "140" in note.text
    assert not (tmp_path / "data").exists()


def test_a_file_without_problems_is_not_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = written(tmp_path / "rapor.xlsx", filled_workbook(cooperation_F2=date.today() + timedelta(days=60)))
    out = tmp_path / "isaretli.xlsx"
    assert checked(tmp_path, good, "--marked", out) == 0
    assert "İşaretlenecek bir şey yok" in capsys.readouterr().out
    assert not out.exists()


def test_a_file_that_nobody_can_read_is_not_marked(tmp_path: Path) -> None:
    out = tmp_path / "isaretli.xlsx"
    assert checked(tmp_path, written(tmp_path / "a.xlsx", b"no workbook"), "--marked", out) == 2
    assert not out.exists()


@pytest.mark.parametrize("taken", ["rapor.xlsx", "baska.xlsx"])
def test_nothing_is_overwritten_not_even_the_file_itself(
    tmp_path: Path, faulty: Path, taken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "baska.xlsx", b"mine")
    before = (tmp_path / taken).read_bytes()
    assert checked(tmp_path, faulty, "--marked", tmp_path / taken) == 2
    assert "zaten var" in capsys.readouterr().out
    assert (tmp_path / taken).read_bytes() == before


def test_a_folder_is_not_marked(tmp_path: Path, faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, faulty.parent, "--marked", tmp_path / "isaretli.xlsx") == 2
    assert "tek bir dosya" in capsys.readouterr().out


def test_a_program_that_asks_for_json_still_gets_one_object(
    tmp_path: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "isaretli.xlsx"
    assert checked(tmp_path, faulty, "--marked", out, "--json") == 1
    assert json.loads(capsys.readouterr().out)["state"] == "needs_fixing"
    assert out.exists()
    assert checked(tmp_path, faulty, "--marked", out, "--json") == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "not_checked"
