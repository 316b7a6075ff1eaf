"""The command line as a person or a program uses it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from definition import Definition
from etl.__main__ import main
from etl.database.views import view_names
from tests.builders import filled_workbook


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def exported(data: Path, out: Path) -> dict[str, bytes]:
    assert run("export", "--data", data, "--out", out) == 0
    return {p.name: p.read_bytes() for p in out.iterdir()}


@pytest.mark.parametrize(
    ("content", "code", "state"),
    [
        (filled_workbook(), 0, "acceptable"),
        (filled_workbook(actions_I2=140), 1, "needs_fixing"),
        (b"no workbook", 2, "unreadable"),
    ],
)
def test_check_says_by_its_exit_code_whether_a_file_is_acceptable(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], content: bytes, code: int, state: str
) -> None:
    file = written(tmp_path / "a.xlsx", content)
    assert run("check", file, "--json", "--data", data) == code
    assert json.loads(capsys.readouterr().out)["state"] == state


def test_check_stores_nothing(tmp_path: Path, data: Path) -> None:
    run("check", written(tmp_path / "a.xlsx", filled_workbook()), "--data", data)
    assert not data.exists()


def test_check_json_holds_every_value_in_the_words_of_the_template(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.xlsx", filled_workbook(actions_I2=40, actions_H2="devam ediyor"))
    run("check", file, "--json", "--data", data)
    found = json.loads(capsys.readouterr().out)
    assert (found["city"], found["workshop"]) == ("antalya", "3")
    assert found["sheets"]["Kapak"][0]["Belediye"] == "Antalya"
    first = found["sheets"]["Eylemler"][0]
    assert (first["_row"], first["İlerleme (%)"], first["Durum"]) == (2, 40, "Devam Ediyor")
    keys = {"severity", "code", "sheet", "cell", "column", "found", "expected", "message", "fix", "command"}
    assert keys == set(
        found["problems"][0] if found["problems"] else run_with_problem(tmp_path, data, capsys)
    )


def run_with_problem(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    run("check", written(tmp_path / "b.xlsx", filled_workbook(actions_I2=140)), "--json", "--data", data)
    problem: dict[str, object] = json.loads(capsys.readouterr().out)["problems"][0]
    return problem


def test_check_json_keeps_an_indicator_row_whose_only_value_cannot_be_read(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], definition: Definition
) -> None:
    place = 2 + [i.code for i in definition.asked_indicators].index("TAN-02")
    only_c = {f"indicators_{letter}{place}": None for letter in "EFHIJ"}
    file = written(tmp_path / "a.xlsx", filled_workbook(**only_c, **{f"indicators_G{place}": "çok"}))
    run("check", file, "--json", "--data", data)
    rows = json.loads(capsys.readouterr().out)["sheets"]["Göstergeler"]
    assert [r["Gerçekleşen (C)"] for r in rows if r["Kod"] == "TAN-02"] == [None]


def test_a_folder_is_submitted_whole_and_one_bad_file_is_told_by_the_exit_code(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "gelen"
    written(folder / "iyi.xlsx", filled_workbook())
    written(folder / "alt" / "bozuk.xlsx", b"no workbook")
    written(folder / "~$iyi.xlsx", b"lock file of an open workbook")
    assert run("submit", folder, "--confirm", "--data", data, "--lang", "en") == 1
    assert "2 files: 1 counted, 0 awaiting confirmation, 1 failed." in capsys.readouterr().out


def test_a_submission_is_confirmed_and_withdrawn_by_its_number(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("submit", written(tmp_path / "a.xlsx", filled_workbook()), "--data", data, "--lang", "en")
    number = capsys.readouterr().out.split("etl confirm ")[1].split()[0]
    assert run("confirm", number, "--data", data) == 0
    assert run("confirm", number, "--data", data) == 1, "it counts already"
    assert run("withdraw", number, "--reason", "yanlış dosya", "--data", data) == 0
    assert run("confirm", "../x", "--data", data) == 1


def test_sending_the_same_file_again_changes_no_figure_and_says_so(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "a.xlsx", filled_workbook())
    run("submit", file, "--confirm", "--data", data)
    before = exported(data, tmp_path / "before")
    capsys.readouterr()
    assert run("submit", file, "--confirm", "--data", data) == 0
    assert "hiçbir rakam değişmez" in capsys.readouterr().out
    assert exported(data, tmp_path / "after") == before


def test_an_earlier_version_sent_again_in_one_batch_counts_again(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = filled_workbook(actions_I2=40), filled_workbook(actions_I2=55)
    files = [written(tmp_path / f"{n}.xlsx", content) for n, content in enumerate((first, second, first))]
    run("submit", *files, "--confirm", "--data", data, "--lang", "en")
    assert "3 files: 3 counted" in capsys.readouterr().out
    run("export", "--data", data, "--out", tmp_path / "out")
    with (tmp_path / "out" / "action_status.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["progress_pct"] == "40.0"


def test_after_a_rebuild_the_export_is_equal_byte_for_byte(tmp_path: Path, data: Path) -> None:
    for name, progress in (("a", 40), ("b", 55)):
        run(
            *("submit", written(tmp_path / f"{name}.xlsx", filled_workbook(actions_I2=progress))),
            *("--confirm", "--data", data),
        )
    before = exported(data, tmp_path / "before")
    assert run("rebuild", "--data", data) == 0
    assert exported(data, tmp_path / "after") == before


@pytest.mark.parametrize("format", ["csv", "parquet", "xlsx"])
def test_every_view_is_exported_as_one_file(tmp_path: Path, data: Path, format: str) -> None:
    run("submit", written(tmp_path / "a.xlsx", filled_workbook()), "--confirm", "--data", data)
    assert run("export", "--data", data, "--out", tmp_path / "out", "--format", format) == 0
    assert {p.stem for p in (tmp_path / "out").iterdir()} == set(view_names())


def test_text_that_a_spreadsheet_would_take_for_a_formula_is_made_harmless(
    tmp_path: Path, data: Path
) -> None:
    workbook = filled_workbook(actions_C2="-1+cmd|' /C calc'!A0")
    run("submit", written(tmp_path / "a.xlsx", workbook), "--confirm", "--data", data)
    run("export", "--data", data, "--out", tmp_path / "out")
    with (tmp_path / "out" / "action_status.csv").open(encoding="utf-8", newline="") as file:
        names = [row["action_name"] for row in csv.DictReader(file)]
    assert "'-1+cmd|' /C calc'!A0" in names


def test_the_template_of_a_city_that_has_reported_is_filled_with_its_values(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], definition: Definition
) -> None:
    run("submit", written(tmp_path / "a.xlsx", filled_workbook()), "--confirm", "--data", data)
    template = tmp_path / "sablon.xlsx"
    assert run("template", "--city", "antalya", "--workshop", "3", "--out", template, "--data", data) == 0
    capsys.readouterr()
    run("check", template, "--json", "--data", data)
    rows = json.loads(capsys.readouterr().out)["sheets"]["Eylemler"]
    assert len(rows) > 3


@pytest.mark.parametrize(("city", "workshop"), [("atlantis", "3"), ("antalya", "33")])
def test_a_template_of_an_unknown_city_or_workshop_is_refused_in_words(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str], city: str, workshop: str
) -> None:
    out = tmp_path / "t.xlsx"
    assert run("template", "--city", city, "--workshop", workshop, "--out", out, "--data", data) == 2
    assert "Şunlardan biri" in capsys.readouterr().out


def test_the_sample_is_never_written_over_real_data(tmp_path: Path, data: Path) -> None:
    run("submit", written(tmp_path / "a.xlsx", filled_workbook()), "--data", data)
    assert run("sample", "--data", data) == 1


def test_status_says_who_has_submitted(
    tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("submit", written(tmp_path / "a.xlsx", filled_workbook()), "--confirm", "--data", data)
    capsys.readouterr()
    run("status", "--json", "--data", data)
    states = json.loads(capsys.readouterr().out)["workshops"]["3"]
    assert (states["antalya"]["state"], states["ankara"]["state"]) == ("counted", "missing")
