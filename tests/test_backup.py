"""What is carried away in one file comes back: all that is sound, and what is not is named."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import definition as definition_package
from definition import Definition, Text
from etl.__main__ import main
from etl.access.activity import Activity
from etl.access.members import Members
from etl.database import snapshots
from etl.database.export import export
from etl.programme import Programme
from etl.records import set_down
from etl.store.archive import Archive
from etl.store.backup import MANIFEST
from etl.store.receipts import Submitted
from etl.submit import confirm_new, submit
from tests import opened
from tests.builders import filled_workbook

group, own_home = opened.group, opened.own_home
DEPLOY = Path(__file__).parent.parent / "docs" / "deploy" / "README.md"


@pytest.fixture
def backup(group: Path, tmp_path: Path, definition: Definition) -> Path:
    Members(group).put(definition, "a@example.org", "leadership", [], "yerel")
    Activity(group).add("a@example.org", "took_along", "x.csv")
    assert main(["backup", "--data", str(group), "--out", str(tmp_path / "b" / "yedek.tar")]) == 0
    return tmp_path / "b" / "yedek.tar"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder."""
    (tmp_path / "restored").mkdir()
    return tmp_path / "restored"


@pytest.fixture
def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], str]:
    """Restores a backup that is refused and leaves the folder empty; gives the sentence."""

    def restored(source: Path, *more: str) -> str:
        capsys.readouterr()
        assert main(["restore", str(source), "--data", str(folder), *more]) == 2
        assert list(folder.iterdir()) == []
        return capsys.readouterr().out

    return restored


def figures(home: Path, folder: Path) -> dict[str, bytes]:
    """Every view of what is published, as CSV."""
    snapshot = snapshots.current(home)
    assert snapshot is not None
    list(export(snapshot, folder, "csv"))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_backup_comes_back_with_every_file_member_line_and_figure(
    backup: Path, group: Path, folder: Path, tmp_path: Path
) -> None:
    assert main(["restore", str(backup), "--data", str(folder)]) == 0
    assert Archive(folder).receipts() == Archive(group).receipts()
    assert Archive(folder).originals() == Archive(group).originals()
    assert list(Members(folder).history()) == list(Members(group).history())
    assert list(Activity(folder).own()) == list(Activity(group).own())
    assert figures(folder, tmp_path / "new") == figures(group, tmp_path / "old")
    assert {p.name for p in folder.iterdir()} == {"archive", "snapshots", "publish.lock"}


def test_workshops_that_organizers_keep_come_back_with_their_figures(
    own_home: Path, folder: Path, tmp_path: Path, definition: Definition
) -> None:
    third = definition.workshop("3")
    days = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    fourth = replace(
        third, code="4", number=4, title=Text("4. Çalıştay – Muğla", "4th Workshop – Muğla"), **days
    )
    for workshop in (fourth, replace(third, participants=("antalya", "ankara"))):
        Programme(own_home).put(workshop, "o@example.org")
    assert main(["publish", "--data", str(own_home)]) == 0
    assert main(["backup", "--data", str(own_home), "--out", str(tmp_path / "yedek.tar")]) == 0
    definition_package.keep(())  # as on another machine
    assert main(["restore", str(tmp_path / "yedek.tar"), "--data", str(folder)]) == 0
    assert figures(folder, tmp_path / "new") == figures(own_home, tmp_path / "old")


