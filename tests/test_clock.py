"""The clock decides nothing: what was written later comes later, whatever the time was said to be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest

from definition import Definition
from etl.database.publish import publish, rebuild
from etl.store.archive import Archive
from etl.submit import confirm_new, decide, state_of, submit
from tests.acts import CITIES, Act, Clock, World, read_here, report

# After the approval that stands in every workbook, and before the year ends: what may be said of a report
# depends on the day it comes in, and on nothing else of the clock.
START, DAY = datetime(2025, 2, 1, tzinfo=UTC), 24 * 3600
NOON = START + timedelta(hours=12)
PEOPLE = ("ayse@ornek.org", "deniz@ornek.org")
# How often each act is drawn. A freeze and a workshop take long; each has an example of its own below.
WEIGHTS = {"send": 16, "decide": 16, "supply": 6, "decide_figures": 4, "note": 4, "review": 4}
WEIGHTS |= {"member": 2, "leave": 2, "workshop": 1, "freeze": 1}


def sent(home: Path, definition: Definition, version: int, hours_later: int = 0) -> str:
    """A report that counts, sent and confirmed."""
    at = NOON + timedelta(hours=hours_later)
    receipt = submit(home, definition, report("antalya", version), "a.xlsx", "deneme", at).receipt
    confirm_new(Archive(home), receipt, "deneme", at + timedelta(minutes=1))
    return receipt.id


def test_a_report_taken_back_after_the_clock_was_set_back_is_taken_back(
    tmp_path: Path, definition: Definition
) -> None:
    report = sent(tmp_path, definition, 1)
    decide(tmp_path, definition, report, "withdrawn", "deneme", "Yanlış dosya", NOON - timedelta(hours=2))
    assert state_of(publish(tmp_path, definition), report) == "withdrawn"
    assert state_of(rebuild(tmp_path, definition), report) == "withdrawn"


def test_a_corrected_report_sent_after_the_clock_was_set_back_counts(
    tmp_path: Path, definition: Definition
) -> None:
    first = sent(tmp_path, definition, 1)
    corrected = sent(tmp_path, definition, 2, hours_later=-2)
    for made in (publish, rebuild):
        assert state_of(made(tmp_path, definition), corrected) == "counted"
        assert state_of(made(tmp_path, definition), first) == "replaced"


@pytest.fixture(scope="module")
def nothing_sent(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    """Prepared once: to make the first database takes as long as several acts."""
    home = tmp_path_factory.mktemp("nothing_sent")
    publish(home, definition)
    return home


def drawn(seed: int) -> tuple[list[Act], Clock]:
    """Acts, most of them about reports, and a clock that is set back and forth; at times it stands still."""
    chance = Random(seed)
    acts: list[Act] = [_one(chance, "send")]
    acts += [_one(chance, chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]) for _ in range(5)]
    stopped = [chance.randrange(300 * DAY) for _ in range(2)]
    return acts, lambda: START + timedelta(seconds=chance.choice([*stopped, chance.randrange(300 * DAY)]))


def _one(chance: Random, act: str) -> Act:
    which, decision = chance.randrange(4), chance.choice(("confirmed", "withdrawn", "withdrawn", "restored"))
    topic, role = chance.choice(("match", "task")), chance.choice(("organizer", "leadership"))
    takes: dict[str, Act] = {
        "send": (chance.choice((*CITIES, CITIES[0], CITIES[0])), which, chance.random() < 0.75),
        "decide": (which, decision),
        "supply": (which, chance.random() < 0.75),
        "decide_figures": (which, decision),
        "note": (topic, which),
        "review": (which, chance.choice(("returned", "closed"))),
        "member": (chance.choice(PEOPLE), role),
        "leave": (chance.choice(PEOPLE),),
        "workshop": (which,),
        "freeze": ("Dondu",),
    }
    return act, *takes[act]


MINIMAL: Sequence[tuple[list[Act], Sequence[int]]] = [
    ([("supply", 0, True), ("supply", 2, True), ("supply", 1, True)], [9, 9, 5, 5, 1, 1]),
    ([("note", "task", 1), ("note", "task", 2), ("freeze", "Dondu")], [9, 5, 1]),
    ([("workshop", 1), ("freeze", "Dondu"), ("workshop", 3)], [9, 5, 1]),
    ([("send", "antalya", 1, True), ("review", 0, "closed"), ("send", "antalya", 2, True)], [9, 9, 5, 3, 3]),
    ([("send", "antalya", 1, True), ("freeze", "Dondu"), ("send", "antalya", 2, True)], [9, 9, 5, 3, 3]),
]


@pytest.mark.parametrize(("acts", "seconds"), MINIMAL, ids=lambda found: str(len(found)))
def test_a_clock_that_runs_backwards_decides_nothing(
    nothing_sent: Path, tmp_path: Path, acts: Sequence[Act], seconds: Sequence[int]
) -> None:
    moments = iter(seconds)
    assert moved(nothing_sent, tmp_path, acts, lambda: START + timedelta(seconds=next(moments))) == {}


@pytest.mark.parametrize("seed", range(int(os.environ.get("PANO_CLOCKS", 8))))
def test_under_any_clock_the_same_acts_give_what_they_give_under_a_steady_one(
    nothing_sent: Path, tmp_path: Path, seed: int
) -> None:
    acts, clock = drawn(seed)
    assert moved(nothing_sent, tmp_path, acts, clock) == {}, acts


def moved(nothing_sent: Path, folder: Path, acts: Sequence[Act], clock: Clock) -> dict[str, object]:
    """What is known otherwise than under a steady clock, published act by act or made again."""
    minutes = count()
    home, other = (shutil.copytree(nothing_sent, folder / name) for name in ("any", "steady"))
    with read_here():
        steady = World(other).do(acts, lambda: START + timedelta(minutes=next(minutes)))
        expected = steady.known(publish(other, steady.definition))
        under_any = World(home).do(acts, clock)
        found = [under_any.known(made(home, under_any.definition)) for made in (publish, rebuild)]
    return {name: one[name] for one in found for name in one if one[name] != expected[name]}
