"""Invented days: drawn from spans, at the starts and ends of months where plans have them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from random import Random


def any_day(rng: Random, first: date, last: date) -> date:
    return first + timedelta(days=rng.randint(0, (last - first).days))


def month_start(rng: Random, first: date, last: date) -> date:
    return any_day(rng, first, last).replace(day=1)


def month_end(rng: Random, first: date, last: date) -> date:
    day = any_day(rng, first, last)
    return day.replace(day=monthrange(day.year, day.month)[1])


def later(day: date, days: int) -> date:
    return day + timedelta(days=days)
