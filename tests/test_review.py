"""Organizers return rows with a note; once the rest is accepted, only those are open."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from definition import LANGUAGES, Definition, Language
from etl.__main__ import main
from etl.access.activity import Activity
from etl.database.publish import publish
from etl.fold import fold
from etl.messages import words as message
from etl.prefilled import prefilled_template
from etl.review.verdicts import NEW_ROW, close, give_back, review_of, take_as_it_is
from etl.slices.workbook import slice_template
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import HeldError, confirm_new, decide, state_of, submit
from tests import opened
from tests.builders import changed_workbook
from tests.good_rows import COOPERATION, good_rows
from tests.small_group import OVERDUE, open_page, words
from ui import format
from ui.returned import returned

group, home = opened.group, opened.own_home
E11, E21 = ("actions", "e 1 1#1"), ("actions", "e 2 1#1")
NOTE = "İlerlemeyi son duruma göre yazın."


@pytest.fixture
def counted(home: Path) -> str:
    """Antalya's report that counts at workshop 3."""
    sent = [r for r in Archive(home).receipts() if isinstance(r, Submitted)]
    return [r.id for r in sent if (r.city, r.workshop) == ("antalya", "3")][-1]


def sent_again(home: Path, definition: Definition, rows: Any = None, **cells: Any) -> Submitted:
    """Antalya's report once more, as it counts, but for what is named."""
    workbook = changed_workbook(lambda _: None, rows=rows or good_rows(definition), **{**OVERDUE, **cells})
    return submit(home, definition, workbook, "antalya.xlsx", "a@example.org").receipt


def codes(receipt: Submitted) -> list[tuple[str, str]]:
    return [(p.code, p.cell) for p in receipt.problems if p.severity == "error"]


def reviewed(home: Path, definition: Definition, counted: str, *places: tuple[str, str]) -> None:
    for place in places:
        give_back(home, counted, place, place[1], NOTE, "o@example.org")
    close(home, counted, "o@example.org")
    publish(home, definition)


def test_a_row_is_known_by_what_it_is_called(home: Path, definition: Definition, counted: str) -> None:
    give_back(home, counted, E11, "E-1.1", NOTE, "o@example.org")
    found = review_of(publish(home, definition), "antalya", "3")
    assert (found.of_report, found.returned, found.accepted_in) == (counted, {E11: NOTE}, None)


def test_while_a_review_is_open_every_row_may_change(
    home: Path, definition: Definition, counted: str
) -> None:
    give_back(home, counted, E11, "E-1.1", NOTE, "o@example.org")
    publish(home, definition)
    assert codes(sent_again(home, definition, actions_I3=70)) == []


def test_after_it_only_returned_rows_are_open(home: Path, definition: Definition, counted: str) -> None:
    reviewed(home, definition, counted, E11)
    assert codes(sent_again(home, definition, actions_I2=70)) == []
    held = sent_again(home, definition, actions_I2=70, actions_I3=75)
    assert held.acceptance == "needs_fixing"
    assert codes(held) == [("accepted_row_changed", "I3")]
    assert dict(held.problems[0].facts) == {"row": "E-2.1", "found": 75, "accepted": 60}


def test_a_row_that_is_accepted_after_all_is_closed_again(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted, E11)
    take_as_it_is(home, counted, E11, "E-1.1", "o@example.org")
    publish(home, definition)
    assert codes(sent_again(home, definition, actions_I2=70)) == [("accepted_row_changed", "I2")]


def test_accepted_rows_neither_vanish_nor_get_company(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted)
    rows = dict(good_rows(definition))
    networks = list(rows["networks"])
    gone = sent_again(home, definition, {**rows, "networks": networks[:-1]})
    assert [code for code, _ in codes(gone)] == ["accepted_row_gone"]
    more = {**networks[0], "network": "other", "network_other": "Yeni Ağ"}
    came = sent_again(home, definition, {**rows, "networks": [*networks, more]})
    assert [code for code, _ in codes(came)] == ["row_not_open"]


def test_a_sheet_is_opened_for_new_rows(home: Path, definition: Definition, counted: str) -> None:
    reviewed(home, definition, counted, ("networks", NEW_ROW))
    rows = dict(good_rows(definition))
    more = {**rows["networks"][0], "network": "other", "network_other": "Yeni Ağ"}
    assert codes(sent_again(home, definition, {**rows, "networks": [*rows["networks"], more]})) == []


def test_a_corrected_report_that_counts_leaves_what_was_accepted_as_it_was(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted, E11)
    corrected = confirmed(home, definition, sent_again(home, definition, actions_I2=70))
    # The returned row stays open until the correction is accepted; everything else is closed as before.
    assert codes(sent_again(home, definition, actions_I2=72)) == []
    again = sent_again(home, definition, actions_I2=70, actions_I3=75)
    assert codes(again) == [("accepted_row_changed", "I3")]
    close(home, corrected, "o@example.org")
    publish(home, definition)
    assert codes(sent_again(home, definition, actions_I2=72)) == [("accepted_row_changed", "I2")]


