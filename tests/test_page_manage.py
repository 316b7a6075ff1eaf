"""Organizers say who may come in, and read who did what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from definition import Definition
from etl.__main__ import main
from etl.access.activity import Activity
from etl.access.members import Members
from tests import opened
from tests.small_group import IN_TIME, open_page, words
from ui.handed_out import TAKE_ALONG, _noted
from ui.manage.activity import matching

group, home = opened.group, opened.own_home
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_an_organizer_makes_a_department_head_of_two_cities(home: Path) -> None:
    at = open_page("manage")
    at.text_input(key="member_address").set_value("Ayse@Antalya.bel.tr")
    at.text_input(key="member_name_").set_value("Ayşe")
    at.multiselect(key="member_cities_").set_value(["izmir", "antalya"])
    at.button(key="member_save").click().run()
    assert not at.exception
    assert Members(home).of("ayse@antalya.bel.tr").cities == {"antalya", "izmir"}
    assert "Daire başkanlığı: Antalya, İzmir" in words(at)


def test_a_department_head_without_a_city_is_refused_in_a_sentence(home: Path) -> None:
    at = open_page("manage")
    at.text_input(key="member_address").set_value("a@example.org")
    at.button(key="member_save").click().run()
    assert [e.value for e in at.error] == ["Daire başkanlığı rolü için en az bir şehir seçin."]
    assert Members(home).all() == []


def test_a_member_is_changed_and_taken_off_and_the_history_says_so(
    home: Path, definition: Definition
) -> None:
    Members(home).put(definition, "a@example.org", "leadership", [], "yerel")
    Members(home).put(definition, "o@example.org", "organizer", [], "yerel")
    at = open_page("manage")
    at.selectbox(key="member_of").set_value("a@example.org").run()
    at.radio(key="member_role_a@example.org").set_value("organizer").run()
    at.button(key="member_save").click().run()
    assert Members(home).of("a@example.org").role == "organizer"
    at.button(key="member_remove").click().run()
    assert Members(home).of("a@example.org").role is None
    assert [c.role for c in Members(home).history() if c.address == "a@example.org"] == [
        "leadership",
        "organizer",
        None,
    ]


def test_a_role_that_another_organizer_has_just_given_is_not_taken_back(
    home: Path, definition: Definition
) -> None:
    members = Members(home)
    members.put(definition, "a@example.org", "leadership", [], "yerel")
    at = open_page("manage")
    at.selectbox(key="member_of").set_value("a@example.org").run()
    members.put(definition, "a@example.org", "department", ["trabzon"], "another@example.org")
    at.text_input(key="member_name_a@example.org").set_value("Ayşe")
    at.button(key="member_save").click().run()
    assert [w.value for w in at.warning if "başka biri değiştirdi" in w.value]
    assert members.of("a@example.org").cities == {"trabzon"}
    at.text_input(key="member_name_a@example.org").set_value("Ayşe")
    at.button(key="member_save").click().run()
    assert not at.exception
    (kept,) = members.all()  # Trabzon takes part in no workshop, and is still theirs
    assert (kept.name, kept.role, kept.cities) == ("Ayşe", "department", ("trabzon",))


def test_nobody_but_an_organizer_opens_the_page(home: Path) -> None:
    for role in ("department:antalya", "leadership"):
        at = open_page("manage", role=role)
        assert [w.value for w in at.warning if "rolünüze açık değil" in w.value]
        assert "Üye ekle" not in words(at)


# ------------------------------------------------------------------ the log


def test_the_log_tells_of_receipts_members_and_downloads_together(home: Path, definition: Definition) -> None:
    Members(home).put(definition, "a@example.org", "leadership", [], "o@example.org", at=NOW)
    Activity(home).add("a@example.org", "took_along", "calistay-3.pdf", NOW + timedelta(hours=1))
    found = Activity(home).all()
    assert [(d.who, d.deed, d.about) for d in found[:2]] == [
        ("a@example.org", "took_along", "calistay-3.pdf"),
        ("o@example.org", "made_leadership", "a@example.org"),
    ]
    sent = [d for d in found if d.deed == "uploaded" and d.city == "antalya"]
    assert len(sent) == 3
    assert {d.at.date() for d in sent} == {IN_TIME.date()}
    assert sum(d.deed == "confirmed" for d in found) == 6


@pytest.mark.parametrize("typed", ["mugla", "MUĞLA", "muğla", "Muğla deneme"])
def test_the_log_is_searched_in_turkish(typed: str, home: Path) -> None:
    found = matching(Activity(home).all(), typed)
    assert set(found["Şehir"]) == {"Muğla"}


def test_whoever_takes_a_file_along_stands_in_the_log(home: Path) -> None:
    assert _noted(str(home), "a@example.org", "tablo.csv", lambda: b"x", TAKE_ALONG) == b"x"
    assert [(d.who, d.deed, d.about) for d in Activity(home).own()] == [
        ("a@example.org", "took_along", "tablo.csv")
    ]


def test_after_its_time_a_line_is_forgotten_and_receipts_stay(home: Path, definition: Definition) -> None:
    log, members = Activity(home), Members(home)
    log.add("a@example.org", "signed_in", at=NOW - timedelta(days=800))
    log.add("a@example.org", "signed_in", at=NOW - timedelta(days=10))
    for address in ("gone@example.org", "left@example.org", "here@example.org"):
        members.put(definition, address, "leadership", [], "o", at=NOW - timedelta(days=900))
    members.remove("gone@example.org", "o", at=NOW - timedelta(days=800))
    members.remove("left@example.org", "o", at=NOW - timedelta(days=10))
    receipts = [d for d in log.all() if d.deed == "uploaded"]
    assert log.forget_older_than(timedelta(days=730), "o", NOW) == 3
    assert [d.deed for d in log.own()] == ["signed_in", "forgot"]
    assert {c.address for c in members.history()} == {"left@example.org", "here@example.org"}
    assert [d for d in log.all() if d.deed == "uploaded"] == receipts


def test_members_and_the_log_are_kept_from_the_command_line(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put = ["members", "--put", "a@example.org", "--role", "department", "--city"]
    assert main([*put, "antalya"]) == 0
    assert main([*put, "atlantis", "--lang", "en"]) == 1
    assert main(["members", "--remove", "nobody@example.org", "--lang", "en"]) == 1
    assert main(["activity", "--search", "a@example.org"]) == 0
    said = capsys.readouterr().out
    assert "There is no city with the code “atlantis”." in said
    assert "nobody@example.org is no member." in said
    assert "komut satırı,made_department,a@example.org," in said
