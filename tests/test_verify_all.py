"""One command reads everything anew; every night a service of its own runs it and fails loudly."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.__main__ import _parser, main
from etl.store.archive import Archive
from etl.store.home import FROZEN
from etl.store.ledger import Ledger
from etl.store.receipts import Submitted
from tests import opened

group, home = opened.group, opened.own_home
DEPLOY = Path(__file__).parent.parent / "docs" / "deploy"
NIGHT = ("pano-backup", "pano-retention", "pano-verify")


def verified(home: Path, *options: str) -> int:
    return main(["verify", "--all", *options, "--data", str(home)])


def kept_freeze(home: Path) -> Path:
    """Of a freeze of now."""
    assert main(["freeze", "Bugün", "--workshop", "3", "--data", str(home)]) == 0
    (path,) = (home / FROZEN).glob("*.duckdb")
    return path


def original(home: Path) -> Path:
    """Of the first file that was sent."""
    receipt = next(r for r in Archive(home).receipts() if isinstance(r, Submitted))
    return Archive(home).original_path(receipt.sha256)


def receipt(home: Path) -> Path:
    return sorted((home / "archive" / "receipts").iterdir())[0]


def ledger(home: Path) -> Path:
    return Ledger(home).path


def test_where_all_is_as_it_was_written_it_says_so(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept_freeze(home)
    capsys.readouterr()
    assert verified(home) == 0
    assert capsys.readouterr().out.startswith("✓")
    assert verified(home, "--json") == 0
    assert json.loads(capsys.readouterr().out)["damage"] == []


@pytest.mark.parametrize("which", [original, receipt, ledger, kept_freeze])
def test_each_thing_that_is_not_what_was_written_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], which: Callable[[Path], Path]
) -> None:
    path = which(home)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    capsys.readouterr()
    assert verified(home, "--lang", "en") == 1
    faults = [line for line in capsys.readouterr().out.splitlines() if line.startswith("ERROR")]
    assert len(faults) == 1
    assert "BACKUP.tar" in faults[0]
    assert verified(home, "--json") == 1
    (damage,) = json.loads(capsys.readouterr().out)["damage"]
    assert damage["name"].startswith(path.relative_to(home).as_posix())
    assert "YEDEK.tar" in damage["message"]


def test_all_or_one_receipt_is_asked_for_and_never_both(home: Path) -> None:
    for asked in ([], ["20240521-143005-7f3a9c", "--all"]):
        with pytest.raises(SystemExit):
            main(["verify", *asked, "--data", str(home)])


def unit(name: str) -> dict[str, list[str]]:
    lines = (DEPLOY / f"{name}.service").read_text("utf-8").splitlines()
    settings: dict[str, list[str]] = {}
    for line in lines:
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            settings.setdefault(key, []).append(value)
    return settings


def test_the_night_keeps_deletes_and_reads_whatever_fails_of_it() -> None:
    """Each in a service of its own, which no failure of another stops, and whose own is not hidden."""
    commands = {}
    for name in NIGHT:
        found = unit(name)
        (commands[name],) = found["ExecStart"]
        assert not commands[name].startswith("-")
        assert (
            not {"Requires", "BindsTo", "ExecStartPost", "ExecStartPre", "SuccessExitStatus"} & found.keys()
        )
    assert unit("pano-backup")["Wants"] == [" ".join(f"{name}.service" for name in NIGHT[1:])]
    assert all("pano-backup.service" in unit(name)["After"][0] for name in NIGHT[1:])
    for name in NIGHT[1:]:
        _, arguments = commands[name].split(" -m etl ")
        _parser().parse_args(shlex.split(arguments))
    assert commands["pano-verify"].endswith("verify --all")


def test_the_page_about_deploying_copies_every_service_of_the_night() -> None:
    assert "cp docs/deploy/pano*.service docs/deploy/pano-backup.timer" in (DEPLOY / "README.md").read_text(
        "utf-8"
    )
