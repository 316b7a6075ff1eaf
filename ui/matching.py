"""Which offer and which request should be brought together first? Pure: knows neither screen nor clock."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from etl.fold import fold
from ui.format import sort_key
from ui.labels import city
from ui.rows import rows

AT_MOST = 3  # proposals that one city is asked to follow up at once


@dataclass(frozen=True, slots=True)
class Wish:
    """An offer or a request as a city wrote it, and where."""

    city: str
    text: str
    submission_id: str = ""
    row_number: int = 0
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """An offer beside a request of another city. `reasons`: topic, theme, programme."""

    key: str
    workshop: str
    topic: str
    offer: Wish
    need: Wish
    rank: int
    reasons: tuple[str, ...]
    theme: str | None
    programme: str | None
    expires_on: date | None

    @property
    def cities(self) -> tuple[str, str]:
        return self.offer.city, self.need.city


def key_of(workshop: str, topic: str, offer: Wish, need: Wish) -> str:
    """What a decision is remembered by: the cities and their words, so that a file in which rows have only
    moved changes nothing. Other words are another match."""
    places = (workshop, topic, offer.city, need.city, _digest(offer.text), _digest(need.text))
    return ":".join(places)


def _digest(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def pairs(found: pd.DataFrame) -> list[Pair]:
    """The rows of cooperation_match, the closest first: by rank, then by the nearest deadline. The same words
    twice in a list are one match."""
    by_key: dict[str, Pair] = {}
    for row in rows(found):
        pair = _pair(row)
        by_key.setdefault(pair.key, pair)
    return sorted(by_key.values(), key=_closest)


def _pair(row: Any) -> Pair:
    offer, need = (
        Wish(
            getattr(row, f"{side}_city"),
            getattr(row, f"{side}_text") or "",
            getattr(row, f"{side}_submission_id"),
            int(getattr(row, f"{side}_row")),
            getattr(row, f"{side}_cell"),
        )
        for side in ("offer", "need")
    )
    return Pair(
        key_of(row.workshop, row.topic, offer, need),
        *(row.workshop, row.topic, offer, need, int(row.rank), tuple(row.reasons.split(";"))),
        *(row.need_theme, row.need_programme, row.expires_on.date() if row.expires_on else None),
    )


def _closest(pair: Pair) -> tuple[Any, ...]:
    names = tuple(sort_key(city(code)) for code in pair.cities)
    return pair.rank, pair.expires_on or date.max, names, pair.offer.row_number, pair.need.row_number


def alive(found: Iterable[Pair], today: date) -> list[Pair]:
    """Those whose deadline has not passed; the last day still counts."""
    return [pair for pair in found if pair.expires_on is None or pair.expires_on >= today]


def proposed(
    found: Sequence[Pair], busy: Mapping[str, int], at_most: int = AT_MOST
) -> tuple[list[Pair], list[Pair]]:
    """What to propose now and what waits, both in the order given: a city with `at_most` matches on its
    hands lets the others go first. `busy`: what each city has already accepted."""
    load = Counter(busy)
    now: list[Pair] = []
    waiting: list[Pair] = []
    for pair in found:
        if all(load[code] < at_most for code in pair.cities):
            load.update(pair.cities)
            now.append(pair)
        else:
            waiting.append(pair)
    return now, waiting
