"""The invented sister cities and protocols of a city, as they stand on any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from etl.sample.days import any_day, later
from etl.sample.words import Row, draw, words

_KINDS = ("sister_city",) * 15 + ("protocol",) * 4 + ("letter_of_intent",)
_THEMES = ("3", "4", "5", "6", "6", "7", None)
_SHORTEST_DAYS, _LONGEST_DAYS = 90, 230  # the time a ministry's permission takes
_LAST_DAY = date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class Partnership:
    kind: str
    city: str
    country: str
    decided_on: date
    approved_on: date
    standing: str  # once approved: active, passive or suspended
    ended_on: date | None
    joint_activities: tuple[date, ...]
    theme: str | None


def partnerships(city: str, size: str, rng: Random) -> tuple[Partnership, ...]:
    """As many as a city of this size has at the end, the ones it is known for first."""
    signature = words("cities")[city]["signature"]
    named = {name for name, _ in signature}
    others = [place for place in words("places")["partners"] if place[0] not in named]
    count = int(draw(rng, size, "partnerships"))
    drawn = rng.sample(others, count - len(signature))
    return tuple(
        _partnership(place, number, number < len(signature), rng)
        for number, place in enumerate([*signature, *drawn])
    )


def _partnership(place: Sequence[str], number: int, signature: bool, rng: Random) -> Partnership:
    decided = _decided_on(number, signature, rng)
    approved = later(decided, rng.randint(_SHORTEST_DAYS, _LONGEST_DAYS))
    # A young partnership is alive; of the old ones some sleep.
    standing = (
        "active"
        if signature or decided.year >= 2021
        else rng.choice(("active",) * 7 + ("passive", "passive", "suspended"))
    )
    return Partnership(
        kind="sister_city" if signature else rng.choice(_KINDS),
        city=place[0],
        country=place[1],
        decided_on=decided,
        approved_on=approved,
        standing=standing,
        ended_on=any_day(rng, date(2023, 6, 1), date(2024, 10, 1))
        if decided.year < 2000 and rng.random() < 0.05
        else None,
        joint_activities=_activities(approved, standing, rng),
        theme=rng.choice(_THEMES),
    )


def _decided_on(number: int, signature: bool, rng: Random) -> date:
    if number == 0:  # every city has one that the permission time can be reckoned from
        return any_day(rng, date(2021, 2, 1), date(2022, 2, 1))
    if not signature and rng.random() < 0.24:
        return any_day(rng, date(2022, 9, 1), date(2024, 11, 15))
    return any_day(rng, date(1988, 1, 1), date(2022, 3, 1))


def _activities(approved: date, standing: str, rng: Random) -> tuple[date, ...]:
    if standing != "active":
        return (any_day(rng, approved, date(2021, 6, 1)),) if approved.year < 2020 else ()
    gaps = (90, 330) if rng.random() < 0.6 else (330, 900)
    days = []
    day = max(approved, any_day(rng, date(2020, 6, 1), date(2021, 12, 31)))
    while (day := later(day, rng.randint(*gaps))) <= _LAST_DAY:
        days.append(day)
    return tuple(days)


def partnership_rows(held: Sequence[Partnership], day: date) -> list[Row]:
    return [_row(p, day) for p in held if p.decided_on <= day]


def signed(held: Sequence[Partnership], first: date, last: date) -> int:
    """How many new ones came into force in these days."""
    return sum(first <= p.approved_on <= last for p in held)


def _row(p: Partnership, day: date) -> Row:
    row: Row = {
        "partnership_type": p.kind,
        "partner_city": p.city,
        "country": p.country,
        "partnership_status": _status(p, day),
        "council_decided_on": p.decided_on,
        "priority_theme": p.theme,
    }
    if p.approved_on <= day:
        row["ministry_approved_on"] = p.approved_on
    row["last_joint_activity_on"] = max((d for d in p.joint_activities if d <= day), default=None)
    return row


def _status(p: Partnership, day: date) -> str:
    if day < p.approved_on:
        return "awaiting_approval"
    return "ended" if p.ended_on and p.ended_on <= day else p.standing
