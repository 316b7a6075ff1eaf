"""The invented action plan of a city, as it stands on any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from etl.sample.courses import Course
from etl.sample.words import Row, words

_LISTED_FROM = (date(2023, 1, 1),) * 8 + (date(2024, 1, 1),) * 3 + (date(2024, 7, 1),)


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes the plan: the foreign-relations unit, and whether it gives its actions weights."""

    unit: str
    weighs: bool


@dataclass(frozen=True, slots=True)
class Action:
    """One action: what does not change of it, and its course."""

    code: str
    theme: str
    name: str
    unit: str
    institutions: tuple[str, ...]
    indicator: str | None
    budget_try: float | None
    weight: float | None
    listed_from: date
    course: Course
    reason: str


def plan(count: int, courses: Iterator[Course], office: Office, rng: Random) -> tuple[Action, ...]:
    """`count` actions spread over the themes, each with its course."""
    themes = words("plan")["theme"]
    named = {t["code"]: rng.sample(t["actions"], len(t["actions"])) for t in themes}
    rounds = [
        (theme, place)
        for place in range(min(len(actions) for actions in named.values()))
        for theme in rng.sample(themes, len(themes))
    ]
    made = [
        _action(theme, place, named[theme["code"]][place], next(courses), office, rng)
        for theme, place in rounds[:count]
    ]
    return tuple(sorted(made, key=lambda a: a.code))


def _action(
    theme: dict[str, Any], place: int, named: Sequence[str], course: Course, office: Office, rng: Random
) -> Action:
    name, indicator = named
    known = words("plan")
    return Action(
        code=f"E-{theme['code']}.{place + 1}",
        theme=theme["code"],
        name=name,
        unit=theme["unit"] or office.unit,
        institutions=tuple(rng.sample(known["institutions"], rng.randint(0, 3))),
        indicator=indicator or None,
        budget_try=rng.choice((None, rng.randint(2, 80) * 50_000)),
        weight=rng.choice((1, 1, 2, 3)) if office.weighs else None,
        listed_from=min(rng.choice(_LISTED_FROM), course.start),
        course=course,
        reason=rng.choice(known["reasons"][course.why]),
    )


def action_rows(held: Sequence[Action], day: date) -> list[Row]:
    return [_row(a, day) for a in held if a.listed_from <= day]


def _row(a: Action, day: date) -> Row:
    course, status = a.course, _status(a.course, day)
    end = course.new_end if course.new_end and course.postponed_on <= day else course.end
    overdue = end < day and status not in ("completed", "cancelled")
    return {
        "action_code": a.code,
        "theme": a.theme,
        "action_name": a.name,
        "responsible_unit": a.unit,
        "cooperating_institutions": a.institutions or None,
        "start_date": course.start,
        "end_date": end,
        "status": status,
        "progress_pct": _progress(course, day),
        "indicator_code": a.indicator,
        "budget_try": a.budget_try,
        "weight": a.weight,
        "deviation_reason": a.reason if overdue or status in ("postponed", "cancelled") else None,
    }


def _status(course: Course, day: date) -> str:
    if course.cancelled_on <= day:
        return "cancelled"
    if course.postponed_on <= day:
        return "postponed"
    progress = _progress(course, day)
    return "completed" if progress == 100 else "in_progress" if progress else "not_started"


def _progress(course: Course, day: date) -> int:
    """In steps of five, on the straight line from start to done; it stops when an action is put off."""
    day = min(day, course.cancelled_on, course.postponed_on)
    if not course.begun or day < course.start:
        return 0
    if day >= course.done_on:
        return 100
    share = (day - course.start).days / (course.done_on - course.start).days
    return min(95, max(5, round(share * 20) * 5))
