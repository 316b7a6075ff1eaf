"""Which values are themselves in error, so that nothing may be concluded from them?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from definition import Definition
from etl.problems import Problem, Severity
from etl.submission import CheckedRow, ParsedWorkbook
from etl.xlsx.addresses import position

Place = tuple[str, str]  # keys of a sheet and of one of its columns
Sheets = Mapping[str, tuple[CheckedRow, ...]]


class _Value(NamedTuple):
    sheet: str
    column: str
    row: int  # 0 on a form, which is one row


@dataclass(frozen=True, slots=True)
class Doubts:
    """An error about a value, or a value that was lost with a warning."""

    forms: frozenset[str]
    values: Mapping[_Value, Severity]
    columns: Mapping[Place, Severity]  # columns with such a value, or that the file does not have at all
    absent: frozenset[Place]  # of those the ones that the file does not have
    cells: frozenset[tuple[str, str]]  # sheet and address of the values in error

    def undermine(self, problem: Problem, row: Iterable[Place], every: Iterable[Place]) -> bool:
        """Does a finding rest on one of them? An error only on an error: no report counts for want of it."""
        if not self.columns:
            return False
        reasons = [self.columns.get(place) for place in every]
        for sheet, column in row:
            if (sheet, column) in self.absent:
                reasons.append(self.columns[sheet, column])
            elif sheet in self.forms or (sheet == problem.sheet and problem.cell):
                reasons.append(self.values.get(self._value(sheet, column, problem.cell)))
        return "error" in reasons or (problem.severity != "error" and "warning" in reasons)

    def about(self, places: Iterable[Place]) -> bool:
        """Is any value of these columns in doubt?"""
        return bool(self.columns) and any(place in self.columns for place in places)

    def without(self, sheets: Sheets) -> Sheets:
        """The rows as a rule may see them: a value in error is no value."""
        if not self.cells:
            return sheets

        def seen(sheet: str, row: CheckedRow) -> CheckedRow:
            wrong = [key for key, cell in row.cells.items() if (sheet, cell) in self.cells]
            return replace(row, values={**row.values, **dict.fromkeys(wrong)}) if wrong else row

        return {key: tuple(seen(key, row) for row in rows) for key, rows in sheets.items()}

    def and_of(self, problems: Iterable[Problem]) -> Doubts:
        """With what a rule found."""
        return self._with([p for p in problems if p.severity == "error" and p.cell])

    def _with(self, problems: Sequence[Problem]) -> Doubts:
        values, columns = dict(self.values), dict(self.columns)
        for p in sorted(problems, key=lambda p: p.severity == "error"):  # the graver one stays
            values[self._value(p.sheet, p.column, p.cell)] = p.severity
        for p in sorted(problems, key=lambda p: p.severity == "error"):
            columns[p.sheet, p.column] = p.severity
        cells = {(p.sheet, p.cell) for p in problems if p.severity == "error"}
        return replace(self, values=values, columns=columns, cells=self.cells | cells)

    def _value(self, sheet: str, column: str, cell: str) -> _Value:
        return _Value(sheet, column, 0 if sheet in self.forms else position(cell)[0])


def doubts_of(
    definition: Definition, parsed: ParsedWorkbook, sheets: Sheets, found: Sequence[Problem]
) -> Doubts:
    """What was told while the cells were read."""
    forms = frozenset(s.key for s in definition.workbook.sheets if s.layout == "form")
    absent: dict[Place, Severity] = {
        (sheet.key, column.key): "error" if column.essential else "warning"
        for sheet in definition.workbook.sheets
        if (read := parsed.sheets.get(sheet.key)) is not None
        for column in sheet.read_columns
        if column.key not in read.columns
    }
    none = Doubts(forms, {}, absent, frozenset(absent), frozenset())
    told = [p for p in found if p.cell and p.severity != "note"]
    empty = _empty_cells(sheets) if any(p.severity == "warning" for p in told) else frozenset()
    of_values = [p for p in told if p.column and (p.severity == "error" or (p.sheet, p.cell) in empty)]
    return none._with([*of_values, *_of_whole_rows([p for p in told if not p.column], sheets)])


def _of_whole_rows(problems: Sequence[Problem], sheets: Sheets) -> Iterator[Problem]:
    """What has a cell but no column is said of every cell of its row."""
    rows = {(p.sheet, position(p.cell)[0]): p for p in problems}
    for sheet in {p.sheet for p in problems}:
        for row in sheets.get(sheet, ()):
            if problem := rows.get((sheet, row.number)):
                for column, cell in row.cells.items():
                    yield replace(problem, column=column, cell=cell)


def _empty_cells(sheets: Sheets) -> frozenset[tuple[str, str]]:
    return frozenset(
        (key, cell)
        for key, rows in sheets.items()
        for row in rows
        for column, cell in row.cells.items()
        if row.values.get(column) is None
    )
