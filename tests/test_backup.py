"""What is carried away in one file comes back whole, or not at all."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from definition import Definition
from etl.__main__ import main
from etl.access.activity import Activity
from etl.access.members import Members
from etl.database import snapshots
from etl.database.export import export
from etl.store.archive import Archive
from tests import opened

group = opened.group


@pytest.fixture
def backup(group: Path, tmp_path: Path, definition: Definition) -> Path:
    Members(group).put(definition, "a@example.org", "leadership", [], "yerel")
    Activity(group).add("a@example.org", "took_along", "x.csv")
    assert main(["backup", "--data", str(group), "--out", str(tmp_path / "b" / "yedek.tar")]) == 0
    return tmp_path / "b" / "yedek.tar"


def figures(home: Path, folder: Path) -> dict[str, bytes]:
    """Every view of what is published, as CSV."""
    snapshot = snapshots.current(home)
    assert snapshot is not None
    list(export(snapshot, folder, "csv"))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_backup_comes_back_with_every_file_member_line_and_figure(
    backup: Path, group: Path, tmp_path: Path
) -> None:
    home = tmp_path / "restored"
    assert main(["restore", str(backup), "--data", str(home)]) == 0
    assert Archive(home).receipts() == Archive(group).receipts()
    assert Archive(home).originals() == Archive(group).originals()
    assert list(Members(home).history()) == list(Members(group).history())
    assert list(Activity(home).own()) == list(Activity(group).own())
    assert figures(home, tmp_path / "new") == figures(group, tmp_path / "old")


def test_a_backup_overwrites_nothing(backup: Path, group: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = backup.read_bytes()
    assert main(["backup", "--data", str(group), "--out", str(backup)]) == 1
    assert backup.read_bytes() == before
    assert main(["restore", str(backup), "--data", str(group)]) == 1
    assert "boş değil" in capsys.readouterr().out


def altered(backup: Path, name: str, change: dict[str, bytes | None]) -> Path:
    """A copy in which the members whose names begin so are other ones; None leaves them out."""
    target = backup.with_name(name)
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


@pytest.mark.parametrize("content", [b"another file", None])
def test_an_original_that_is_not_what_it_was_is_noticed(
    content: bytes | None, backup: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = altered(backup, "damaged.tar", {"archive/originals": content})
    assert main(["restore", str(damaged), "--data", str(tmp_path / "restored")]) == 2
    assert "bozuk" in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "archive/receipts/../../outside", "ui/app.py"]
)
def test_a_file_that_would_lead_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.tar"
    with tarfile.open(hostile, "w") as tar:
        tar.addfile(tarfile.TarInfo(name), io.BytesIO(b""))
    assert main(["restore", str(hostile), "--data", str(tmp_path / "home")]) == 2
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == [hostile]


def test_what_is_no_backup_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"not a tar")
    assert main(["restore", str(tmp_path / "x.tar"), "--data", str(tmp_path / "home")]) == 2
