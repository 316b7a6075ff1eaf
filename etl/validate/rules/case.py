"""What a rule may look at, and how it reports what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from definition import Definition, Indicator, Workshop
from etl.history import History, PastReport
from etl.problems import SEVERITIES, Fact, Problem, Severity
from etl.submission import CheckedRow, Stamp, Value
from etl.validate.derived import derived_values, number, source_sheet, uncertain
from etl.validate.doubts import Doubts
from etl.validate.lacking import UNUSABLE_SHEET

Sheets = Mapping[str, tuple[CheckedRow, ...]]
Facts = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Case:
    """One submission with everything it is judged by. What could not be read is None and no rule's affair."""

    definition: Definition
    stamp: Stamp
    city: str | None
    workshop: Workshop | None
    today: date
    sheets: Sheets
    indicator_rows: Mapping[str, CheckedRow]  # by code; the first of a code that stands twice
    derived: Mapping[str, float | None]  # derived indicators by code; empty without a workshop
    uncertain: frozenset[str]  # derived indicators whose list sheet has a value in doubt: their value is None
    earlier: tuple[tuple[Workshop, PastReport], ...]  # reports for earlier workshops, oldest first
    replaced: PastReport | None  # the report this submission would replace
    read: frozenset[str]  # the sheets that were found and could be read
    unusable: frozenset[str]  # those that were found and could not, of which that is told
    told: Mapping[tuple[str, str], Problem]  # sheet, cell → the gravest problem told of it before

    @property
    def asked_indicators(self) -> tuple[Indicator, ...]:
        """The indicators with a row in the workbook of this workshop."""
        return self.definition.asked_in(self.workshop.code if self.workshop else None)

    @property
    def cover(self) -> CheckedRow:
        return self.sheets["cover"][0]

    @property
    def last(self) -> PastReport | None:
        """The newest report for an earlier workshop."""
        return self.earlier[-1][1] if self.earlier else None

    @property
    def last_in_year(self) -> PastReport | None:
        """The newest report for an earlier part of the same calendar year."""
        same_year = [
            r for w, r in self.earlier if self.workshop and w.period_end.year == self.workshop.period_end.year
        ]
        return same_year[-1] if same_year else None

    def actual(self, code: str) -> float | None:
        """C as it counts: typed, else derived."""
        row = self.indicator_rows.get(code)
        typed = number(row, "actual") if row else None
        return self.derived.get(code) if typed is None else typed

    def baseline(self, code: str) -> float | None:
        """A as it counts: the first that was accepted, else the one typed now."""
        first = self.first_baseline(code)
        row = self.indicator_rows.get(code)
        return first if first is not None or row is None else number(row, "baseline")

    def first_baseline(self, code: str) -> float | None:
        past = (report.indicators.get(code) for _, report in self.earlier)
        return next((p.baseline for p in past if p and p.baseline is not None), None)

    def untold(self) -> Iterator[tuple[Indicator, CheckedRow]]:
        """Core indicators of which there is neither a value, nor one that could be counted, nor a reason."""
        for indicator, row in self.asked():
            told = self.actual(indicator.code) is not None or row.values.get("missing_reason") is not None
            if indicator.core and not told and indicator.code not in self.uncertain:
                yield indicator, row

    @property
    def wanted_sheets(self) -> frozenset[str]:
        """List sheets that have no rows, although a core indicator would have to be counted from them."""
        return frozenset(
            sheet
            for indicator, row in self.untold()
            if indicator.entry == "derived" and not self.is_wrong("indicators", row, "actual")
            if not self.sheets[sheet := source_sheet(self.definition, indicator)]
        )

    def is_wrong(self, sheet: str, row: CheckedRow, column: str) -> bool:
        told = self.told_of(sheet, row, column)
        return told is not None and told.severity == "error"

    def told_of(self, sheet: str, row: CheckedRow, column: str) -> Problem | None:
        """What was said while the cell was read: it knows what was typed there."""
        return self.told.get((sheet, row.cells.get(column, "")))

    def asked(self) -> Iterator[tuple[Indicator, CheckedRow]]:
        """The indicators this workshop asks a city for, with their rows, in catalogue order."""
        for indicator in self.asked_indicators:
            if row := self.indicator_rows.get(indicator.code):
                yield indicator, row


def open_case(
    definition: Definition,
    stamp: Stamp,
    as_read: Sheets,
    history_of: Callable[[str], History],
    today: date,
    read: frozenset[str],
    told: Sequence[Problem],
    doubts: Doubts,
) -> Case:
    sheets = doubts.without(as_read)
    cover = sheets["cover"][0].values if sheets.get("cover") else {}  # the organizers' workbook has none
    city, code = _text(cover.get("municipality")), _text(cover.get("workshop"))
    workshop = definition.workshop(code) if code else None
    reports = history_of(city).reports if city and workshop else {}
    earlier = [
        (w, reports[w.code])
        for w in definition.workshops
        if workshop and w.code in reports and w.period_end < workshop.period_end
    ]
    rows: dict[str, CheckedRow] = {}
    for row in sheets.get("indicators", ()):  # the slice of a unit has none
        if found := _text(row.values.get("indicator_code")):
            rows.setdefault(found, row)
    in_doubt = uncertain(definition, sheets, doubts)
    derived = derived_values(definition, sheets, workshop.period_end) if workshop else {}
    derived |= dict.fromkeys(in_doubt & derived.keys())
    replaced = reports.get(code) if code else None
    gravest = {
        (p.sheet, p.cell): p for severity in reversed(SEVERITIES) for p in told if p.severity == severity
    }
    return Case(
        definition,
        stamp,
        city,
        workshop,
        today,
        sheets,
        rows,
        derived,
        in_doubt,
        tuple(earlier),
        replaced,
        read,
        frozenset(p.sheet for p in told if p.code in UNUSABLE_SHEET),
        gravest,
    )


def problem(
    code: str, severity: Severity, sheet: str, row: CheckedRow, column: str, /, **facts: Value
) -> Problem:
    """A problem at a cell; what stands in the cell becomes the fact `found` unless it is given."""
    written = _facts({"found": row.values.get(column)} | facts)
    return Problem(code, severity, sheet, row.cells.get(column, ""), column, written)


def sheet_problem(code: str, severity: Severity, sheet: str, column: str = "", /, **facts: Value) -> Problem:
    """A problem of something that is not there, so that it has no cell."""
    return Problem(code, severity, sheet, "", column, _facts(facts))


def _facts(facts: Mapping[str, Value]) -> tuple[tuple[str, Fact], ...]:
    return tuple((name, plain(fact)) for name, fact in facts.items())


def plain(value: Value) -> Fact:
    """A value as a fact: days in ISO form, several texts as they are typed."""
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(value) if isinstance(value, tuple) else value


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
