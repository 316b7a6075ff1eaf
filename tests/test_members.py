"""Organizers say who may come in, and everybody can see later who said so."""

from __future__ import annotations

import contextlib
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from definition import Definition
from etl.access.members import MemberError, Members

AT = datetime(2025, 2, 1, 9, tzinfo=UTC)


def file_in(home: Path) -> Path:
    return home / "archive" / "access" / "members.jsonl"


def test_a_member_is_known_by_address_whatever_its_capitals(tmp_path: Path, definition: Definition) -> None:
    Members(tmp_path).put(definition, " Ayse@Antalya.bel.tr ", "department", ["antalya"], "yerel", at=AT)
    found = Members(tmp_path).of("AYSE@antalya.BEL.tr")
    assert (found.who, found.role, found.cities) == ("ayse@antalya.bel.tr", "department", {"antalya"})


def test_whoever_is_no_member_has_no_role(tmp_path: Path) -> None:
    assert Members(tmp_path).of("biri@example.org").role is None
    assert Members(tmp_path).of("").role is None


def test_the_newest_change_holds_and_the_history_keeps_all_of_them(
    tmp_path: Path, definition: Definition
) -> None:
    members = Members(tmp_path)
    members.put(definition, "o@example.org", "organizer", [], "yerel", at=AT)
    members.put(definition, "a@example.org", "department", ["izmir", "antalya"], "o@example.org", at=AT)
    members.put(definition, "a@example.org", "leadership", [], "o@example.org", at=AT)
    assert members.of("a@example.org").role == "leadership"
    members.remove("a@example.org", "o@example.org", at=AT)
    assert members.of("a@example.org").role is None
    changes = [(c.address, c.role, c.cities, c.by) for c in members.history()]
    assert changes[1:] == [
        ("a@example.org", "department", ("antalya", "izmir"), "o@example.org"),
        ("a@example.org", "leadership", (), "o@example.org"),
        ("a@example.org", None, (), "o@example.org"),
    ]


@pytest.mark.parametrize(
    ("address", "role", "cities", "code"),
    [
        ("ayse", "organizer", [], "address"),
        ("a b@c.d", "organizer", [], "address"),
        ("a@b.c" + "d" * 200, "organizer", [], "address"),
        ("a@example.org", "mayor", [], "role"),
        ("a@example.org", "department", ["atlantis"], "city"),
        ("a@example.org", "department", [], "no_city"),
    ],
)
def test_a_member_that_makes_no_sense_is_refused(
    tmp_path: Path, definition: Definition, address: str, role: str, cities: list[str], code: str
) -> None:
    with pytest.raises(MemberError) as refused:
        Members(tmp_path).put(definition, address, role, cities, "yerel")
    assert refused.value.code == code
    assert not file_in(tmp_path).exists()


def test_the_last_organizer_stays(tmp_path: Path, definition: Definition) -> None:
    members = Members(tmp_path)
    members.put(definition, "o@example.org", "organizer", [], "yerel")
    with pytest.raises(MemberError, match="last_organizer"):
        members.remove("o@example.org", "o@example.org")
    with pytest.raises(MemberError, match="last_organizer"):
        members.put(definition, "o@example.org", "leadership", [], "o@example.org")
    members.put(definition, "p@example.org", "organizer", [], "o@example.org")
    members.remove("o@example.org", "p@example.org")
    assert [m.address for m in members.all()] == ["p@example.org"]


def test_the_first_organizer_comes_from_the_settings_and_cannot_be_locked_out(
    tmp_path: Path, definition: Definition
) -> None:
    members = Members(tmp_path, "Ilk@Example.org")
    assert members.of("ilk@example.org").role == "organizer"
    members.put(definition, "ilk@example.org", "leadership", [], "o@example.org")
    assert members.of("ilk@example.org").role == "organizer"
    assert Members(tmp_path).of("ilk@example.org").role == "leadership"


def test_a_line_that_a_power_cut_left_unfinished_harms_no_other(
    tmp_path: Path, definition: Definition
) -> None:
    members = Members(tmp_path)
    members.put(definition, "o@example.org", "organizer", [], "yerel")
    with file_in(tmp_path).open("ab") as file:
        file.write(b'{"address": "yarim')
    members.put(definition, "p@example.org", "organizer", [], "yerel")
    assert [m.address for m in members.all()] == ["o@example.org", "p@example.org"]
    assert len(list(members.history())) == 2


def test_a_name_stays_until_another_is_given(tmp_path: Path, definition: Definition) -> None:
    members = Members(tmp_path)
    members.put(definition, "a@example.org", "leadership", [], "o@example.org", "Ayşe Yılmaz")
    members.put(definition, "a@example.org", "organizer", [], "o@example.org")
    assert [c.name for c in members.all()] == ["Ayşe Yılmaz"]
    members.put(definition, "a@example.org", "organizer", [], "o@example.org", "")
    assert [c.name for c in members.all()] == [""]


def test_two_organizers_who_remove_each_other_do_not_lock_everybody_out(
    tmp_path: Path, definition: Definition
) -> None:
    both = ("o@example.org", "p@example.org")
    for attempt in range(10):
        members = Members(tmp_path / str(attempt))
        for address in both:
            members.put(definition, address, "organizer", [], "yerel")
        ready = threading.Barrier(2)

        def remove(address: str, members: Members = members, ready: threading.Barrier = ready) -> None:
            ready.wait()
            with contextlib.suppress(MemberError):
                members.remove(address, "yerel")

        threads = [threading.Thread(target=remove, args=(address,)) for address in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [c.role for c in members.all()] == ["organizer"]
