"""What do the headline figures of a city rest on: its rows, its past, the compared workshop?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import definition
from definition import Language, Workshop
from ui import changes, data, filters, format, labels
from ui.city.report import Report
from ui.components import Tile
from ui.labels import say
from ui.origin import Origin, origin
from ui.rows import first


@dataclass(frozen=True, slots=True)
class Figures:
    """The city's rows, as the tiles need them."""

    report: Report
    language: Language

    def say(self, key: str, **places: object) -> str:
        return say(f"city.tile.{key}", self.language, **places)

    def number(self, value: float | None) -> str:
        return format.number(value, self.language, 0)

    def origin(self, view: str, column: str, **more: str) -> Origin:
        """Of the report's row of a view, or of all of them."""
        return origin(view, column, city=self.report.city, workshop=self.report.workshop, **more)

    def of_plan(self, figure: str) -> Origin:
        return self.origin("plan_progress", figure)

    @property
    def plan(self) -> Any:
        return first(data.plan_progress(self.report.workshop, self.report.city))

    @property
    def workshops(self) -> list[Workshop]:
        """Up to this one, oldest first."""
        here = definition.load().workshop(self.report.workshop)
        return [*reversed(filters.earlier_workshops(here.code)), here]

    def past(self, code: str) -> list[float | None]:
        """The value at each workshop, oldest first; a flow of another year began anew and is left out."""
        year = self.workshops[-1].period_end.year
        flow = definition.load().indicator(code).kind == "flow"
        known = data.indicator_value(city=self.report.city, indicator=code).set_index("workshop")["actual"]
        return [known.get(w.code) for w in self.workshops if not flow or w.period_end.year == year]

    def lights(self, workshop: str) -> tuple[int, int, int]:
        """How many indicators are on target, behind it, and judged at all."""
        light = data.indicator_achievement(workshop, self.report.city)["light"]
        return int((light == "on_track").sum()), int((light == "behind").sum()), int(light.count())

    def ties(self, workshop: str) -> tuple[int | None, int]:
        """How many of the listed ties are active; an empty list says nothing about that."""
        status = data.sister_city(workshop, self.report.city)["partnership_status"]
        return int((status == "active").sum()) if len(status) else None, len(status)

    def before(self, words: Callable[[str], str]) -> str:
        """What the compared workshop showed, where no view says how it moved."""
        vs = self.report.vs
        return f"{labels.workshop_short(vs, self.language)}: {words(vs)}" if vs else ""

    def moved(self, code: str, *, unit: str | None = None, about: str = "") -> dict[str, Any]:
        """The part of a tile that speaks of change. `about`: key of a sentence around it."""
        if self.report.vs is None:
            return {}
        change = first(data.workshop_change(self.report.workshop, self.report.vs, self.report.city, code))
        move = changes.moved(change, self.language, 0, unit=unit)
        words = self.say(about, change=move.words) if about and move.rising is not None else move.words
        return {"change": words, "rising": move.rising, "better": move.better}

    def note(self, *more: str) -> str:
        vs = self.report.vs
        return " · ".join([*([changes.since(vs, self.language)] if vs else []), *more])

    def median(self, code: str) -> str:
        group = data.group_figure(self.report.workshop, code).iloc[0]
        value = format.percent(group["median"], self.language)
        return labels.say("chart.median_value", self.language, value=value)

    def indicator(self, code: str, key: str, *, unit: str) -> Tile:
        row = first(data.indicator_value(self.report.workshop, self.report.city, code))
        missing = labels.missing(row.value_state, self.language) if format.is_missing(row.actual) else ""
        return Tile(
            self.say(key),
            missing or format.number(row.actual, self.language),
            series=self.past(code),
            note=self.note(
                *([self.say("target", value=self.number(row.target))] * (row.target == row.target))
            ),
            origins=(self.origin("indicator_value", "actual", indicator=code),),
            **self.moved(code, unit=unit),
        )
