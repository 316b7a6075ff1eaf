"""Cells into values, one row at a time: what each cell says, and whether its column allows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from definition import Column, Definition, Indicator, Sheet
from etl.interpret.cell import Context, Finding, Reading, interpret
from etl.interpret.findings import UNREAD
from etl.lookups import Once
from etl.problems import Problem, Severity
from etl.submission import CheckedRow, ParsedRow, ParsedSheet, Value
from etl.validate.needs import Need, may_be_explained, needs_of
from etl.validate.reasons import understood

_CODE = "indicator_code"


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks the rows of one sheet as the definition asks."""

    sheet: Sheet
    found: ParsedSheet
    needs: Mapping[str, Need]
    indicators: Mapping[str, Indicator]
    context: Context
    stated: tuple[Column, ...]  # those in which a reason may stand in the place of the number
    measures: bool  # is any column a measure, whose unit is that of the row's indicator?

    def row(self, row: ParsedRow) -> tuple[CheckedRow, list[Problem]]:
        """The values of a row and what is wrong with its cells, in the order of the columns."""
        context, columns = self._context(row), self.sheet.read_columns
        readings = {c.key: _read(row, c, context) for c in columns if c.key in row.cells}
        taken: Mapping[str, str] = {}
        if self.stated:
            readings, taken = understood(self.stated, readings)
        values = {c.key: readings[c.key].value if c.key in readings else None for c in columns}
        cells = self.found.addresses(row)
        cells |= {column: cells[source] for column, source in taken.items()}
        problems: list[Problem] = []
        for column in columns:
            reading = readings.get(column.key)
            # Nearly every cell is one about which there is nothing to say.
            if (reading and reading.findings) or (values[column.key] is None and column.key in self.needs):
                problems += self._judge(column, reading, values, cells)
        if self.sheet.layout == "table":
            problems = _gathered(problems)
        return CheckedRow(row.number, values, cells), problems

    def _context(self, row: ParsedRow) -> Context:
        """With the indicator that a row of measures is about: its unit says what the numbers mean."""
        if _CODE not in row.cells or not self.measures:
            return self.context
        code = _read(row, self.sheet.column(_CODE), self.context).value
        return replace(self.context, indicator=self.indicators.get(str(code)))

    def _judge(
        self, column: Column, reading: Reading | None, values: Mapping[str, Value], cells: Mapping[str, str]
    ) -> Iterator[Problem]:
        findings = reading.findings if reading else ()
        need = self.needs.get(column.key)
        essential = need is not None and need.holds(values)
        strict = need is not None and need.may_hold(values)
        cell = cells.get(column.key, "")
        for finding in findings:
            severity = _severity(finding, strict)
            yield Problem(finding.code, severity, self.sheet.key, cell, column.key, finding.facts)
        if essential and values[column.key] is None and self._unexplained(column, findings):
            yield Problem("required", "error", self.sheet.key, cell, column.key, (("found", None),))

    def _unexplained(self, column: Column, findings: tuple[Finding, ...]) -> bool:
        """Is the cell simply empty? An unreadable value and a missing essential column were told before."""
        lost = any(finding.kind in ("flag", "need", "error") for finding in findings)
        no_column = column.essential and column.key not in self.found.columns
        return not (lost or no_column or may_be_explained(self.sheet, column.key))


def _read(row: ParsedRow, column: Column, context: Context) -> Reading:
    cell = row.cells[column.key]
    if column.need == "printed":
        return Reading(str(cell.value))
    return _within_bounds(column, interpret(cell, column, context))


def checker(
    definition: Definition, sheet: Sheet, found: ParsedSheet, this_year: int, epoch_1904: bool
) -> Checker:
    return Checker(
        sheet,
        found,
        needs_of(definition, sheet),
        _indicators_of(definition),
        Context(definition, this_year, epoch_1904),
        tuple(column for column in sheet.columns if column.instead),
        any(column.type == "measure" for column in sheet.columns),
    )


_indicators_of = Once[Definition, Mapping[str, Indicator]](
    lambda definition: {i.code: i for i in definition.indicators}
)


def _severity(finding: Finding, strict: bool) -> Severity:
    if finding.kind == "flag":
        return "error" if strict else "warning"
    if finding.kind == "need":
        return "error" if strict else "note"
    return finding.kind


def _within_bounds(column: Column, reading: Reading) -> Reading:
    """A number outside what its column allows is no value."""
    value = reading.value
    if not isinstance(value, int | float) or column.type == "year":
        return reading  # which year is allowed depends on the day, so its reading knows
    for code, bound, outside in (
        ("below_minimum", column.minimum, column.minimum is not None and value < column.minimum),
        ("above_maximum", column.maximum, column.maximum is not None and value > column.maximum),
        ("not_above", column.above, column.above is not None and value <= column.above),
    ):
        if outside:
            notes = tuple(f for f in reading.findings if f.kind == "note")
            facts = (("found", value), ("bound", bound), (UNREAD, 1))
            return Reading(None, (*notes, Finding(code, "flag", facts)))
    return reading


def _gathered(problems: list[Problem]) -> list[Problem]:
    """The empty cells of a half-filled row as one problem, at the first of them."""
    empty = [p for p in problems if p.code == "required" and p.cell]
    if len(empty) < 2:
        return problems
    columns = "; ".join(p.column for p in empty)
    facts = (("found", None), ("columns", columns), ("count", len(empty)))
    first = replace(empty[0], code="required_together", facts=facts)
    return [first if p is empty[0] else p for p in problems if p is empty[0] or p not in empty]
