"""The invented projects and applications of a city, as they stand on any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from etl.sample.days import any_day, later, month_end, month_start
from etl.sample.words import Row, draw, words
from etl.validate.periods import in_years_up_to

_FIRST_YEAR, _LAST_YEAR = 2020, 2025
_ROLES = ("partner",) * 6 + ("lead",) * 3 + ("beneficiary", "associate")


@dataclass(frozen=True, slots=True)
class Project:
    name: str
    programme: str
    role: str
    applied_on: date
    concluded_on: date
    accepted: bool
    starts_on: date
    ends_on: date
    grant_eur: float
    total_eur: float
    countries: tuple[str, ...]
    joint_code: str = ""


def projects(city: str, size: str, rng: Random) -> tuple[Project, ...]:
    """Every application of six years, and the joint projects the city takes part in."""
    names = _names(rng)
    years = range(_FIRST_YEAR, _LAST_YEAR + 1)
    drawn = [
        _project(next(names), size, year, rng)
        for year in years
        for _ in range(int(draw(rng, size, "applications")))
    ]
    joint = [_joint(j, city) for j in words("projects")["joint"] if city in j["cities"]]
    return tuple(sorted(drawn + joint, key=lambda p: (p.applied_on, p.name)))


def _names(rng: Random) -> Iterator[str]:
    known = words("projects")
    names = [f"{topic} {form}" for topic in known["topics"] for form in known["forms"]]
    rng.shuffle(names)
    return iter(names)


def _project(name: str, size: str, year: int, rng: Random) -> Project:
    known = words("projects")
    applied = any_day(rng, date(year, 1, 10), date(year, 12, 15))
    concluded = later(applied, rng.randint(110, 220))
    starts = month_start(rng, later(concluded, 45), later(concluded, 150))
    grant = round(draw(rng, size, "grant_eur"), -3)
    programmes, weights = zip(*known["programmes"], strict=True)
    return Project(
        name=name,
        programme=rng.choices(programmes, weights)[0],
        role=rng.choice(_ROLES),
        applied_on=applied,
        concluded_on=concluded,
        accepted=rng.random() < 0.42,
        starts_on=starts,
        ends_on=month_end(rng, later(starts, 500), later(starts, 1150)),
        grant_eur=grant,
        total_eur=round(grant * rng.uniform(1.3, 5), -3),
        countries=tuple(sorted(rng.sample(known["countries"], rng.randint(1, 4)))),
    )


def _joint(joint: dict[str, Any], city: str) -> Project:
    return Project(
        name=joint["name"],
        programme=joint["programme"],
        role="lead" if city == next(iter(joint["cities"])) else "partner",
        applied_on=joint["applied_on"],
        concluded_on=later(joint["applied_on"], 110),
        accepted=True,
        starts_on=joint["starts_on"],
        ends_on=joint["ends_on"],
        grant_eur=joint["cities"][city],
        total_eur=joint["total_budget_eur"],
        countries=tuple(joint["partner_countries"]),
        joint_code=joint["code"],
    )


def project_rows(held: Sequence[Project], day: date) -> list[Row]:
    """What a city lists: what it prepares, the applications of three years, and what still runs."""
    return [_row(p, _status(p, day)) for p in held if _is_listed(p, day)]


def _is_listed(p: Project, day: date) -> bool:
    if _status(p, day) == "preparation":
        return later(p.applied_on, -75) <= day
    return in_years_up_to(p.applied_on, day, 3) or (p.accepted and day <= p.ends_on)


def _status(p: Project, day: date) -> str:
    if day < p.applied_on:
        return "preparation"
    if day < p.concluded_on:
        return "application"
    if not p.accepted:
        return "rejected"
    if day < p.starts_on:
        return "accepted"
    return "implementation" if day <= p.ends_on else "completed"


def _row(p: Project, status: str) -> Row:
    row: Row = {
        "project_name": p.name,
        "programme": p.programme,
        "project_role": p.role,
        "project_status": status,
        "total_budget_eur": p.total_eur,
        "partner_countries": p.countries,
        "joint_project_code": p.joint_code or None,
    }
    if status != "preparation":
        row["applied_on"] = p.applied_on
    if status in ("accepted", "implementation", "completed"):
        row["municipal_grant_eur"] = p.grant_eur
    if status in ("implementation", "completed"):
        row |= {"project_start": p.starts_on, "project_end": p.ends_on}
    return row
