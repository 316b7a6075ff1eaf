"""Invented context figures, as the organizers could have handed them in before each workshop."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from random import Random

from definition import Definition, Indicator, Workshop
from etl.figures.key import Given, Key
from etl.sample.contents import SEED
from etl.sample.words import draw, words

# Said in every source: these names of publications must not be taken for their figures.
SOURCES = {
    "BAG-01": "uydurma örnek (Kültür ve Turizm Bakanlığı bülteni değil), {year}",
    "BAG-02": "uydurma örnek (YÖK istatistiği değil), {year}",
    "BAG-03": "uydurma örnek (TÜİK ADNKS değil), {year}",
}
_FIRST_YEAR = 2022
_NOT_COLLECTED = {("balikesir", "BAG-02"), ("denizli", "BAG-01")}
_CORRECTED = ("mugla", "BAG-01")  # handed in too low at first; the next file says it anew
_BEFORE = timedelta(days=5)


def handed_in(definition: Definition, workshop: str) -> tuple[datetime, dict[Key, Given]]:
    """When, and what: each file brings the years since the one before, and one correction."""
    at = definition.workshop(workshop)
    place = definition.workshops.index(at)
    earlier = definition.workshops[place - 1] if place else None
    years = range(_last_year(earlier) + 1 if earlier else _FIRST_YEAR, _last_year(at) + 1)
    given = {key: _given(key, definition) for key in _keys(definition, years)}
    corrected = Key(*_CORRECTED, _FIRST_YEAR)
    if corrected in given:
        value, source = given[corrected]
        given[corrected] = Given(round(value * 0.8, 1), source)
    elif place == 1:
        given[corrected] = _given(corrected, definition)
    return datetime.combine(at.deadline - _BEFORE, time(8, 30), UTC), given


def _last_year(workshop: Workshop) -> int:
    """The last year that is over."""
    end = workshop.period_end
    return end.year if end.month == 12 else end.year - 1


def _keys(definition: Definition, years: range) -> list[Key]:
    known = words("cities")
    return [
        Key(city, indicator.code, year)
        for city in definition.participants
        if city in known
        for indicator in definition.context_indicators
        if (city, indicator.code) not in _NOT_COLLECTED
        for year in years
    ]


def _given(key: Key, definition: Definition) -> Given:
    """Drawn once a city and indicator; from there it grows by a few per cent a year."""
    rng = Random(f"{SEED}:context:{key.city}:{key.indicator}")
    start = draw(rng, words("cities")[key.city]["size"], key.indicator)
    rise = rng.uniform(-0.02, 0.12)
    value = start * (1 + rise) ** (key.year - _FIRST_YEAR)
    indicator: Indicator = definition.indicator(key.indicator)
    rounded = round(value) if indicator.is_count else round(value, 1)
    return Given(rounded, SOURCES[key.indicator].format(year=key.year))
