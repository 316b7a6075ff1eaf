"""Which worksheet of the file is which sheet of the definition?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from definition import Definition
from etl.cells import RawSheet, RawWorkbook
from etl.fold import clean, fold
from etl.layout import LISTS_SHEET, MARKS_SHEET, STAMP_SHEET
from etl.lookups import sheet_names_of
from etl.problems import Problem, unreadable

_OURS = frozenset({fold(LISTS_SHEET), fold(STAMP_SHEET), fold(MARKS_SHEET)})
# How Excel, LibreOffice and Google name a copied sheet, folded.
_COPY = re.compile(r"(?:copy of |kopyasi )?(.+?)(?: (?:kopyasi|kopya|copy))?(?: [0-9]{1,2})?")
_NAMES_SHOWN = 12


class Candidate(NamedTuple):
    """A worksheet that may be the sheet `key`. The smallest one is read."""

    copy: bool
    hidden: bool
    place: int
    key: str
    sheet: RawSheet


class FoundSheets(NamedTuple):
    sheets: Mapping[str, RawSheet]  # by sheet key
    problems: tuple[Problem, ...]


def find_sheets(raw: RawWorkbook, definition: Definition) -> FoundSheets:
    """Each sheet by its Turkish or English name, in any order; raises where a core sheet is missing."""
    candidates, others = _candidates(raw, definition)
    chosen = {key: min(found) for key, found in candidates.items()}
    missing = [s for s in definition.workbook.sheets if s.key not in chosen]
    if any(sheet.required for sheet in missing):
        expected = [s.name.tr for s in missing if s.required]
        raise unreadable(
            "missing_sheet", expected=", ".join(expected), found=names(s.name for s in raw.sheets)
        )
    problems = [Problem("optional_sheet_missing", "warning", s.key) for s in missing]
    for key, found in candidates.items():
        problems += _remarks(key, chosen[key], sorted(found))
    if others:
        problems.append(Problem("sheets_not_read", "note", facts=(("found", names(others)),)))
    return FoundSheets({key: candidate.sheet for key, candidate in chosen.items()}, tuple(problems))


def _candidates(raw: RawWorkbook, definition: Definition) -> tuple[dict[str, list[Candidate]], list[str]]:
    known = sheet_names_of(definition.workbook)
    found: dict[str, list[Candidate]] = {}
    others: list[str] = []
    for place, sheet in enumerate(raw.sheets):
        name = fold(sheet.name)
        original = _COPY.fullmatch(name)
        if name in known:
            found.setdefault(known[name], []).append(
                Candidate(False, sheet.hidden, place, known[name], sheet)
            )
        elif original and original[1] in known:
            key = known[original[1]]
            found.setdefault(key, []).append(Candidate(True, sheet.hidden, place, key, sheet))
        elif name not in _OURS and sheet.cells:
            others.append(sheet.name)
    return found, others


def _remarks(key: str, chosen: Candidate, found: list[Candidate]) -> Iterator[Problem]:
    read = (("read", clean(chosen.sheet.name).text),)
    if len(found) > 1:
        rest = names(candidate.sheet.name for candidate in found[1:])
        yield Problem("several_sheets", "warning", key, facts=(("found", rest), *read))
    elif chosen.copy:
        yield Problem("copied_sheet_read", "warning", key, facts=(("found", clean(chosen.sheet.name).text),))
    if chosen.hidden:
        yield Problem("hidden_sheet", "note", key)


def names(found: Iterable[str]) -> str:
    """Names as a list to show: short, however many there are."""
    cleaned = [clean(name).text for name in found]
    more = ["…"] if len(cleaned) > _NAMES_SHOWN else []
    return ", ".join([*cleaned[:_NAMES_SHOWN], *more]) or "–"
