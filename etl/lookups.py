"""Which sheet, column or list value does a folded text name? Made once per definition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from definition import ClosedList, Sheet, Workbook
from etl.fold import fold

Thing = TypeVar("Thing")
Made = TypeVar("Made")

# What people write into a cell that has nothing to say.
NOTHING = frozenset({"yok", "yoktur", "n a", "na", "veri yok", "bos", "nil", "null", "none", "nan"})
NOTHING_SIGNS = re.compile(r"[-–—−‐.…/_*\s]+")
_BRACKETS = re.compile(r"\(.*?\)")
_REMEMBERED = 500


class Once(Generic[Thing, Made]):
    """Make something of a value of the definition once. By identity: hashing 250 countries for each cell
    would cost more than reading it, and the value kept here cannot lend its identity to another."""

    def __init__(self, make: Callable[[Thing], Made]) -> None:
        self._make = make
        self._known: dict[int, tuple[Thing, Made]] = {}

    def __call__(self, thing: Thing) -> Made:
        known = self._known.get(id(thing))
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[id(thing)] = (thing, self._make(thing))
        return known[1]


def says_nothing(text: str) -> bool:
    """'-', 'yok', 'N/A': an empty cell in words, never a zero."""
    return bool(NOTHING_SIGNS.fullmatch(text)) or fold(text) in NOTHING


def _choices(closed: ClosedList) -> Mapping[str, str]:
    """Folded spelling → code. Turkish words win over English ones, those over aliases and codes."""
    spellings: dict[str, str] = {}
    for spell in (_turkish, _english, _aliases, _codes):
        for spelling, code in spell(closed):
            if spelling:
                spellings.setdefault(spelling, code)
    return spellings


def _turkish(closed: ClosedList) -> Iterator[tuple[str, str]]:
    return ((fold(c.label.tr), c.code) for c in closed.choices)


def _english(closed: ClosedList) -> Iterator[tuple[str, str]]:
    return ((fold(c.label.en), c.code) for c in closed.choices)


def _aliases(closed: ClosedList) -> Iterator[tuple[str, str]]:
    return ((fold(alias), c.code) for c in closed.choices for alias in c.aliases)


def _codes(closed: ClosedList) -> Iterator[tuple[str, str]]:
    """Codes as our exports write them; a numbered value ('4. Uluslararası Proje ve Fonlar') in full too."""
    for choice in closed.choices:
        code = fold(choice.code)
        if code not in NOTHING:  # NA is Namibia to a computer only
            yield code, choice.code
        if code.isdigit():
            yield f"{code} {fold(choice.label.tr)}", choice.code
            yield f"{code} {fold(choice.label.en)}", choice.code


def _vague(closed: ClosedList) -> Mapping[str, str]:
    """Folded word that may mean any value → the one it is taken for if none is given."""
    return {fold(word): choice.code for choice in closed.choices for word in choice.vague}


class HeaderName(NamedTuple):
    """`main`: the header as the template writes it, in either language, not one of its aliases."""

    column: str
    main: bool


def _headers(sheet: Sheet) -> Mapping[str, HeaderName]:
    """Folded header → the column it names; brackets may be left out."""
    names: dict[str, HeaderName] = {}
    for column in sheet.columns:
        for text in (column.header.tr, column.header.en):
            names.setdefault(fold(text), HeaderName(column.key, True))
    for column in sheet.columns:
        for text in (column.header.tr, column.header.en, *column.aliases):
            names.setdefault(fold(text), HeaderName(column.key, False))
            names.setdefault(fold(_BRACKETS.sub("", text)), HeaderName(column.key, False))
    names.pop("", None)
    return names


def _sheet_names(workbook: Workbook) -> Mapping[str, str]:
    """Folded sheet name → sheet key."""
    names: dict[str, str] = {}
    for sheet in workbook.sheets:
        names.setdefault(fold(sheet.name.tr), sheet.key)
    for sheet in workbook.sheets:
        for text in (sheet.name.en, *sheet.aliases):
            names.setdefault(fold(text), sheet.key)
    return names


choices_of = Once(_choices)
vague_of = Once(_vague)
headers_of = Once(_headers)
sheet_names_of = Once(_sheet_names)
