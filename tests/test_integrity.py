"""What is read is what was sent: an altered file is never used, is named, and everything else goes on."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from definition import Definition
from etl.__main__ import main
from etl.database import snapshots
from etl.database.export import export
from etl.database.publish import publish, rebuild
from etl.prefilled import prefilled_template
from etl.store.archive import Archive
from etl.store.damaged import DamagedOriginalError
from etl.store.integrity import inspect
from etl.store.ledger import Ledger
from etl.store.receipts import Decided, Submitted
from tests import opened
from tests.builders import filled_workbook
from tests.small_group import IN_TIME, open_page, send_one, words

group, home = opened.group, opened.own_home


def counted(home: Path, city: str, workshop: str = "3") -> Submitted:
    snapshot = snapshots.current(home)
    assert snapshot
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            "SELECT submission_id FROM submission_latest WHERE city = ? AND workshop = ? AND NOT draft",
            [city, workshop],
        ).fetchone()
    assert found
    return Archive(home).submitted(found[0])


def altered(home: Path, city: str) -> Submitted:
    """In the place of its file lies a workbook with another value."""
    receipt = counted(home, city)
    Archive(home).original_path(receipt.sha256).write_bytes(filled_workbook(actions_I3=5))
    return receipt


def figures(home: Path, folder: Path) -> dict[str, bytes]:
    snapshot = snapshots.current(home)
    assert snapshot
    list(export(snapshot, folder, "csv"))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def told(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a command on the folder; its exit code and what it says."""

    def run(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        code = main([*map(str, arguments), "--data", str(home)])
        return code, capsys.readouterr().out

    return run


@pytest.mark.parametrize("command", ["publish", "status", "rebuild"])
def test_every_command_names_an_altered_file_its_city_and_what_to_do(
    home: Path, told: Callable[..., tuple[int, str]], command: str
) -> None:
    receipt = altered(home, "ankara")
    code, said = told(command)
    assert code == 1
    assert "ankara-3.xlsx (Ankara, 3. Çalıştay" in said
    assert f"restore YEDEK.tar --only {receipt.id}" in said


def test_a_rebuild_keeps_the_figures_that_were_published_from_the_true_bytes(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    before = figures(home, tmp_path / "before")
    altered(home, "ankara")
    rebuild(home, definition)
    assert figures(home, tmp_path / "after") == before


def test_everything_else_goes_on(home: Path, definition: Definition) -> None:
    altered(home, "ankara")
    rebuild(home, definition)
    send_one(home, definition, "izmir", "3")
    assert counted(home, "izmir")


def test_without_the_old_figures_the_city_has_none_and_no_older_report_passes_for_its_last_word(
    home: Path, definition: Definition
) -> None:
    send_one(home, definition, "ankara", "3", actions_I3=90)
    altered(home, "ankara")
    shutil.rmtree(home / "snapshots")
    with duckdb.connect(publish(home, definition), read_only=True) as connection:
        state = "SELECT state, submitted FROM participation_state WHERE city = 'ankara' AND workshop = '3'"
        assert connection.execute(state).fetchone() == ("damaged", False)
        plans = "SELECT count(*) FROM plan_progress WHERE city = 'ankara' AND workshop = '3'"
        assert connection.execute(plans).fetchone() == (0,)
    assert "Gönderilen dosya bozuldu" in words(open_page("city", city="ankara", workshop="3"))


def test_the_pages_tell_organizers_which_file_and_the_city_how_to_mend_it(home: Path) -> None:
    altered(home, "ankara")
    inspect(home)
    (error,) = open_page("overview").error
    assert "ankara" in error.value
    assert "restore YEDEK" in error.value


def test_the_same_file_sent_again_mends_it(home: Path, definition: Definition, tmp_path: Path) -> None:
    before = figures(home, tmp_path / "before")
    receipt = counted(home, "ankara")
    true = Archive(home).original(receipt.sha256)
    altered(home, "ankara")
    shutil.rmtree(home / "snapshots")
    publish(home, definition)
    Archive(home).keep(true)
    publish(home, definition)
    assert figures(home, tmp_path / "after") == before
    assert inspect(home) == ()
    assert len(list((home / "archive" / "damaged").iterdir())) == 1


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_nothing_of_a_damaged_file_is_handed_out(home: Path, definition: Definition, harm: str) -> None:
    receipt = altered(home, "ankara")
    if harm == "gone":
        Archive(home).original_path(receipt.sha256).unlink()
    with pytest.raises(DamagedOriginalError):
        Archive(home).original(receipt.sha256)
    with pytest.raises(DamagedOriginalError):
        prefilled_template(home, definition, "ankara", "3")


def test_a_backup_says_what_is_damaged_and_keeps_the_rest(
    home: Path, told: Callable[..., tuple[int, str]], tmp_path: Path, definition: Definition
) -> None:
    receipt = altered(home, "ankara")
    code, said = told("backup", "--out", tmp_path / "yedek.tar")
    assert code == 1
    assert receipt.id in said
    with tarfile.open(tmp_path / "yedek.tar") as tar:
        assert not [name for name in tar.getnames() if receipt.sha256 in name]
    back = tmp_path / "back"
    assert main(["restore", str(tmp_path / "yedek.tar"), "--data", str(back)]) == 1
    snapshot = snapshots.current(back)
    assert snapshot
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            "SELECT city, state FROM participation_state WHERE workshop = '3'"
        ).fetchall()
    states = dict(found)
    assert states["ankara"] == "damaged"
    assert states["antalya"] == "counted"


def test_a_backup_with_one_rotten_byte_brings_back_all_that_is_sound(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = counted(home, "ankara")
    backup = tmp_path / "yedek.tar"
    assert main(["backup", "--out", str(backup), "--data", str(home)]) == 0
    with tarfile.open(backup) as tar:
        member = tar.getmember(f"archive/originals/{receipt.sha256[:2]}/{receipt.sha256}.xlsx")
    data = bytearray(backup.read_bytes())
    data[member.offset_data + 2000] ^= 0xFF
    backup.write_bytes(data)
    assert main(["restore", str(backup), "--data", str(tmp_path / "back")]) == 1
    said = capsys.readouterr().out
    assert receipt.id in said
    assert "Rakamları eksik kalanlar: Ankara (3. Çalıştay" in said
    assert len(Archive(tmp_path / "back").receipts()) == len(Archive(home).receipts())


def test_a_copy_from_an_older_backup_mends_one_file(
    home: Path, told: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    assert told("backup", "--out", tmp_path / "yedek.tar")[0] == 0
    before = figures(home, tmp_path / "before")
    receipt = altered(home, "ankara")
    shutil.rmtree(home / "snapshots")
    code, said = told("restore", tmp_path / "yedek.tar", "--only", receipt.id)
    assert code == 0, said
    assert figures(home, tmp_path / "after") == before
    assert "zaten sağlam" in told("restore", tmp_path / "yedek.tar", "--only", receipt.id)[1]
    assert told("restore", tmp_path / "yedek.tar", "--only", "20200101-000000-abcdef")[0] == 1


def test_a_receipt_that_was_altered_comes_back_too(
    home: Path, told: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    assert told("backup", "--out", tmp_path / "yedek.tar")[0] == 0
    receipt = counted(home, "ankara")
    path = Archive(home).receipt_path(receipt.id)
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"ankara"', b'"bursa"'))
    code, said = told("status")
    assert code == 1
    assert receipt.id in said
    assert told("restore", tmp_path / "yedek.tar", "--only", receipt.id)[0] == 0
    assert path.read_bytes() == before


def test_figures_stay_although_the_receipt_they_rest_on_was_altered(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    before = figures(home, tmp_path / "before")
    for receipt in Archive(home).receipts():
        if isinstance(receipt, Decided) and receipt.submission_id == counted(home, "ankara").id:
            Archive(home).receipt_path(receipt.id).unlink()
    path = Archive(home).receipt_path(counted(home, "antalya").id)
    path.write_bytes(path.read_bytes().replace(b'"antalya"', b'"bursa"'))
    rebuild(home, definition)
    assert figures(home, tmp_path / "after") == before


def test_a_decision_about_a_file_whose_receipt_is_gone_waits_for_it(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    before = figures(home, tmp_path / "before")
    path = Archive(home).receipt_path(counted(home, "ankara").id)
    kept = path.read_bytes()
    path.unlink()
    shutil.rmtree(home / "snapshots")
    publish(home, definition)  # nothing is known of it any more
    assert inspect(home)
    path.write_bytes(kept)
    publish(home, definition)
    assert figures(home, tmp_path / "after") == before


def test_that_the_end_of_the_ledger_was_cut_off_is_told_until_everything_is_made_anew(
    home: Path, told: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    before = figures(home, tmp_path / "before")
    ledger = Ledger(home)
    ledger.path.write_bytes(ledger.content(ledger.count() - 3))
    code, said = told("publish")
    assert code == 1
    assert "defterinin sonu kesilmiş" in said
    assert told("status")[0] == 1
    assert told("rebuild")[0] == 1
    assert told("status")[0] == 0
    assert {k: v for k, v in figures(home, tmp_path / "after").items() if k == "plan_progress.csv"} == {
        k: v for k, v in before.items() if k == "plan_progress.csv"
    }


def test_receipts_that_vanished_with_their_lines_are_known_from_what_was_shown(
    home: Path, told: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    before = figures(home, tmp_path / "before")["plan_progress.csv"]
    ledger = Ledger(home)
    for line in ledger.lines(after=ledger.count() - 3):
        Archive(home).receipt_path(line.key).unlink()
    ledger.path.write_bytes(ledger.content(ledger.count() - 3))
    code, said = told("publish")
    assert code == 1
    assert said.count("numaralı makbuz arşivde yok") == 3
    assert figures(home, tmp_path / "after")["plan_progress.csv"] == before


def test_status_as_json_lists_the_damage(home: Path, told: Callable[..., tuple[int, str]]) -> None:
    receipt = altered(home, "ankara")
    code, said = told("status", "--json")
    (damage,) = json.loads(said)["damage"]
    assert code == 1
    assert damage["receipt_id"] == receipt.id
    assert (damage["kind"], damage["fault"], damage["city"]) == ("original", "changed", "ankara")


def test_an_entry_from_the_future_is_told_to_the_organizers(
    home: Path, definition: Definition, told: Callable[..., tuple[int, str]]
) -> None:
    send_one(home, definition, "izmir", "3", at=IN_TIME.replace(year=2099))
    assert "2099" in told("status")[1]
    assert [w.value for w in open_page("overview").warning if "2099" in w.value]
