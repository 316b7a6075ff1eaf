"""Are the figures of a file those that the sample invents? Known from its seed, without a sample folder."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeVar

import definition as definition_package
from definition import Definition
from etl.figures.key import Key, given_in, key_of
from etl.preview import row_keys
from etl.submission import CheckedRow, Value

_LOG = logging.getLogger(__name__)
# Of so many typed figures at least half: an invented report that somebody has begun to correct still has that
# many. Two reports that know nothing of each other share few: of the sample's own cities the two most alike
# share a sixth, the zeros and small counts, and nobody's project has an invented one's name, days and grant.
FEWEST, SHARE = 40, 0.5
FEWEST_CONTEXT = 10  # of context figures, of which hardly two are ever equal

Figure = int | float | date
Place = tuple[str, str, str]  # sheet key, key of the row, column key
Item = TypeVar("Item")


class Likeness(NamedTuple):
    """How many figures were typed, and how many of them are the invented ones."""

    equal: int
    typed: int

    def is_of_sample(self, fewest: int = FEWEST) -> bool:
        return self.typed >= fewest and self.equal >= SHARE * self.typed

    @classmethod
    def of(cls, typed: Sequence[tuple[Item, Figure]], invented: Mapping[Item, frozenset[Figure]]) -> Likeness:
        return cls(sum(figure in invented.get(at, ()) for at, figure in typed), len(typed))


@dataclass(frozen=True, slots=True)
class Invented:
    """Every figure of the sample by where it stands: at one place another one at each workshop."""

    reports: Mapping[str, Mapping[Place, frozenset[Figure]]]  # by city
    context: Mapping[Key, frozenset[Figure]]


def likeness(definition: Definition, city: str, sheets: Mapping[str, Sequence[CheckedRow]]) -> Likeness:
    """Of a report with what the sample invents for this city, at whichever workshop."""
    rows = {key: [row.values for row in found] for key, found in sheets.items()}
    invented = _invented(definition.folder).reports.get(city, {})
    return Likeness.of(list(_typed(definition, rows)), invented)


def context_likeness(definition: Definition, rows: Sequence[CheckedRow]) -> Likeness:
    """Of a file of context figures with those that the sample invents."""
    pairs = [(key_of(row), given_in(row)) for row in rows]
    typed = [(key, given.value) for key, given in pairs if key and given]
    return Likeness.of(typed, _invented(definition.folder).context)


@lru_cache(maxsize=4)
def _invented(folder: str) -> Invented:
    """By the workshops that are shipped: with those that organizers keep beside them other figures would be
    drawn than the sample was made of."""
    # Here: making the sample goes through the front door, which asks this module.
    from etl.sample.contents import workbooks
    from etl.sample.context import handed_in

    reports: dict[str, dict[Place, set[Figure]]] = {}
    context: dict[Key, set[Figure]] = {}
    try:
        known = definition_package.loaded_with((), folder)
        for book in workbooks(known):
            _gather(reports.setdefault(book.city, {}), _typed(known, book.rows))
        for workshop in known.workshops:
            given = handed_in(known, workshop.code)[1]
            _gather(context, ((key, figure.value) for key, figure in given.items()))
    except Exception:  # of a definition that the sample's script does not fit; nobody can have made it either
        _LOG.info("no sample can be made of the definition in %s", folder, exc_info=True)
    by_city = {city: {at: frozenset(f) for at, f in found.items()} for city, found in reports.items()}
    return Invented(by_city, {key: frozenset(f) for key, f in context.items()})


def _gather(into: dict[Item, set[Figure]], figures: Iterable[tuple[Item, Figure]]) -> None:
    for at, figure in figures:
        into.setdefault(at, set()).add(figure)


def _typed(
    definition: Definition, rows: Mapping[str, Sequence[Mapping[str, Value]]]
) -> Iterator[tuple[Place, Figure]]:
    """Numbers and days. The cover's are left out: everybody approves on another day."""
    for sheet in definition.workbook.sheets:
        if sheet.layout == "form":
            continue
        found = rows.get(sheet.key, ())
        for key, row in zip(row_keys(sheet, found), found, strict=True):
            for column in sheet.stored_columns if key is not None else ():
                value = row.get(column.key)
                if isinstance(value, int | float | date):
                    yield (sheet.key, str(key), column.key), value
