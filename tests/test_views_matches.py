"""Which offer meets which request, who could help whom, and which projects are one?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows


def wish(rows: ViewRows, report: str, direction: str, topic: str = "training", **more: Any) -> int:
    return rows.row(report, "cooperation", direction=direction, topic=topic, **more)


def met(rows: ViewRows, columns: str = "offer_city, need_city") -> list[tuple[Any, ...]]:
    return rows(f"SELECT {columns} FROM cooperation_match ORDER BY rank, expires_on, offer_row, need_row")


def test_an_offer_meets_the_request_of_another_city_on_the_same_topic(rows: ViewRows) -> None:
    wish(rows, rows.report("antalya"), "offer", description="Eğitim veririz")
    wish(rows, rows.report("izmir"), "need", description="Eğitim arıyoruz")
    columns = (
        "workshop, topic, offer_city, offer_text, offer_cell, need_city, need_text, need_cell, reasons, rank"
    )
    assert met(rows, columns) == [
        ("3", "training", "antalya", "Eğitim veririz", "C3", "izmir", "Eğitim arıyoruz", "C3", "topic", 4)
    ]


@pytest.mark.parametrize(
    ("first", "second", "why_not"),
    [
        (("antalya", "offer", "training"), ("antalya", "need", "training"), "the same city"),
        (("antalya", "offer", "training"), ("izmir", "offer", "training"), "the same direction"),
        (("antalya", "need", "training"), ("izmir", "need", "training"), "the same direction"),
        (("antalya", "offer", "training"), ("izmir", "need", "staff_exchange"), "another topic"),
        (("antalya", "offer", None), ("izmir", "need", None), "no topic"),
    ],
)
def test_what_does_not_match(
    rows: ViewRows, first: tuple[str, str, Any], second: tuple[str, str, Any], why_not: str
) -> None:
    reports = {city: rows.report(city) for city in {first[0], second[0]}}
    for city, direction, topic in (first, second):
        wish(rows, reports[city], direction, topic)
    assert met(rows) == [], why_not


def test_a_draft_and_another_workshop_do_not_match(rows: ViewRows) -> None:
    wish(rows, rows.report("antalya"), "offer")
    wish(rows, rows.report("izmir", draft=True), "need")
    wish(rows, rows.report("izmir", "2"), "need")
    assert met(rows) == []


def test_the_same_theme_ranks_before_the_same_programme_and_that_before_the_topic_alone(
    rows: ViewRows,
) -> None:
    wish(rows, rows.report("antalya"), "offer", theme="4", target_programme="Ufuk Avrupa")
    need = rows.report("izmir")
    wish(rows, need, "need", theme="1", target_programme="IPA")
    wish(rows, need, "need", theme="1", target_programme=" UFUK AVRUPA ")
    wish(rows, need, "need", theme="4")
    wish(rows, need, "need", theme="4", target_programme="ufuk avrupa")
    assert met(rows, "need_row, rank, reasons") == [
        (6, 1, "topic;theme;programme"),
        (5, 2, "topic;theme"),
        (4, 3, "topic;programme"),
        (3, 4, "topic"),
    ]


def test_a_theme_or_programme_that_neither_named_is_nothing_in_common(rows: ViewRows) -> None:
    wish(rows, rows.report("antalya"), "offer", target_programme=" ")
    wish(rows, rows.report("izmir"), "need", target_programme="")
    assert met(rows, "same_theme, same_programme") == [(False, False)]


def test_programmes_are_compared_the_turkish_way(rows: ViewRows) -> None:
    wish(rows, rows.report("antalya"), "offer", target_programme="İNTERREG")
    wish(rows, rows.report("izmir"), "need", target_programme="Interreg")
    assert met(rows, "same_programme") == [(True,)]


@pytest.mark.parametrize(
    ("offer", "need", "expected"),
    [
        (date(2025, 5, 1), date(2025, 3, 1), date(2025, 3, 1)),
        (date(2025, 3, 1), date(2025, 5, 1), date(2025, 3, 1)),
        (None, date(2025, 3, 1), date(2025, 3, 1)),
        (date(2025, 3, 1), None, date(2025, 3, 1)),
        (None, None, None),
    ],
)
def test_a_match_ends_with_the_earlier_of_both_dates(
    rows: ViewRows, offer: date | None, need: date | None, expected: date | None
) -> None:
    wish(rows, rows.report("antalya"), "offer", expires_on=offer)
    wish(rows, rows.report("izmir"), "need", expires_on=need)
    assert met(rows, "expires_on") == [(expected,)]


def test_two_offers_and_two_requests_are_four_matches(rows: ViewRows) -> None:
    offers, needs = rows.report("antalya"), rows.report("izmir")
    for _ in range(2):
        wish(rows, offers, "offer")
        wish(rows, needs, "need")
    assert met(rows, "offer_row, need_row") == [(3, 3), (3, 4), (4, 3), (4, 4)]


def test_every_record_of_a_match_is_kept_with_its_words(rows: ViewRows) -> None:
    rows.record("match", "m1", 0, workshop="3", state="accepted", offer_text="Eğitim")
    rows.record("match", "m1", 5, workshop="3", state="took_place", reason="Ziyaret yapıldı")
    rows.record("task", "m1", 9, state="done")
    assert rows("SELECT state, reason, offer_text FROM match_record ORDER BY recorded_at") == [
        ("accepted", None, "Eğitim"),
        ("took_place", "Ziyaret yapıldı", None),
    ]


def challenge(rows: ViewRows, report: str, state: str | None, category: str = "visa", **more: Any) -> int:
    return rows.row(report, "challenges", category=category, solution_status=state, **more)


def test_a_city_counts_once_for_a_kind_of_challenge_however_many_it_names(rows: ViewRows) -> None:
    one, other = rows.report("antalya"), rows.report("izmir")
    challenge(rows, one, "open", severity="high")
    challenge(rows, one, "solved", severity="low")
    challenge(rows, other, "in_solution", severity="high")
    challenge(rows, other, None, "staff", severity="medium")
    counts = "cities, challenges, high, medium, low, unsolved, in_solution, solved"
    assert rows(f"SELECT category, {counts} FROM challenge_category ORDER BY category") == [
        ("staff", 1, 1, 0, 1, 0, 0, 0, 0),
        ("visa", 2, 3, 2, 0, 1, 1, 1, 1),
    ]


def test_who_solved_a_challenge_could_help_who_has_it_open(rows: ViewRows) -> None:
    one, other = rows.report("antalya"), rows.report("izmir")
    challenge(rows, one, "open", challenge="İzin uzun sürüyor", severity="high")
    challenge(rows, one, "solved", challenge="kendi çözdüğü")  # no help from oneself
    challenge(rows, other, "solved", challenge="izin uzun sürüyor", solution="Toplu randevu")
    challenge(rows, other, "solved", "staff", challenge="başka tür")
    challenge(rows, other, "in_solution", challenge="daha çözülmedi")
    columns = "city, challenge, helper_city, helper_row, helper_solution, same_challenge"
    assert rows(f"SELECT {columns} FROM challenge_help") == [
        ("antalya", "İzin uzun sürüyor", "izmir", 3, "Toplu randevu", True)
    ]


def test_projects_with_the_same_code_are_one_and_those_without_are_each_their_own(rows: ViewRows) -> None:
    one, other = rows.report("antalya"), rows.report("izmir")
    for report, code in ((one, "ab-1"), (other, " AB-1"), (one, ""), (other, None), (one, None)):
        rows.row(report, "projects", joint_project_code=code)
    counts = "count(DISTINCT project_key), count(*)"
    found = rows(f"SELECT joint_code, {counts} FROM project_once GROUP BY joint_code")
    assert sorted(found, key=str) == [("AB-1", 1, 2), (None, 3, 3)]
