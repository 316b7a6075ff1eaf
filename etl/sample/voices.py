"""What a city says in words: challenges, good practices, offers and needs, its situation."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from etl.sample.words import Row, words

_COURSE = ("open", "in_solution", "solved")  # of a challenge, from workshop to workshop


def challenges(rng: Random) -> list[dict[str, Any]]:
    """Those of one city; the first is there from the start, the others come one by one."""
    return rng.sample(words("voices")["challenge"], rng.randint(2, 5))


def challenge_rows(met: Sequence[dict[str, Any]], workshop_place: int) -> list[Row]:
    """`workshop_place`: 0 is the first workshop."""
    rows: list[Row] = []
    for place, challenge in enumerate(met[: workshop_place + 2]):
        age = max(0, workshop_place - max(0, place - 1))
        rows.append(
            {
                "challenge": challenge["text"],
                "category": challenge["category"],
                "severity": challenge["severity"],
                "solution": challenge["solution"] or None,
                "solution_status": _COURSE[min(age, 2)] if challenge["solution"] else "open",
                "support_expected": challenge["support"] or None,
            }
        )
    return rows


def good_practice_rows(city: str, workshop_place: int) -> list[Row]:
    return [
        {
            "title": told["title"],
            "theme": told["theme"],
            "summary": told["summary"],
            "shared": told["shared"],
            "numeric_result": told["result"] or None,
            "adaptability": told["adaptability"],
        }
        for told in words("voices")["good_practice"]
        if told["city"] == city and told["workshop"] <= workshop_place + 1
    ]


def cooperation_rows(city: str, workshop_place: int) -> list[Row]:
    return [
        {
            "direction": wish["direction"],
            "topic": wish["topic"],
            "description": wish["description"],
            "theme": wish.get("theme"),
            "target_programme": wish.get("programme"),
            "expires_on": wish.get("expires_on"),
        }
        for wish in words("voices")["cooperation"]
        if wish["city"] == city and wish["workshop"] <= workshop_place + 1
    ]


def situation(workshop_place: int) -> str:
    told = words("voices")["situation"]
    text: str = told[min(workshop_place, len(told) - 1)]
    return text
