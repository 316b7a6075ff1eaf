"""What a workshop decided is opened first at the next one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from definition import LANGUAGES, Definition, Language
from etl.database.publish import publish
from etl.records import set_down
from tests import opened
from tests.packs import pack_of, pages, slides, workbook
from tests.small_group import build
from ui import labels

EARLIER, OWN, DONE = "Ortak fon takvimi hazırlanacak", "Dördüncü çalıştay planlanacak", "Bitmiş iş"


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    home = build(tmp_path_factory.mktemp("decided"), definition)
    due = {"owner": "Antalya", "due": "2025-02-15"}
    set_down(home, "task", "own", {"workshop": "3", "decision": OWN, "state": "open"}, "deneme")
    set_down(home, "task", "old", {"workshop": "2", "decision": EARLIER, "state": "open", **due}, "deneme")
    set_down(home, "task", "done", {"workshop": "2", "decision": DONE, "state": "done"}, "deneme")
    publish(home, definition)
    return home


@pytest.fixture
def home(group: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from opened.used(group, monkeypatch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_earlier_workshop_left_open_comes_before_the_figures_in_every_document(
    home: Path, language: Language
) -> None:
    pack = pack_of(home, language=language)
    late = "5 gün gecikti" if language == "tr" else "5 days late"
    due = "15.02.2025" if language == "tr" else "15 Feb 2025"
    first = slides(pack)[0]
    assert {EARLIER, "Antalya", due, late} <= set(first)
    assert OWN not in first
    assert OWN in slides(pack)[-1]
    sheet = list(workbook(pack).worksheets[0].iter_rows(values_only=True))
    assert sheet[1] == (EARLIER, "Antalya", due, late, labels.workshop_short("2", language))
    page = pages(pack)[0]
    assert page.index(EARLIER) < page.index(pack.tiles[0].label) < page.index(OWN)
    assert late in page


def test_a_decision_that_was_carried_out_is_not_brought_up_again(home: Path) -> None:
    pack = pack_of(home)
    assert DONE not in " ".join([*pages(pack), *(text for slide in slides(pack) for text in slide)])


def test_on_its_last_day_a_decision_is_not_late_yet(home: Path) -> None:
    (task,) = pack_of(home, today=date(2025, 2, 15)).earlier
    assert not task.is_late
    assert task.state == labels.say("workshop.task.open", "tr")


def test_a_workshop_knows_nothing_of_what_a_later_one_decided(home: Path) -> None:
    assert [task.decision for task in pack_of(home, workshop="2", vs=None).tasks] == [EARLIER]
    assert pack_of(home, workshop="2", vs=None).earlier == ()


def test_without_open_decisions_the_figures_come_first(home: Path) -> None:
    pack = pack_of(home, workshop="2", vs=None)
    assert slides(pack)[0][0].startswith(pack.title)
    assert workbook(pack).sheetnames[0] == labels.say("pack.headline", "tr")
