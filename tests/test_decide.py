"""Everybody sees and does what is theirs: the whole table, written out a second time by hand."""

from __future__ import annotations

import pytest

from etl.access.decide import ACTIONS, PAGES, ROLES, Visitor, decide, may_open

WRITTEN = """
               department leadership organizer
overview       yes        yes        yes
city           yes        yes        yes
indicators     yes        yes        yes
actions        yes        yes        yes
compare        yes        yes        yes
cooperation    yes        yes        yes
definitions    yes        yes        yes
workshop       no         yes        yes
submit         yes        no         yes
manage         no         no         yes
upload         own        no         no
confirm        own        no         no
withdraw       own        no         no
read_submission own       no         yes
read_private   own        no         yes
read_homeless  no         no         yes
take_along     yes        yes        yes
match          no         no         yes
task           no         no         yes
supply         no         no         yes
freeze         no         no         yes
return_rows    no         no         yes
members        no         no         yes
workshops      no         no         yes
go_live        no         no         yes
activity       no         no         yes
"""
TABLE = {row.split()[0]: dict(zip(ROLES, row.split()[1:], strict=True)) for row in WRITTEN.split("\n")[2:-1]}
CITIES = {"department": frozenset({"antalya", "izmir"})}
CASES = [(role, what) for role in ROLES for what in TABLE]


def visitor(role: str) -> Visitor:
    return Visitor("a@example.org", role, CITIES.get(role, frozenset()))  # type: ignore[arg-type]


def test_nothing_is_missing_from_the_table() -> None:
    assert set(TABLE) == {*PAGES, *ACTIONS}


@pytest.mark.parametrize(("role", "what"), CASES)
def test_each_role_may_do_what_the_table_says(role: str, what: str) -> None:
    said = TABLE[what][role]
    if what in PAGES:
        assert may_open(visitor(role), what) is (said == "yes")
        return
    assert decide(visitor(role), what, "antalya") is (said != "no")
    assert decide(visitor(role), what, "bursa") is (said == "yes")
    assert decide(visitor(role), what) is (said != "no")


@pytest.mark.parametrize("somebody", [None, Visitor("a@example.org", None, frozenset({"antalya"}))])
def test_whoever_is_not_signed_in_or_no_member_may_do_nothing(somebody: Visitor | None) -> None:
    assert not any(may_open(somebody, page) for page in PAGES)
    assert not any(decide(somebody, action, city) for action in ACTIONS for city in (None, "antalya"))


def test_a_department_head_without_a_city_may_do_nothing_for_one() -> None:
    assert not decide(Visitor("a@example.org", "department"), "upload")
