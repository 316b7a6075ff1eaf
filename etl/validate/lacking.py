"""What the file does not have, or not where it belongs, is told once, and as gravely as it is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from etl.problems import Problem
from etl.xlsx.addresses import position

_OPTIONAL, _ABSENT_SHEET = "optional_", "optional_sheet_missing"
UNUSABLE_SHEET = frozenset({"optional_duplicate_header", "optional_missing_key_column"})
_SLIPPED_ROW = "shifted_row"
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


def slipped_rows_as_needed(found: Iterable[Problem]) -> list[Problem]:
    """A row that slipped by a column is one mistake, not one in each of its cells."""
    told = list(found)
    slipped = {(p.sheet, p.fact("row")) for p in told if p.code == _SLIPPED_ROW}
    if not slipped:
        return told
    within = {p for p in told if p.cell and p.code != _SLIPPED_ROW and (p.sheet, _row(p)) in slipped}
    wrong = {(p.sheet, _row(p)) for p in within if p.severity == "error"}
    return [
        replace(p, severity="error") if p.code == _SLIPPED_ROW and (p.sheet, p.fact("row")) in wrong else p
        for p in told
        if p not in within
    ]


def _row(problem: Problem) -> int:
    return position(problem.cell)[0]


def sheets_as_needed(found: Iterable[Problem], wanted: Collection[str]) -> Iterator[Problem]:
    """A list sheet that could not be read is an error where a core indicator would be counted from it. Of one
    that is not there, the indicator's own error says so."""
    for p in found:
        if p.sheet not in wanted or p.code not in (_ABSENT_SHEET, *UNUSABLE_SHEET):
            yield p
        elif p.code in UNUSABLE_SHEET:
            yield replace(p, code=p.code.removeprefix(_OPTIONAL), severity="error")