def test_a_backup_overwrites_nothing(backup: Path, group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = backup.read_bytes()
    assert main(["backup", "--data", str(group), "--out", str(backup)]) == 1
    assert backup.read_bytes() == before
    assert main(["restore", str(backup), "--data", str(group)]) == 1
    assert "boş değil" in capsys.readouterr().out


@pytest.mark.parametrize("empty", ["not there", "nothing in it", "no archive", "an empty archive"])
def test_a_folder_with_nothing_to_carry_away_is_refused_by_its_name(
    empty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "başka"
    if empty != "not there":
        home.mkdir()
    if empty == "no archive":
        (home / "LIVE").touch()
    if empty == "an empty archive":
        (home / "archive" / "receipts").mkdir(parents=True)
    assert main(["backup", "--data", str(home), "--out", str(tmp_path / "b" / "yedek.tar")]) == 2
    assert str(home) in capsys.readouterr().out
    assert not (tmp_path / "b").exists()


def test_a_backup_holds_one_moment_whatever_arrives_while_it_is_written(
    group: Path, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition
) -> None:
    added = tarfile.TarFile.addfile

    def and_then_longer(tar: tarfile.TarFile, member: tarfile.TarInfo, file: object = None) -> None:
        if member.name == "archive/ledger":  # the backup has begun
            Activity(group).add("b@example.org", "signed_in")
            set_down(group, "task", "sonraki", {"decision": "Sonraki karar"}, "deneme")
            submit(group, definition, filled_workbook(actions_I3=1), "sonraki.xlsx", "deneme")
        added(tar, member, file)  # type: ignore[arg-type]

    Activity(group).add("a@example.org", "signed_in")
    before = list(Activity(group).own())
    receipts, originals = Archive(group).receipts(), Archive(group).originals()
    monkeypatch.setattr(tarfile.TarFile, "addfile", and_then_longer)
    assert main(["backup", "--data", str(group), "--out", str(tmp_path / "yedek.tar")]) == 0
    assert len(list(Activity(group).own())) > len(before)
    assert main(["restore", str(tmp_path / "yedek.tar"), "--data", str(folder)]) == 0
    assert list(Activity(folder).own()) == before
    assert Archive(folder).receipts() == receipts
    assert Archive(folder).originals() == originals


def altered(backup: Path, change: dict[str, bytes | None]) -> Path:
    """A copy in which the members whose names begin so are other ones; None leaves them out."""
    target = backup.with_name("altered.tar")
    with tarfile.open(backup) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            file = old.extractfile(member)
            content: bytes | None = file.read() if file else b""
            for start, other in change.items():
                content = other if member.name.startswith(start) else content
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    return target


def flipped(backup: Path, start: str) -> tuple[Path, str]:
    """A copy with one other bit in the first member whose name begins so, and that name."""
    with tarfile.open(backup) as tar:
        member = next(m for m in tar if m.name.startswith(start))
    content = bytearray(backup.read_bytes())
    content[member.offset_data + member.size // 2] ^= 1
    target = backup.with_name("flipped.tar")
    target.write_bytes(content)
    return target, member.name


STARTS = ["archive/originals/", "archive/receipts/", "archive/access/members", "archive/ledger"]


@pytest.mark.parametrize("start", STARTS)
def test_one_other_bit_in_any_file_is_named_and_the_rest_comes_back(
    start: str, backup: Path, group: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged, name = flipped(backup, start)
    assert main(["restore", str(damaged), "--data", str(folder)]) == 1
    assert _is_named(name, capsys.readouterr().out, folder)
    assert len(list((folder / "archive" / "receipts").iterdir())) >= len(Archive(group).receipts()) - 1


@pytest.mark.parametrize("start", STARTS[1:])
def test_a_file_less_than_the_list_is_named_and_the_rest_comes_back(
    start: str, backup: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with tarfile.open(backup) as tar:
        name = next(m.name for m in tar if m.name.startswith(start))
    assert main(["restore", str(altered(backup, {name: None})), "--data", str(folder)]) == 1
    assert _is_named(name, capsys.readouterr().out, folder)


def _is_named(name: str, said: str, folder: Path) -> bool:
    """By its place, a receipt by its number, the file of somebody by the receipt that names it."""
    stem = Path(name).stem
    sent = (r for r in Archive(folder).receipts() if isinstance(r, Submitted) and r.sha256 == stem)
    return name in said or stem in said or any(r.id in said for r in sent)


def test_a_file_more_than_the_list_is_noticed(backup: Path, refused: Callable[[Path], str]) -> None:
    with tarfile.open(backup, "a") as tar:
        tar.addfile(tarfile.TarInfo("archive/access/more.jsonl"), io.BytesIO(b""))
    assert "archive/access/more.jsonl dosya listesinde yok" in refused(backup)


def test_a_backup_without_the_list_is_refused(backup: Path, refused: Callable[[Path], str]) -> None:
    assert f"dosyaların listesi ({MANIFEST}) yok" in refused(altered(backup, {MANIFEST: None}))


def test_the_list_is_the_last_of_the_backup(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        assert tar.getnames()[-1] == MANIFEST


def test_the_python_of_debian_12_whose_tarfile_knows_no_filters_restores(
    backup: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    extract = tarfile.TarFile.extract

    def without_filter(tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
        extract(tar, member, path, filter="fully_trusted")

    monkeypatch.setattr(tarfile.TarFile, "extract", without_filter)
    monkeypatch.delattr(tarfile, "data_filter", raising=False)
    assert main(["restore", str(backup), "--data", str(folder)]) == 0


PACKED = {"tar": bytes, "gz": gzip.compress, "xz": lzma.compress, "bz2": bz2.compress}


@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
@pytest.mark.parametrize("way", PACKED)
def test_a_backup_that_was_cut_off_is_refused(
    way: str, part: float, backup: Path, refused: Callable[[Path], str]
) -> None:
    content = PACKED[way](backup.read_bytes())
    backup.write_bytes(content[: int(len(content) * part)])
    assert "bozuk" in refused(backup)


@pytest.mark.parametrize("way", ["gz", "xz", "bz2"])
def test_a_packed_backup_that_is_damaged_is_never_taken_for_whole(
    way: str, backup: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can still be unpacked of it depends on the way and the place."""
    content = bytearray(PACKED[way](backup.read_bytes()))
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    backup.write_bytes(content)
    code = main(["restore", str(backup), "--data", str(folder)])
    assert code in (1, 2)
    assert ("bozuk" if code == 2 else "HATA") in capsys.readouterr().out


@pytest.mark.parametrize(("language", "word"), [("tr", "boş kaldı"), ("en", "stays empty")])
def test_the_refusal_names_the_file_and_the_folder(
    language: str, word: str, backup: Path, folder: Path, refused: Callable[..., str]
) -> None:
    backup.write_bytes(b"not a tar")
    said = refused(backup, "--lang", language)
    assert all(part in said for part in (str(backup), str(folder), word))


def test_after_a_refusal_a_good_backup_comes_into_the_same_folder(
    backup: Path, folder: Path, refused: Callable[[Path], str]
) -> None:
    refused(altered(backup, {MANIFEST: None}))
    (folder / ".restore-x" / "archive").mkdir(parents=True)  # one that was killed
    packed = backup.with_name("yedek.tar.gz")
    packed.write_bytes(gzip.compress(backup.read_bytes()))
    assert main(["restore", str(packed), "--data", str(folder)]) == 0
    assert not list(folder.glob(".restore-*"))


def test_figures_that_cannot_be_made_leave_the_folder_empty(
    own_home: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = Archive(own_home)
    sent = (r for r in archive.receipts() if isinstance(r, Submitted))
    one = next(r for r in sent if r.acceptance == "acceptable")
    confirm_new(archive, archive.record(replace(one, sha256=archive.keep(b"no workbook"))), "deneme")
    assert main(["backup", "--data", str(own_home), "--out", str(tmp_path / "yedek.tar")]) == 0
    assert main(["restore", str(tmp_path / "yedek.tar"), "--data", str(folder)]) == 1
    assert "yayımlanamıyor" in capsys.readouterr().out
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot open folders")
def test_everything_is_on_the_disk_before_the_restore_says_that_it_is_done(
    backup: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: dict[int, object] = {}
    on_disk = os.fsync

    def remembered(descriptor: int) -> None:
        on_disk(descriptor)
        synced[os.fstat(descriptor).st_ino] = held(descriptor)

    def held(path: int | Path) -> object:
        """The names in a folder, the size of a file."""
        found = os.stat(path)  # noqa: PTH116
        return sorted(os.listdir(path)) if os.path.isdir(path) else found.st_size  # noqa: PTH112, PTH208

    monkeypatch.setattr(os, "fsync", remembered)
    assert main(["restore", str(backup), "--data", str(folder)]) == 0
    stored = [folder, *folder.rglob("*")]
    assert [p for p in stored if synced.get(p.stat().st_ino) != held(p)] == []


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "archive/receipts/../../outside", "ui/app.py", "archive/receipts"]
)
def test_a_file_that_would_lead_elsewhere_is_refused(
    name: str, tmp_path: Path, refused: Callable[[Path], str]
) -> None:
    hostile = tmp_path / "hostile.tar"
    with tarfile.open(hostile, "w") as tar:
        tar.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    assert f"{name} bir yedeğe ait olamaz" in refused(hostile)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [hostile]


KINDS = {"link": tarfile.SYMTYPE, "hard link": tarfile.LNKTYPE, "device": tarfile.CHRTYPE}
KINDS |= {"pipe": tarfile.FIFOTYPE, "folder": tarfile.DIRTYPE, "sparse": tarfile.GNUTYPE_SPARSE}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path, refused: Callable[[Path], str]) -> None:
    hostile = tmp_path / "hostile.tar"
    member = tarfile.TarInfo("archive/receipts/x")
    member.type, member.linkname = KINDS[kind], "archive/receipts/y"
    with tarfile.open(hostile, "w") as tar:
        tar.addfile(tarfile.TarInfo("archive/receipts/y"), io.BytesIO(b""))
        tar.addfile(member)
    assert "archive/receipts/x bir yedeğe ait olamaz" in refused(hostile)


def test_a_file_that_comes_twice_is_refused(tmp_path: Path, refused: Callable[[Path], str]) -> None:
    hostile = tmp_path / "hostile.tar"
    with tarfile.open(hostile, "w") as tar:
        for _ in range(2):
            tar.addfile(tarfile.TarInfo("archive/receipts/y"), io.BytesIO(b""))
    assert "archive/receipts/y bir yedeğe ait olamaz" in refused(hostile)


def test_the_manual_restores_as_the_user_of_the_service() -> None:
    shown = [line for line in DEPLOY.read_text("utf-8").splitlines() if "etl restore" in line]
    assert shown
    assert [line for line in shown if "sudo -u pano PANO_DATA=/var/lib/pano " not in line] == []
