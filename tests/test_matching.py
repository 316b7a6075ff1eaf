"""Which matches are proposed first, which wait, and by what is one remembered?"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.cooperation.board import board
from ui.cooperation.followed import busy, decisions, left_open
from ui.matching import AT_MOST, Pair, Wish, alive, key_of, pairs, proposed

TODAY = date(2025, 2, 20)
CITIES = ("antalya", "izmir", "ankara", "bursa", "mersin", "mugla")
COLUMNS = [
    *("workshop", "topic", "offer_city", "offer_submission_id", "offer_row", "offer_text", "offer_cell"),
    *("need_city", "need_submission_id", "need_row", "need_text", "need_cell", "need_theme"),
    *("need_programme", "rank", "reasons", "expires_on"),
]


def pair(
    offer: str = "antalya",
    need: str = "izmir",
    rank: int = 4,
    until: date | None = None,
    text: str = "Eğitim",
) -> Pair:
    one, other = Wish(offer, text), Wish(need, "Arıyoruz")
    key = key_of("3", "training", one, other)
    return Pair(key, "3", "training", one, other, rank, ("topic",), None, None, until)


def view(*found: Pair) -> pd.DataFrame:
    """As the view answers."""
    lines = [
        (
            *(p.workshop, p.topic, p.offer.city, "s1", n, p.offer.text, f"C{n}"),
            *(p.need.city, "s2", n, p.need.text, f"C{n}", None),
            *(None, p.rank, ";".join(p.reasons), pd.Timestamp(p.expires_on) if p.expires_on else pd.NaT),
        )
        for n, p in enumerate(found, 3)
    ]
    return pd.DataFrame(lines, columns=COLUMNS)


def records(*told: tuple[Pair, str], workshop: str = "3") -> pd.DataFrame:
    """The last one told is the newest, and comes first as in ui/cooperation/views.py."""
    lines = [
        {
            "match_key": p.key,
            "record_id": f"r{n}",
            "recorded_at": datetime(2025, 2, n + 1),
            "who": "deneme",
            "state": state,
            "reason": None,
            "workshop": workshop,
            "topic": p.topic,
            **{"offer_city": p.offer.city, "offer_text": p.offer.text},
            **{"need_city": p.need.city, "need_text": p.need.text},
        }
        for n, (p, state) in enumerate(told)
    ]
    columns = ["match_key", "record_id", "recorded_at", "who", "state", "reason", "workshop", "topic"]
    return pd.DataFrame(lines[::-1], columns=[*columns, "offer_city", "offer_text", "need_city", "need_text"])


some_pairs = st.lists(
    st.tuples(st.sampled_from(CITIES), st.sampled_from(CITIES), st.integers(1, 4)).filter(
        lambda told: told[0] != told[1]
    ),
    max_size=40,
).map(lambda told: [pair(o, n, rank, text=f"Metin {i}") for i, (o, n, rank) in enumerate(told)])
some_load = st.dictionaries(st.sampled_from(CITIES), st.integers(0, 5))


@given(some_pairs, some_load)
def test_no_city_is_proposed_more_matches_than_it_can_follow_up(
    found: list[Pair], load: dict[str, int]
) -> None:
    now, _ = proposed(found, load)
    after = Counter(code for p in now for code in p.cities)
    assert all(load.get(code, 0) + n <= AT_MOST for code, n in after.items())


@given(some_pairs, some_load)
def test_every_match_is_proposed_or_waits_and_none_loses_its_place(
    found: list[Pair], load: dict[str, int]
) -> None:
    now, waiting = proposed(found, load)
    place = {p.key: n for n, p in enumerate(found)}
    assert sorted([*now, *waiting], key=lambda p: place[p.key]) == found
    for part in (now, waiting):
        assert [place[p.key] for p in part] == sorted(place[p.key] for p in part)


@given(some_pairs, some_load)
def test_a_match_waits_only_for_those_before_it(found: list[Pair], load: dict[str, int]) -> None:
    """A city of it has its hands full with what ranks before, never with what comes after."""
    now, waiting = proposed(found, load)
    place = {p.key: n for n, p in enumerate(found)}
    for held in waiting:
        before = Counter(load)
        before.update(code for p in now if place[p.key] < place[held.key] for code in p.cities)
        assert any(before[code] >= AT_MOST for code in held.cities)


def test_the_fourth_match_of_a_city_lets_the_others_go_first() -> None:
    istanbul = [pair("istanbul", need, 2) for need in ("antalya", "izmir", "ankara", "bursa")]
    now, waiting = proposed([*istanbul, pair("mersin", "mugla", 2)], {})
    assert [p.cities for p in now] == [
        *(("istanbul", "antalya"), ("istanbul", "izmir"), ("istanbul", "ankara"), ("mersin", "mugla"))
    ]
    assert [p.cities for p in waiting] == [("istanbul", "bursa")]


def test_the_closest_comes_first_then_the_nearest_deadline_then_the_alphabet() -> None:
    late, soon = date(2027, 1, 1), date(2026, 1, 1)
    expected = [
        pair("izmir", "bursa", 1),
        pair("izmir", "ankara", 2, soon),
        pair("ankara", "izmir", 2, late),
        pair("istanbul", "izmir", 2),
        pair("izmir", "istanbul", 2),
    ]
    assert [p.key for p in pairs(view(*expected[::-1]))] == [p.key for p in expected]


def test_the_last_day_still_counts() -> None:
    kept = [pair(until=until) for until in (date(2025, 2, 19), TODAY, date(2025, 2, 21), None)]
    assert [p.expires_on for p in alive(kept, TODAY)] == [TODAY, date(2025, 2, 21), None]


def test_the_same_words_twice_in_a_list_are_one_match() -> None:
    assert len(pairs(view(pair(), pair()))) == 1


def test_a_match_is_remembered_wherever_its_rows_move_and_however_they_are_spelled() -> None:
    first = key_of("3", "training", Wish("antalya", "EĞİTİM  veririz.", "s1", 3), Wish("izmir", "Arıyoruz"))
    moved = key_of("3", "training", Wish("antalya", "Eğitim veririz", "s9", 8), Wish("izmir", "arıyoruz"))
    assert first == moved


@pytest.mark.parametrize(
    "other",
    [
        ("2", "training", Wish("antalya", "a"), Wish("izmir", "b")),
        ("3", "other", Wish("antalya", "a"), Wish("izmir", "b")),
        ("3", "training", Wish("ankara", "a"), Wish("izmir", "b")),
        ("3", "training", Wish("antalya", "a"), Wish("bursa", "b")),
        ("3", "training", Wish("antalya", "c"), Wish("izmir", "b")),
        ("3", "training", Wish("antalya", "a"), Wish("izmir", "c")),
    ],
)
def test_another_workshop_city_topic_or_text_is_another_match(other: tuple[str, str, Wish, Wish]) -> None:
    assert key_of("3", "training", Wish("antalya", "a"), Wish("izmir", "b")) != key_of(*other)


def test_the_newest_record_holds_and_the_earlier_ones_are_history() -> None:
    (known,) = decisions(records((pair(), "accepted"), (pair(), "took_place"))).values()
    assert known.state == "took_place"
    assert [entry.state for entry in known.entries] == ["took_place", "accepted"]


@pytest.mark.parametrize(
    ("state", "is_left"),
    [
        *(("accepted", True), ("still_open", True), ("declined", False)),
        *(("took_place", False), ("came_to_nothing", False)),
    ],
)
def test_what_was_accepted_is_open_until_its_outcome_is_written(state: str, is_left: bool) -> None:
    known = decisions(records((pair(), state), workshop="2")).values()
    assert len(left_open(known, {"1", "2"})) == is_left
    assert left_open(known, {"1"}) == []
    assert busy(known)["antalya"] == is_left


def test_a_match_stands_on_the_board_once() -> None:
    found = [pair(text="a"), pair(text="b"), pair(text="c", until=date(2025, 1, 1)), pair(text="d")]
    shown = board(view(*found), records((found[1], "declined")), "3", set(), TODAY)
    assert [s.pair and s.pair.offer.text for s in shown.own] == ["a", "d", "b", "c"]
    assert [s.state for s in shown.own] == ["proposed", "proposed", "declined", "expired"]


def test_what_a_city_has_accepted_counts_as_its_load() -> None:
    found = [pair(text=letter) for letter in "abcde"]
    shown = board(view(*found), records((found[0], "accepted"), (found[1], "declined")), "3", set(), TODAY)
    assert (len(shown.now), len(shown.waiting)) == (2, 1)


def test_a_decision_outlives_the_rows_it_was_about() -> None:
    shown = board(view(), records((pair(), "accepted")), "3", set(), TODAY)
    (left,) = shown.decided
    assert (left.pair, left.of.offer.text) == (None, "Eğitim")