def test_taking_a_report_back_does_not_open_what_was_accepted(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted)
    decide(home, definition, counted, "withdrawn", "a@example.org", "Yanlış")
    publish(home, definition)
    assert codes(sent_again(home, definition, actions_I3=75)) == [("accepted_row_changed", "I3")]


def test_a_file_that_waited_while_the_review_was_closed_does_not_slip_past_it(
    home: Path, definition: Definition, counted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    changed, same = sent_again(home, definition, actions_I3=75), sent_again(home, definition)
    assert codes(changed) == codes(same) == []
    reviewed(home, definition, counted, E11)
    with pytest.raises(HeldError) as refused:
        decide(home, definition, changed.id, "confirmed", "a@example.org")
    assert [(p.code, p.cell) for p in refused.value.problems] == [("accepted_row_changed", "I3")]
    assert main(["confirm", changed.id, "--data", str(home)]) == 1
    assert "Eylemler!I3" in capsys.readouterr().out
    at = open_page("submit", role="department:antalya", id=changed.id)
    at.button(key="confirm").click().run()
    assert not at.exception
    assert [e.value for e in at.error if "inceleme bitti" in e.value and "I3" in e.value]
    decide(home, definition, same.id, "confirmed", "a@example.org")
    assert row_state(home, definition, same.id) == "counted"


def row_state(home: Path, definition: Definition, submission_id: str) -> str:
    return state_of(publish(home, definition), submission_id)


def confirmed(home: Path, definition: Definition, receipt: Submitted) -> str:
    confirm_new(Archive(home), receipt, "a@example.org", receipt.at + timedelta(seconds=1))
    publish(home, definition)
    return receipt.id


TWO = [COOPERATION[0], {**COOPERATION[0], "description": "İkinci satır.", "expires_on": None}]
FIRST, SECOND = (("cooperation", f"{fold(COOPERATION[0]['topic'])}#{turn}") for turn in (1, 2))


@pytest.mark.parametrize(
    ("returned", "now", "found"),
    [
        ((), TWO, []),
        ((), TWO[::-1], []),  # the order of the rows says nothing
        ((), TWO[:1], ["accepted_row_gone"]),
        ((FIRST,), TWO[1:], []),  # returned, and taken out
        ((FIRST,), TWO[:1], ["accepted_row_changed"] * 2),  # the other one was taken out
        ((FIRST,), [{**TWO[0], "description": "Yeni."}, TWO[1]], []),
        ((FIRST,), [TWO[1], {**TWO[0], "description": "Yeni."}], []),
        ((SECOND,), [TWO[0], {**TWO[1], "description": "Yeni."}], []),
        ((FIRST,), [*TWO, {**TWO[0], "description": "Üçüncü."}], ["row_not_open"]),
    ],
)
def test_rows_of_one_name_are_told_apart_by_what_they_say(
    home: Path, definition: Definition, returned: Any, now: Any, found: list[str]
) -> None:
    first = sent_again(home, definition, {**good_rows(definition), "cooperation": TWO})
    reviewed(home, definition, confirmed(home, definition, first), *returned)
    receipt = sent_again(home, definition, {**good_rows(definition), "cooperation": now})
    assert [code for code, _ in codes(receipt)] == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_message_says_what_to_put_back(
    home: Path, definition: Definition, counted: str, language: Language
) -> None:
    reviewed(home, definition, counted)
    rows = dict(good_rows(definition))
    network = {**rows["networks"][0], "attended": None, "membership_status": "observer"}
    held = sent_again(home, definition, {**rows, "networks": [network, *rows["networks"][1:]]})
    said = [message(p, definition, language) for p in held.problems if p.code == "accepted_row_changed"]
    name, was = (
        definition.lists[key].label(str(rows["networks"][0][column])).tr
        for key, column in (("networks", "network"), ("membership_statuses", "membership_status"))
    )
    assert any(one.expected == was and f"“{name}”" in one.message for one in said)
    assert not [one for one in said if " ." in one.message or not one.found]


def test_a_draft_is_not_reviewed(home: Path) -> None:
    sent = [r for r in Archive(home).receipts() if isinstance(r, Submitted)]
    (draft,) = [r.id for r in sent if r.city == "mersin"]
    at = open_page("submit", role="organizer", id=draft, state={"review": True})
    assert not [b for b in at.button if (b.key or "").startswith("review_")]


def test_another_workshop_and_another_city_are_not_held(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted)
    workbook = changed_workbook(lambda _: None, city="izmir", actions_I2=70)
    assert (
        submit(home, definition, workbook, "izmir.xlsx", "i@example.org").receipt.acceptance == "acceptable"
    )


def test_the_notes_stand_in_the_next_workbook(home: Path, definition: Definition, counted: str) -> None:
    reviewed(home, definition, counted, E21, ("networks", NEW_ROW))
    book = load_workbook(io.BytesIO(prefilled_template(home, definition, "antalya", "3").data))
    actions, networks = (book[definition.workbook.sheet(key).name.tr] for key in ("actions", "networks"))
    cell = next(c for (c, *_) in actions.iter_rows(min_row=2) if c.value == "E-2.1")
    assert NOTE in cell.comment.text
    assert cell.fill.fgColor.rgb.endswith("FFF2CC")
    noted = [c.coordinate for row in actions.iter_rows(min_row=2) for c in row if c.comment]
    assert noted == [cell.coordinate]
    free = [c for row in networks.iter_rows(min_row=2) for c in row if c.comment]
    assert [(c.value, NOTE in c.comment.text) for c in free] == [(None, True)]


def test_the_notes_stand_in_the_slice_of_the_unit_too(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted, E21)
    unit = "Dış İlişkiler Dairesi Başkanlığı"
    book = load_workbook(io.BytesIO(slice_template(home, definition, "antalya", "3", unit)))
    sheet = book[definition.workbook.sheet("actions").name.tr]
    noted = [c for row in sheet.iter_rows(min_row=2) for c in row if c.comment]
    assert [(c.value, NOTE in c.comment.text) for c in noted] == [("E-2.1", True)]


def test_a_workbook_with_notes_is_read_like_any_other(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted, E21, ("networks", NEW_ROW))
    data = prefilled_template(home, definition, "antalya", "3").data
    receipt = submit(home, definition, data, "antalya.xlsx", "a@example.org").receipt
    assert codes(receipt) == []


def test_an_organizer_returns_rows_on_the_page_and_the_city_is_told(home: Path, counted: str) -> None:
    at = open_page("submit", role="organizer", id=counted, state={"review": True})
    at.selectbox(key="review_sheet").set_value("actions").run()
    at.multiselect(key="review_rows_actions").set_value([E11]).run()
    at.button(key="review_give_back").click().run()
    assert [e.value for e in at.error] == ["Satır seçin ve ne düzeltileceğini yazın."]
    at.text_area(key="review_note").set_value(NOTE)
    at.button(key="review_give_back").click().run()
    at.button(key="review_close").click().run()
    assert not at.exception
    for place in ({"id": counted}, {"city": "antalya"}):
        theirs = open_page("submit", role="department:antalya", **place)
        assert NOTE in words(theirs)
        assert [w.value for w in theirs.warning if "1 satırı geri gönderdi" in w.value]
        assert not [b for b in theirs.button if b.key == "review_give_back"]
    closed = open_page("submit", role="department:antalya", id=counted)
    assert [s.value for s in closed.success if "dışındaki satırlar kabul edildi" in s.value]


def test_a_city_does_not_review_itself(home: Path, counted: str) -> None:
    at = open_page("submit", role="department:antalya", id=counted, state={"review": True})
    assert not [b for b in at.button if (b.key or "").startswith("review_")]


def test_whom_to_chase_includes_those_who_have_rows_to_correct(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted, E11, E21, ("networks", NEW_ROW))
    board = open_page("workshop", workshop="3").dataframe[0].value
    said = dict(zip(board["Şehir"], board["Bildirim"], strict=True))
    assert said["Antalya"].endswith("sayıldı · 3 satır düzeltilecek")
    assert list(said)[-2:] == ["Antalya", "Ankara"]  # delivered, but something is still to do
    letter = open_page("workshop", workshop="3", ask="antalya").code[0].value
    assert "(Eylemler 2, Ağlar 1)" in letter
    assert "düzeltilmesi isteniyor" in letter
    assert format.plain("geri gönderdi: 3 (Eylemler 2") in words(open_page("overview", workshop="3"))


def test_nobody_is_chased_for_what_was_corrected(home: Path, definition: Definition, counted: str) -> None:
    reviewed(home, definition, counted, E11)
    confirmed(home, definition, sent_again(home, definition, actions_I2=70))
    assert not returned("3")
    letter = open_page("workshop", workshop="3", ask="antalya").code[0].value
    assert "alındı ve sayıldı" in letter


def test_the_log_says_which_row_of_which_city_went_back(home: Path, counted: str) -> None:
    give_back(home, counted, E11, "E-1.1", NOTE, "o@example.org")
    take_as_it_is(home, counted, E11, "E-1.1", "o@example.org")
    close(home, counted, "o@example.org")
    done = Activity(home).all()[:3]
    assert [d.deed for d in done] == ["review_closed", "review_accepted", "review_returned"]
    assert {d.city for d in done} == {"antalya"}
    assert done[-1].about == f"{counted} · actions · E-1.1"


def test_a_cell_of_an_accepted_row_that_cannot_be_read_is_one_error(
    home: Path, definition: Definition, counted: str
) -> None:
    reviewed(home, definition, counted, E21)
    assert codes(sent_again(home, definition, actions_I2="çok")) == [("not_a_number", "I2")]
    assert codes(sent_again(home, definition, actions_A2="ilk")) == [("bad_code", "A2")]
    assert codes(sent_again(home, definition, actions_C2="Başka")) == [("accepted_row_changed", "C2")]
