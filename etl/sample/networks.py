"""The invented networks of a city, as they stand on any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from definition import Definition
from etl.sample.days import any_day, later
from etl.sample.words import Row, draw, words

_ROLES = ("member", "member", "member", "member", "committee", "committee", "board", "presidency")
_FEES_EUR = (None, None, 0, 600, 1_200, 2_500, 4_500, 7_750, 12_000)


@dataclass(frozen=True, slots=True)
class Membership:
    network: str
    applied_on: date
    joined_on: date
    ended_on: date | None
    observer: bool
    role: str
    role_since: date
    yearly_participations: int
    annual_fee_eur: float | None


def memberships(definition: Definition, size: str, rng: Random) -> tuple[Membership, ...]:
    """As many as a city of this size has at the end; a few of them join while we watch."""
    count = int(draw(rng, size, "networks"))
    listed = [c.code for c in definition.lists["networks"].choices if c.code != "other"]
    known = rng.sample(listed, min(len(listed), round(count * 0.6)))
    names = known + rng.sample(words("places")["networks"], count - len(known))
    return tuple(_membership(name, rng) for name in names)


def _membership(network: str, rng: Random) -> Membership:
    young = rng.random() < 0.25
    first, last = (date(2023, 2, 1), date(2024, 12, 1)) if young else (date(1998, 1, 1), date(2022, 10, 1))
    joined = any_day(rng, first, last)
    return Membership(
        network=network,
        applied_on=later(joined, -rng.randint(60, 200)),
        joined_on=joined,
        ended_on=any_day(rng, date(2023, 3, 1), date(2024, 11, 30)) if rng.random() < 0.03 else None,
        observer=rng.random() < 0.05,
        role=rng.choice(_ROLES),
        role_since=any_day(rng, date(2022, 1, 1), date(2024, 11, 1)) if rng.random() < 0.5 else joined,
        yearly_participations=rng.randint(0, 6),
        annual_fee_eur=rng.choice(_FEES_EUR),
    )


def network_rows(held: Sequence[Membership], day: date) -> list[Row]:
    return [_row(m, day) for m in held if m.applied_on <= day]


def _row(m: Membership, day: date) -> Row:
    status = _status(m, day)
    row: Row = {"network": m.network, "membership_status": status, "annual_fee_eur": m.annual_fee_eur}
    if status != "applied":
        row["member_since_year"] = m.joined_on.year
        row["participations_12m"] = m.yearly_participations
    if status == "member":
        row["network_role"] = m.role if m.role_since <= day else "member"
    return row


def _status(m: Membership, day: date) -> str:
    if day < m.joined_on:
        return "applied"
    if m.ended_on and m.ended_on <= day and m.ended_on > m.joined_on:
        return "ended"
    return "observer" if m.observer else "member"
