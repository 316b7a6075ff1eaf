"""The contents of every workbook of the sample, in the order they are sent. Pure: a seed in, values out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random

from definition import Definition, Workshop
from etl.sample.city import draw_city, reported
from etl.sample.courses import courses
from etl.sample.mishaps import FILES, HABITS, Rows
from etl.sample.script import Sending, sendings
from etl.sample.words import Row, words

SEED = 4
_FRIDAY = 4
_FILE_NAMES = (
    "{city}_{workshop}_calistay.xlsx",
    "{name} BŞB {workshop}. Çalıştay bildirimi.xlsx",
    "sablon-{city}-{workshop}.xlsx",
)


@dataclass(frozen=True, slots=True)
class SampleWorkbook:
    """One file as a city sent it. `confirm`: the city confirmed it; `withdrawn`: why it took it back."""

    city: str
    workshop: str
    file_name: str
    received_at: datetime  # UTC
    confirm: bool
    rows: Mapping[str, Sequence[Row]]
    withdrawn: str = ""


def workbooks(definition: Definition, seed: int = SEED) -> Iterator[SampleWorkbook]:
    """Eleven cities at three workshops: the same seed gives the same contents, to the letter."""
    script = {
        w.code: list(sendings(definition, w.code, Random(f"{seed}:script:{w.code}")))
        for w in definition.workshops
    }
    contents = _contents(definition, script, seed)
    for workshop in definition.workshops:
        sent = [
            _workbook(definition, workshop, s, contents[s.city][workshop.code], seed)
            for s in script[workshop.code]
        ]
        yield from sorted(sent, key=lambda book: book.received_at)


def _contents(
    definition: Definition, script: Mapping[str, Sequence[Sending]], seed: int
) -> dict[str, Mapping[str, Rows]]:
    """By city, then workshop."""
    drawn = courses(Random(f"{seed}:plans"))
    made = {}
    for code in words("cities"):
        city = draw_city(definition, code, drawn, Random(f"{seed}:{code}"))
        reports = [w for w in definition.workshops if any(s.city == code for s in script[w.code])]
        if reports:
            made[code] = reported(definition, city, reports, Random(f"{seed}:{code}:figures"))
    return made


def _workbook(
    definition: Definition, workshop: Workshop, sending: Sending, usual: Rows, seed: int
) -> SampleWorkbook:
    rng = Random(f"{seed}:{sending}")
    received = _received_at(workshop, sending, rng)
    rows = {sheet: [dict(row) for row in table] for sheet, table in usual.items()}
    for habit in HABITS.get((sending.city, workshop.code), ()):
        habit(rows)
    if sending.mishap:
        FILES[sending.mishap](rows)
    approved: Row = {
        "approval": "approved",
        "approved_on": received.date() - timedelta(days=rng.randint(1, 4)),
    }
    rows["cover"][0].update({"approval": "draft"} if sending.draft else approved)
    pattern = rng.choice(_FILE_NAMES)
    name = definition.municipality(sending.city).name
    return SampleWorkbook(
        city=sending.city,
        workshop=workshop.code,
        file_name=pattern.format(city=sending.city, name=name, workshop=workshop.code),
        received_at=received,
        confirm=sending.confirm,
        rows=rows,
        withdrawn=sending.withdrawn,
    )


def _received_at(workshop: Workshop, sending: Sending, rng: Random) -> datetime:
    """Within office hours of a working day, so that it is the same day in Türkiye."""
    day = workshop.deadline + timedelta(days=sending.days)
    day -= timedelta(days=max(0, day.weekday() - _FRIDAY))
    return datetime.combine(day, time(rng.randint(6, 13), rng.randint(0, 59), rng.randint(0, 59)), UTC)
