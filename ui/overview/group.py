"""What do the headline figures of one workshop rest on: its summary, its past, the compared workshop?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from definition import Language
from ui import changes, data, filters, format, labels
from ui.labels import say
from ui.origin import Origin, origin
from ui.rows import first


@dataclass(frozen=True, slots=True)
class Group:
    """The views' rows of one workshop, in the words of one language, as the tiles need them."""

    workshop: str
    vs: str | None
    language: Language

    @property
    def now(self) -> Any:
        return self.at(self.workshop)

    def at(self, workshop: str) -> Any:
        return first(data.workshop_summary(workshop))

    def say(self, key: str, **places: object) -> str:
        return say(f"overview.tile.{key}", self.language, **places)

    def number(self, value: float | None) -> str:
        return format.number(value, self.language, 0)

    def of_cities(self, cities: float) -> str:
        total = self.number(self.now.cities_expected)
        words = say("part.n_of_n", self.language, n=self.number(cities), total=total)
        return words.replace(" ", "\u00a0")

    def origin(self, figure: str) -> Origin:
        """Of a column of the workshop's summary."""
        return origin("workshop_summary", figure, workshop=self.workshop)

    def change(self, indicator: str) -> Any:
        """The row of group_change; None without a compared workshop."""
        if self.vs is None:
            return None
        return first(data.group_change(self.workshop, self.vs, indicator))

    def summary(self, figure: str) -> Any:
        """The row of summary_change; None without a compared workshop or a city that has it at both."""
        return None if self.vs is None else first(data.summary_change(self.workshop, self.vs, figure))

    def past_summary(self, figure: str, today: float | None) -> list[float | None]:
        """As `past`, for a figure of the summary."""
        earlier = [w.code for w in reversed(filters.earlier_workshops(self.workshop))]
        return _line([first(data.summary_change(self.workshop, code, figure)) for code in earlier], today)

    def past(self, indicator: str) -> list[float | None]:
        """The figure at each earlier workshop, oldest first, over the cities counted in both; then now.

        Now, too, over those in common with the workshop before: a city that joins is no rise."""
        earlier = [w.code for w in reversed(filters.earlier_workshops(self.workshop))]
        pairs = [first(data.group_change(self.workshop, code, indicator)) for code in earlier]
        return _line(pairs, first(data.group_figure(self.workshop, indicator)).value)

    def moved(self, row: Any, cities: float, *, unit: str | None = None, said: str = "") -> dict[str, Any]:
        """What a tile says of change. `said`: what stands before n of N."""
        before = [said] if said else []
        if self.vs is None:
            return {"note": " · ".join([*before, self.of_cities(cities)])}
        move = changes.moved(row, self.language, 0, unit=unit)
        note = [*before, changes.since(self.vs, self.language), self.of_cities(cities)]
        if row is not None and row.cities != cities:
            note.append(self.say("both", cities=self.number(row.cities)))
        return {"change": move.words, "rising": move.rising, "better": move.better, "note": " · ".join(note)}

    def earlier(self, words: Callable[[Any], str]) -> str:
        """What the compared workshop showed."""
        return (
            f"{labels.workshop_short(self.vs, self.language)}: {words(self.at(self.vs))}" if self.vs else ""
        )

    def summed(self, column: str) -> list[float | None]:
        earlier = reversed(filters.earlier_workshops(self.workshop))
        return [getattr(self.at(code), column) for code in (*(w.code for w in earlier), self.workshop)]


def _line(pairs: Sequence[Any], today: float | None) -> list[float | None]:
    """`pairs`: rows with value and compared_value, oldest first; None where no city is in common."""
    before = [None if row is None else row.compared_value for row in pairs]
    known = bool(before) and before[-1] is not None
    return [*before, pairs[-1].value if known else today]
