"""A folder of whatever was collected is checked in one go, and a program can rely on what is printed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from etl.folder import is_elsewhere
from tests.builders import filled_workbook
from tests.packages import package, zipped
from tests.test_commands import run, written
from tests.test_file_kinds import FLAT, MACRO_TYPE, OPEN_DOCUMENT, ole, workbook_and

KEYS = {"file", "state", "city", "workshop", "message", "problems", "sheets", "compared"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "gelen"


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def errors(found: list[dict[str, Any]]) -> dict[str, list[str]]:
    """By file the codes of what keeps it from counting."""
    return {f["file"]: [p["code"] for p in f["problems"] if p["severity"] == "error"] for f in found}


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
def test_what_is_no_file_is_named_and_never_waited_for(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "a.xlsx", filled_workbook())
    os.mkfifo(folder / "b.xlsx")
    (folder / "c.xlsx").symlink_to("/dev/zero")
    (folder / "d.xlsx").symlink_to(folder / "gone.xlsx")
    named = [
        ("b.xlsx", "file_not_opened"),
        ("c.xlsx", "file_not_opened"),
        ("d.xlsx", "file_missing"),
    ]
    assert run("check", folder, "--json", "--data", data) == 2
    told = errors(lines(capsys))
    assert told == {"a.xlsx": [], **{name: [code] for name, code in named}}
    for name, code in named:
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


# What people have beside their workbooks: the code of what is told of it.
NO_WORKBOOKS: dict[str, tuple[bytes, str]] = {
    "makrolu.xlsm": (workbook_and("xl/vbaProject.bin", "x"), "refused_macros"),
    "sablon.xltm": (workbook_and("[Content_Types].xml", MACRO_TYPE), "refused_macros"),
    "ikili.xlsb": (workbook_and("xl/workbook.bin", "x"), "refused_binary_excel"),
    "eski.xls": (ole("Workbook"), "refused_old_excel"),
    "acik.ods": (zipped({"mimetype": f"{OPEN_DOCUMENT}spreadsheet"}), "refused_open_document"),
    "duz.fods": (FLAT.format("spreadsheet").encode(), "refused_open_document"),
    "liste.csv": ("Kod;Değer".encode(), "refused_csv"),
    "liste.tsv": ("Kod\tDeğer".encode(), "refused_csv"),
    "liste.txt": ("Kod\tDeğer\nKAP-01\t3".encode(), "refused_csv"),
    "elma.numbers": (zipped({"Index/Document.iwa": "x"}), "refused_apple_numbers"),
    "kisayol.xlsx.lnk": (b"L\0\0\0\x01\x14\x02\0" + bytes(60), "refused_shortcut"),
    "baglanti.url": (b"[InternetShortcut]\nURL=https://ornek.org", "refused_shortcut"),
    "baglanti.webloc": (b"<?xml version='1.0'?><plist/>", "refused_shortcut"),
    "baglanti.desktop": (b"[Desktop Entry]\nType=Link", "refused_shortcut"),
    "bulut.gsheet": (b'{"doc_id":"1"}', "refused_cloud"),
    ".bulut.xlsx.icloud": (b"bplist00", "refused_cloud"),
    "bos.xlsx": (b"", "refused_empty"),
    "yarim.xlsx": (package()[:300], "refused_damaged"),
    "rapor.pdf": (b"%PDF-1.7", "refused_pdf"),
    "rapor.docx": (zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "refused_document"),
    "foto.jpg": (b"\xff\xd8\xff\xe0" + bytes(40), "refused_image"),
    "hepsi.zip": (zipped({"bildirim.xlsx": package()}), "refused_archive"),
    "baska": (b"\x01\x02", "refused_not_excel"),
}
HARMLESS = ("~$a.xlsx", ".~lock.a.xlsx#", "Thumbs.db", ".DS_Store", "desktop.ini", "README.txt", "oku.md")


def collected(folder: Path) -> None:
    """A folder as it lies on somebody's desk."""
    written(folder / "a.xlsx", filled_workbook())
    written(folder / "sablon.xltx", filled_workbook())
    written(folder / "adsiz", filled_workbook())
    for name, (content, _) in NO_WORKBOOKS.items():
        written(folder / "gelen" / name, content)
    for name in HARMLESS:
        written(folder / name, b"birkac soz")
    written(folder / ".git" / "b.xlsx", b"hidden")


def test_every_file_of_a_folder_is_checked_or_named_with_the_reason(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collected(folder)
    assert run("check", folder, "--json", "--data", data) == 2
    out, err = capsys.readouterr()
    found = [json.loads(line) for line in out.splitlines()]
    read: dict[str, list[str]] = {"a.xlsx": [], "sablon.xltx": [], "adsiz": []}
    assert errors(found) == read | {f"gelen/{name}": [code] for name, (_, code) in NO_WORKBOOKS.items()}
    assert all(p["message"] and p["fix"] for f in found for p in f["problems"])
    assert "2 açık dosya kilidi atlandı" in err
    assert "4 gizli ya da sistem dosyası atlandı" in err
    assert "2 not dosyası atlandı (README.txt, oku.md)" in err


def test_what_does_no_harm_beside_the_workbooks_is_counted_and_changes_no_exit_code(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "a.xlsx", filled_workbook())
    for name in HARMLESS:
        written(folder / name, b"birkac soz")
    assert run("check", folder, "--data", data, "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "2 locks of open files were passed over" in said
    assert "3 hidden or system files were passed over" in said


def test_a_folder_of_locks_alone_has_no_workbook_and_says_why(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "~$a.xlsx", b"lock")
    assert run("check", folder, "--data", data) == 2
    assert "açık dosya kilidi" in capsys.readouterr().out


def test_a_film_in_the_folder_is_not_told_to_take_its_pictures_out(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with written(folder / "buyuk.pdf", b"%PDF-1.7").open("r+b") as file:
        file.truncate(11 << 20)
    assert run("check", folder, "--json", "--data", data) == 2
    assert [p["code"] for f in lines(capsys) for p in f["problems"]] == ["refused_pdf"]


def test_submitting_a_folder_sends_its_workbooks_and_names_the_rest(
    folder: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder / "sablon.xltx", filled_workbook())
    written(folder / "adsiz", filled_workbook(actions_K2=350001))
    for name in ("rapor.pdf", "foto.jpg", "kisayol.xlsx.lnk", "liste.tsv"):
        written(folder / name, NO_WORKBOOKS[name][0])
    (folder / "kopuk.xlsx").symlink_to(folder / "yok.xlsx")
    written(folder / "~$a.xlsx", b"lock")
    assert run("submit", folder, "--data", data, "--lang", "en") == 1
    said = capsys.readouterr().out
    assert "7 files: 0 counted, 2 awaiting confirmation, 5 failed." in said
    assert all(f"{name}: not sent" in said for name in ("rapor.pdf", "foto.jpg", "kopuk.xlsx"))
    assert "liste.tsv: unreadable" in said, "a list somebody meant to hand in is kept"
    assert "1 locks of open files" in said


@pytest.mark.parametrize(
    ("attributes", "flags"), [(0x400000, 0), (0x1000, 0), (0, 0x40000000)], ids=["Windows", "tape", "macOS"]
)
def test_a_file_whose_content_is_in_a_cloud_only_is_not_waited_for(attributes: int, flags: int) -> None:
    class About:
        st_file_attributes, st_flags = attributes, flags

    assert is_elsewhere(About())  # type: ignore[arg-type]


def test_a_file_that_is_here_is_not_elsewhere(tmp_path: Path) -> None:
    assert not is_elsewhere(written(tmp_path / "a.xlsx", b"x").stat())
