"""Who sends what, and when: the play of the sample, with everything that goes wrong in real life."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from definition import Definition
from etl.sample.words import words


@dataclass(frozen=True, slots=True)
class Sending:
    """One file of one city. `days`: after the deadline, or before it where negative."""

    city: str
    workshop: str
    days: int
    confirm: bool = True
    draft: bool = False
    mishap: str = ""  # a key of mishaps.FILES
    withdrawn: str = ""  # why the file is taken back afterwards


# (city, workshop) -> its files in the order they are sent. No files: the city is missing.
_UNUSUAL: dict[tuple[str, str], tuple[Sending, ...]] = {
    ("denizli", "1"): (),  # the unit did not exist yet
    ("istanbul", "1"): (Sending("istanbul", "1", 3),),  # late
    ("izmir", "2"): (  # an earlier figure is corrected
        Sending("izmir", "2", -8, mishap="figure_too_high"),
        Sending("izmir", "2", -1),
    ),
    ("bursa", "2"): (  # taken back and sent again
        Sending("bursa", "2", -7, mishap="other_plan", withdrawn="Eski dosya yanlışlıkla yüklendi."),
        Sending("bursa", "2", -4),
    ),
    ("bursa", "3"): (Sending("bursa", "3", 4),),  # late
    ("eskisehir", "3"): (  # needs fixing, then good
        Sending("eskisehir", "3", -3, confirm=False, mishap="errors"),
        Sending("eskisehir", "3", -2),
    ),
    ("manisa", "3"): (Sending("manisa", "3", -2, draft=True),),  # a draft only
    ("mugla", "3"): (Sending("mugla", "3", -1, confirm=False),),  # awaits confirmation
    ("balikesir", "3"): (),  # missing
}


def sendings(definition: Definition, workshop: str, rng: Random) -> Iterator[Sending]:
    """The files of one workshop, of the participants the sample knows."""
    for city in words("cities"):
        usual = (Sending(city, workshop, -rng.randint(1, 9)),)
        if city in definition.workshop(workshop).participants:
            yield from _UNUSUAL.get((city, workshop), usual)
