"""On the page: what others changed since the template was filled, and what a file would lose."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from definition import Definition
from etl.prefilled import prefilled_template
from etl.store.archive import Archive
from tests.builders import filled_workbook
from tests.slices import with_book
from tests.test_page_submit import AT, Screen, counted, home, open_page
from tests.test_reconcile import newest, typed, value_in_force

__all__ = ["home"]  # the data folder of those tests
HOUR = timedelta(hours=1)


@pytest.fixture
def templates(home: Path, definition: Definition) -> tuple[bytes, bytes]:
    """Two that were taken at once."""
    counted(home, definition, filled_workbook(), AT)
    data = prefilled_template(home, definition, "antalya", "3").data
    return data, data


def test_what_a_colleague_changed_is_shown_and_kept_and_the_merged_version_counts(
    home: Path, definition: Definition, templates: tuple[bytes, bytes]
) -> None:
    first, second = templates
    colleague = counted(home, definition, with_book(first, typed("Eylemler", I5=50)), AT + HOUR)
    screen = open_page().send(with_book(second, typed("Eylemler", I4=48)))
    (shown,) = [t for t in screen.tables() if "Şablonunuzda" in t]
    for told in ("Eylemler!I5", "E-4.1", "İlerleme (%)", ">40<", ">50<"):
        assert told in shown
    assert screen.counts()[1] == "1", "one row of the version in force changes: the sender's own"
    sent = screen.id
    screen.press("confirm")
    assert screen.id != sent
    assert "Birleştirildi" in screen.words()
    assert colleague in screen.words()
    assert (value_in_force(home, definition, "Eylemler", "I5"), screen.has("merged_sent")) == (50, False)
    assert value_in_force(home, definition, "Eylemler", "I4") == 48
    assert newest(home, definition).merged_with == sent


def test_the_sender_may_let_the_file_hold(
    home: Path, definition: Definition, templates: tuple[bytes, bytes]
) -> None:
    first, second = templates
    counted(home, definition, with_book(first, typed("Eylemler", I5=50, L3=3)), AT + HOUR)
    screen = open_page().send(with_book(second, typed("Eylemler", I4=48)))
    screen.at.multiselect(key=f"overwrite_{screen.id}").set_value(["Eylemler!L3"]).run()
    screen.sound().press("confirm")
    assert value_in_force(home, definition, "Eylemler", "L3") == 2, "the file's"
    assert value_in_force(home, definition, "Eylemler", "I5") == 50, "the colleague's"


def test_with_the_file_holding_everywhere_it_counts_itself(
    home: Path, definition: Definition, templates: tuple[bytes, bytes]
) -> None:
    first, second = templates
    counted(home, definition, with_book(first, typed("Eylemler", I5=50)), AT + HOUR)
    screen = open_page().send(with_book(second, typed("Eylemler", I4=48)))
    sent = screen.id
    screen.at.checkbox(key=f"overwrite_all_{sent}").check().run()
    screen.sound().press("confirm")
    assert screen.id == sent
    assert value_in_force(home, definition, "Eylemler", "I5") == 40


@pytest.mark.parametrize(("side", "value"), [("keep", 50), ("overwrite", 45)])
def test_a_conflict_keeps_the_button_closed_until_somebody_says_which_value_stays(
    home: Path, definition: Definition, templates: tuple[bytes, bytes], side: str, value: int
) -> None:
    first, second = templates
    counted(home, definition, with_book(first, typed("Eylemler", I5=50)), AT + HOUR)
    screen = open_page().send(with_book(second, typed("Eylemler", I5=45)))
    assert screen.at.button(key="confirm").disabled
    screen.at.radio(key=f"conflict_{screen.id}_Eylemler!I5").set_value(side).run()
    screen.sound()
    assert not screen.at.button(key="confirm").disabled
    screen.press("confirm")
    assert value_in_force(home, definition, "Eylemler", "I5") == value


def test_of_a_template_that_names_no_version_the_page_says_that_it_cannot_tell(
    home: Path, definition: Definition
) -> None:
    counted(home, definition, filled_workbook(), AT)
    screen = open_page().send(filled_workbook(actions_I5=45))
    assert "bilinmiyor" in screen.words()
    assert not screen.at.button(key="confirm").disabled


def test_much_that_is_gone_wants_a_yes_that_says_what_it_is_about(home: Path, definition: Definition) -> None:
    screen = without_projects(home, definition)
    assert "Projeler: 4 satırın 3'ü bu dosyada yok: Genç Elçiler" in read(screen.words())
    assert screen.at.button(key="confirm").disabled
    (question,) = [c for c in screen.at.checkbox if str(c.key).startswith("lost_")]
    assert "Projeler: 4 satırdan 3 tanesi yok" in read(question.label)
    question.check().run()
    screen.sound().press("confirm")
    assert newest(home, definition).id == screen.id


def test_a_report_with_errors_says_as_well_which_rows_it_lacks(home: Path, definition: Definition) -> None:
    screen = without_projects(home, definition, actions_I3=140)
    assert "1 hata var" in screen.words()
    assert "Projeler: 4 satırın 3'ü bu dosyada yok" in read(screen.words())


def read(markdown: str) -> str:
    """As it is read: without the signs that keep a sender's words from being markup."""
    return markdown.replace("\\", "")


def without_projects(home: Path, definition: Definition, **places: object) -> Screen:
    counted(home, definition, filled_workbook(), AT)
    data = with_book(filled_workbook(**places), lambda book: book["Projeler"].delete_rows(3, 3))
    screen = open_page().send(data)
    assert Archive(home).submitted(screen.id)
    return screen
