"""On a page, too, a failing disk is told with what is safe, what happens by itself and what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from definition import Definition
from etl.database.publish import publish
from etl.store.archive import Archive
from etl.submit import confirm_new
from tests import test_page_submit
from tests.builders import filled_workbook
from tests.test_page_submit import open_page
from ui import start

home = test_page_submit.home
Fail = Callable[[str], None]


@pytest.fixture
def disk_fails(home: Path, monkeypatch: pytest.MonkeyPatch) -> Fail:
    """From now on nothing below this folder can be renamed or linked to its name."""

    def begin(room: str) -> None:
        for call in ("replace", "rename", "link"):
            monkeypatch.setattr(os, call, _failing(getattr(os, call), str(home / room)))

    return begin


def _failing(real: Callable[[str, str], None], below: str) -> Callable[[str, str], None]:
    def call(source: str, target: str) -> None:
        if str(target).startswith(below):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(source), None, str(target))
        real(source, target)

    return call


def test_a_confirmation_that_is_not_published_yet_is_recorded_and_counts_by_itself(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_page().send(filled_workbook())
    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", _failing(os.replace, str(home / "snapshots")))
        said = screen.press("confirm").words()
    assert "Onayınız kaydedildi" in said
    assert "snapshots/" in said
    assert "disk hata verdi" in said
    assert "destek kod" in said
    assert str(home) not in said  # where the folder lies is nobody's business
    publish(home, definition)
    assert "Gönderiminiz sayıldı" in open_page(id=screen.id).words()


def test_a_file_that_is_not_published_yet_is_safe_and_shows_by_itself(home: Path, disk_fails: Fail) -> None:
    screen = open_page()
    disk_fails("snapshots")
    said = screen.send(filled_workbook()).words()
    assert "Dosyanız arşivde" in said
    assert "Sıradaki güncellemede kendiliğinden" in said
    assert screen.id in said


def test_a_file_that_could_not_be_stored_is_told_with_its_name_and_nothing_else_is_touched(
    home: Path, disk_fails: Fail
) -> None:
    screen = open_page(lang="en")
    disk_fails("archive")
    said = screen.send(filled_workbook()).words()
    assert "archive/" in said
    assert "could not be written or read: the disk failed" in said
    assert "received before is safe" in said


def test_a_dashboard_that_starts_on_a_failing_disk_shows_the_figures_of_before(
    home: Path, disk_fails: Fail, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = open_page().send(filled_workbook())
    monkeypatch.setattr(start, "_ready", set())
    confirm_new(Archive(home), Archive(home).submitted(screen.id), "deneme")
    disk_fails("snapshots")
    said = open_page().words()
    assert "şimdilik önceki rakamlar geçerli" in said
    assert "destek kod" in said
