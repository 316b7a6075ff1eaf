"""Spans of time reckoned back from the end of a reporting period."""

from __future__ import annotations

from datetime import date


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th, as SQL's intervals have it."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def in_years_up_to(day: date, end: date, years: int) -> bool:
    """Does `day` lie in the `years` that end with `end`?"""
    return years_before(end, years) < day <= end


def in_year_to_date(day: date, end: date) -> bool:
    """Does `day` lie in the calendar year of `end`, not after it?"""
    return date(end.year, 1, 1) <= day <= end
