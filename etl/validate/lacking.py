"""What the file does not have is told once, and as gravely as it is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from etl.problems import Problem

_OPTIONAL, _ABSENT_SHEET = "optional_", "optional_sheet_missing"
UNUSABLE_SHEET = frozenset({"optional_duplicate_header", "optional_missing_key_column"})
_ABSENT_COLUMN = frozenset({"missing_column", "renamed_column"})


def columns_as_needed(found: Iterable[Problem]) -> list[Problem]:
    """A column that a row would have had to fill in is an error, rather than each of its empty cells."""
    told = list(found)
    needed = {(p.sheet, p.column) for p in told if _has_no_cell(p)}
    return [
        replace(p, severity="error") if p.code in _ABSENT_COLUMN and (p.sheet, p.column) in needed else p
        for p in told
        if not _has_no_cell(p)
    ]


def _has_no_cell(problem: Problem) -> bool:
    return problem.code == "required" and not problem.cell


def sheets_as_needed(found: Iterable[Problem], wanted: Collection[str]) -> Iterator[Problem]:
    """A list sheet that could not be read is an error where a core indicator would be counted from it. Of one
    that is not there, the indicator's own error says so."""
    for p in found:
        if p.sheet not in wanted or p.code not in (_ABSENT_SHEET, *UNUSABLE_SHEET):
            yield p
        elif p.code in UNUSABLE_SHEET:
            yield replace(p, code=p.code.removeprefix(_OPTIONAL), severity="error")
