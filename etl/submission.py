"""A submission between cells and values: what parse.py hands to validate.py, and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from etl.cells import Cell, letters
from etl.problems import Problem

# Lists are kept as their codes; several texts or countries as a tuple; percentages as 0-100.
Value = str | float | int | date | tuple[str, ...] | None
Acceptance = Literal["acceptable", "needs_fixing", "unreadable"]
FROM_SAMPLE = "yes"


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """The cells of one row by column key; an empty cell is absent."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """A sheet of the definition as it was found. A form is one row whose cells stand below each other."""

    key: str
    name: str  # as written in the file
    columns: Mapping[str, int]  # column key -> column number; a form: field key -> row number
    rows: tuple[ParsedRow, ...]
    form: bool = False
    value_column: int = 2  # a form: where the values stand

    def addresses(self, row: ParsedRow) -> dict[str, str]:
        """Where the value of each column that was found stands or, if empty, would stand."""
        if self.form:
            letter = letters(self.value_column)
            return {
                key: row.cells[key].address if key in row.cells else f"{letter}{number}"
                for key, number in self.columns.items()
            }
        # A table's cells stand in its columns; made of them, each address costs a third.
        return {key: f"{letters(number)}{row.number}" for key, number in self.columns.items()}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the hidden sheet `_Sablon` says of the template's making; empty where it is gone."""

    template_version: str = ""
    city: str = ""
    workshop: str = ""
    made_at: str = ""
    prefilled_from: str = ""
    unit: str = ""  # whose slice it is; empty in a whole workbook
    installation: str = ""  # which one made it; templates of earlier times do not say
    sample: str = ""  # FROM_SAMPLE where that was the sample


@dataclass(frozen=True, slots=True)
class ParsedWorkbook:
    """Sheets by key, in the order of the definition, and what was noticed while finding them."""

    stamp: Stamp
    sheets: Mapping[str, ParsedSheet]
    problems: tuple[Problem, ...] = ()
    epoch_1904: bool = False


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row of values (every column that is read has a key here; None is missing) with their cells."""

    number: int
    values: Mapping[str, Value]
    cells: Mapping[str, str]  # column key -> address; absent where the sheet lacks the column


@dataclass(frozen=True, slots=True)
class CheckedSubmission:
    """Values, problems and the verdict. `city` and `workshop` are None where they could not be told."""

    acceptance: Acceptance
    city: str | None
    workshop: str | None
    draft: bool
    stamp: Stamp
    sheets: Mapping[str, tuple[CheckedRow, ...]]  # every sheet of the definition has a key here
    problems: tuple[Problem, ...]  # in workbook order, errors first

    def count(self, severity: str) -> int:
        return sum(p.severity == severity for p in self.problems)

    def refused(self, why: Problem) -> CheckedSubmission:
        """The same as nobody's: no city's report and no unit's slice, with that one finding and no value."""
        return replace(
            self,
            acceptance="needs_fixing",
            city=None,
            workshop=None,
            stamp=replace(self.stamp, unit="", prefilled_from=""),
            sheets=dict.fromkeys(self.sheets, ()),
            problems=(why,),
        )
