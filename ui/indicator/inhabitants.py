"""How much is that per 100,000 inhabitants? Asked only of counts that are added up over the cities."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

import definition
from definition import Indicator

PER = 100_000


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """The denominator and the year it is of."""

    people: int
    year: int


def applies(indicator: Indicator) -> bool:
    """A rate, a median or an amount of money per head would be another indicator, not this one."""
    return indicator.is_count and indicator.across_cities == "sum"


def inhabitants(city: str, workshop: str) -> Inhabitants:
    """Of the period's year; without it of the last year before, without any of the first one after."""
    known = definition.load()
    year = known.workshop(workshop).period_end.year
    counted = known.municipality(city).population
    upto = [entry for entry in counted if entry[0] <= year]
    found_year, people = upto[-1] if upto else counted[0]
    return Inhabitants(people, found_year)


def per_100_000(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame`: city, workshop, actual, target. Both are divided; people and year say by what."""
    found = [inhabitants(c, w) for c, w in zip(frame["city"], frame["workshop"], strict=True)]
    people = pd.Series([f.people for f in found], index=frame.index, dtype=float)
    return frame.assign(
        actual=frame["actual"] * PER / people,
        target=frame["target"] * PER / people,
        people=people,
        year=pd.Series([f.year for f in found], index=frame.index, dtype="Int64"),
    )
