"""The courses an invented action can take: done, late, put off, given up, never begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Literal

from etl.sample.days import any_day, later, month_end, month_start

_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Course:
    """What is planned and what happens. `done_on` may lie beyond what we watch: progress is on its way there.
    `why`: which kind of reason is given where one is expected."""

    start: date
    end: date
    done_on: date = _NEVER
    begun: bool = True
    postponed_on: date = _NEVER
    new_end: date | None = None
    cancelled_on: date = _NEVER
    why: Literal["overdue", "postponed", "cancelled"] = "overdue"


def courses(rng: Random) -> Iterator[Course]:
    """One action's course after another, endlessly, in the shares of a plan one year old."""
    while True:
        deck = [kind for kind, times in _CARDS.items() for _ in range(times)]
        rng.shuffle(deck)
        yield from (kind(rng) for kind in deck)


def _completed(rng: Random) -> Course:
    done = any_day(rng, date(2023, 9, 1), date(2024, 12, 20))
    start = month_start(rng, date(2022, 11, 1), date(2023, 6, 1))
    return Course(start, month_end(rng, done, later(done, 90)), done)


def _completed_late(rng: Random) -> Course:
    end = date(2023, 3, 31) if rng.random() < 0.4 else date(2024, 3, 31)
    return Course(date(2022, 6, 1), end, later(end, rng.randint(60, 200)))


def _in_progress(rng: Random) -> Course:
    end = month_end(rng, date(2025, 3, 1), date(2026, 12, 1))
    start = month_start(rng, date(2023, 2, 1), date(2024, 9, 1))
    return Course(start, end, later(end, rng.randint(-60, 200)))


def _overdue(rng: Random) -> Course:
    start = month_start(rng, date(2022, 11, 1), date(2023, 9, 1))
    end = month_end(rng, date(2024, 2, 1), date(2024, 11, 1))
    return Course(start, end, any_day(rng, date(2025, 3, 1), date(2025, 12, 1)))


def _not_started(rng: Random) -> Course:
    start = month_start(rng, date(2025, 1, 1), date(2025, 9, 1))
    return Course(start, month_end(rng, later(start, 200), later(start, 600)), begun=False)


def _never_begun(rng: Random) -> Course:
    return Course(date(2024, 2, 1), month_end(rng, date(2024, 9, 1), date(2024, 11, 1)), begun=False)


def _postponed_without_date(rng: Random) -> Course:
    start = month_start(rng, date(2023, 3, 1), date(2024, 2, 1))
    on = any_day(rng, date(2024, 5, 10), date(2024, 10, 1))
    return Course(start, date(2024, 10, 31), date(2025, 6, 1), postponed_on=on, why="postponed")


def _postponed(rng: Random) -> Course:
    return replace(_postponed_without_date(rng), new_end=month_end(rng, date(2025, 6, 1), date(2025, 12, 1)))


def _cancelled(rng: Random) -> Course:
    start = month_start(rng, date(2023, 5, 1), date(2024, 3, 1))
    on = any_day(rng, date(2024, 3, 1), date(2024, 11, 1))
    return Course(start, date(2025, 6, 30), date(2026, 6, 1), cancelled_on=on, why="cancelled")


# One card an action, dealt without putting back, so that the shares hold over the group: 20-35 % completed,
# 40-55 % in progress, 10-25 % not started, 3-8 % postponed, up to 5 % cancelled, 5-15 % overdue.
_CARDS: dict[Callable[[Random], Course], int] = {
    _completed: 9,
    _completed_late: 2,
    _in_progress: 15,
    _overdue: 3,
    _not_started: 6,
    _never_begun: 1,
    _postponed: 1,
    _postponed_without_date: 1,
    _cancelled: 1,
}
