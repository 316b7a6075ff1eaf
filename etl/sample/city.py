"""One invented city: drawn once, then asked how it stands at each workshop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from definition import Definition, Workshop
from etl.sample.courses import Course
from etl.sample.figures import Reporter, figures
from etl.sample.networks import Membership, memberships, network_rows
from etl.sample.partnerships import Partnership, partnership_rows, partnerships, signed
from etl.sample.plan import Action, Office, action_rows, plan
from etl.sample.projects import Project, project_rows, projects
from etl.sample.voices import challenge_rows, challenges, cooperation_rows, good_practice_rows, situation
from etl.sample.words import Row, draw, words
from etl.submission import CheckedRow
from etl.validate.derived import derived_values

Rows = dict[str, list[Row]]
_TITLES = {"department": "Daire Başkanı", "branch": "Şube Müdürü", "other": "Birim Sorumlusu"}
_NEWLY_SIGNED = "KRD-04"  # typed, yet invented so that it agrees with the list of sister cities


@dataclass(frozen=True, slots=True)
class City:
    """What there is of a city, for any day; its figures, for the workshops it reports at."""

    code: str
    networks: Sequence[Membership]
    partnerships: Sequence[Partnership]
    projects: Sequence[Project]
    plan: Sequence[Action]
    challenges: Sequence[dict[str, Any]]

    def lists(self, day: date) -> Rows:
        """The list sheets that figures are counted from, as on `day`."""
        return {
            "networks": network_rows(self.networks, day),
            "sister_cities": partnership_rows(self.partnerships, day),
            "projects": project_rows(self.projects, day),
        }

    def known(self, definition: Definition, day: date) -> dict[str, float | None]:
        """What the lists say about the indicators on `day`."""
        rows = {
            key: tuple(CheckedRow(n, row, {}) for n, row in enumerate(sheet))
            for key, sheet in self.lists(day).items()
        }
        new = signed(self.partnerships, date(day.year, 1, 1), day)
        return derived_values(definition, rows, day) | {_NEWLY_SIGNED: float(new)}


def draw_city(definition: Definition, code: str, drawn: Iterator[Course], rng: Random) -> City:
    known = words("cities")[code]
    size = known["size"]
    return City(
        code=code,
        networks=memberships(definition, size, rng),
        partnerships=partnerships(code, size, rng),
        projects=projects(code, size, rng),
        plan=plan(
            int(draw(rng, size, "actions")), drawn, Office(known["unit"], known.get("weighs", False)), rng
        ),
        challenges=challenges(rng),
    )


def reported(
    definition: Definition, city: City, reports: Sequence[Workshop], rng: Random
) -> Mapping[str, Rows]:
    """The contents of the city's workbooks by workshop code; the cover still lacks its approval."""
    before = reports[0].period_start - timedelta(days=1)
    reporter = Reporter(
        definition=definition,
        size=words("cities")[city.code]["size"],
        reports=reports,
        before=city.known(definition, before),
        known={w.code: city.known(definition, w.period_end) for w in reports},
    )
    indicators = figures(reporter, rng)
    return {w.code: _rows(definition, city, w, indicators[w.code]) for w in reports}


def _rows(definition: Definition, city: City, workshop: Workshop, indicators: list[Row]) -> Rows:
    place = definition.workshops.index(workshop)
    return {
        "cover": [_cover(city.code, place)],
        "actions": action_rows(city.plan, workshop.period_end),
        "indicators": indicators,
        **city.lists(workshop.period_end),
        "challenges": challenge_rows(city.challenges, place),
        "good_practices": good_practice_rows(city.code, place),
        "cooperation": cooperation_rows(city.code, place),
    }


def _cover(city: str, place: int) -> Row:
    known = words("cities")[city]
    strategies = known["strategy"]
    return {
        "unit": known["unit"],
        "unit_level": known["unit_level"],
        "filled_by_title": _TITLES[known["unit_level"]],
        "unit_email": f"disiliskiler.{city}@ornek.bel.tr",
        "strategy": strategies[min(place, len(strategies) - 1)],
        "situation_summary": situation(place),
    }
