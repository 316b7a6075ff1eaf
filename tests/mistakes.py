"""One mistake for each code: what it changes in the good workbook as the reader hands it on, so that several
can be planted in one workbook within milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from definition import load
from etl.cells import Cell, RawSheet, RawWorkbook
from etl.history import NO_HISTORY, History, PastReport
from etl.parse.workbook import parse
from etl.problems import Problem, Unreadable
from etl.validate.verdict import validate
from etl.xlsx.reader import read
from tests.builders import filled_workbook
from tests.cases import CASES, TODAY, judged

Change = Callable[[RawWorkbook], RawWorkbook]
Patch = Mapping[tuple[str, int, int], Cell | None]  # sheet name, row, column → what stands there now


@dataclass(frozen=True)
class Mistake:
    code: str
    change: Change
    history: History = NO_HISTORY


@cache
def good() -> RawWorkbook:
    return read(filled_workbook())


def found(*mistakes: Mistake) -> list[Problem]:
    """What is told of the good workbook with these mistakes in it, but for notes."""
    raw, history = good(), NO_HISTORY
    for mistake in mistakes:
        raw, history = mistake.change(raw), together(history, mistake.history)
    try:
        checked = validate(parse(raw, load()), load(), lambda _city: history, TODAY)
    except Unreadable as refusal:
        return [refusal.problem]
    return [p for p in checked.problems if p.severity != "note"]


def together(one: History, other: History) -> History:
    reports = dict(one.reports)
    for code, report in other.reports.items():
        known = reports.get(code, PastReport(report.submission_id, code, {}, {}))
        indicators, actions = (
            {**known.indicators, **report.indicators},
            {**known.actions, **report.actions},
        )
        reports[code] = replace(known, indicators=indicators, actions=actions)
    return History(reports)


def patched(patch: Patch) -> Change:
    def change(raw: RawWorkbook) -> RawWorkbook:
        sheets = []
        for sheet in raw.sheets:
            mine = {(row, column): cell for (name, row, column), cell in patch.items() if name == sheet.name}
            cells = {**sheet.cells, **mine}
            kept = {place: cell for place in sorted(cells) if (cell := cells[place]) is not None}
            sheets.append(replace(sheet, cells=kept) if mine else sheet)
        return replace(raw, sheets=tuple(sheets))

    return change


def difference(changed: RawWorkbook) -> Patch:
    patch: dict[tuple[str, int, int], Cell | None] = {}
    for before, after in zip(good().sheets, changed.sheets, strict=True):
        assert before.name == after.name
        for place in before.cells.keys() | after.cells.keys():
            if before.cells.get(place) != after.cells.get(place):
                patch[before.name, *place] = after.cells.get(place)
    return patch


def typed(**places: object) -> Change:
    return patched(difference(read(filled_workbook(**places))))


def sheet(name: str, change: Callable[[RawSheet], RawSheet | tuple[RawSheet, ...] | None]) -> Change:
    """Something is done to one sheet: changed, doubled, taken out."""

    def done(raw: RawWorkbook) -> RawWorkbook:
        sheets: list[RawSheet] = []
        for each in raw.sheets:
            now = change(each) if each.name == name else each
            sheets += now if isinstance(now, tuple) else [now] if now else []
        return replace(raw, sheets=tuple(sheets))

    return done


def _merged(raw: RawSheet) -> RawSheet:
    return replace(raw, merges=(*raw.merges, (3, 3, 4, 3)))  # the names of two actions


def _without_column(number: int) -> Callable[[RawSheet], RawSheet]:
    def change(raw: RawSheet) -> RawSheet:
        return replace(raw, cells={place: cell for place, cell in raw.cells.items() if place[1] != number})

    return change


def _slipped(raw: RawSheet) -> RawSheet:
    """The row of a project, one column to the right."""
    cells = {place: cell for place, cell in raw.cells.items() if place[0] != 3}
    moved = {(3, c + 1): replace(cell, column=c + 1) for (r, c), cell in raw.cells.items() if r == 3}
    return replace(raw, cells=dict(sorted({**cells, **moved}.items())))


def _of_cases() -> dict[str, Mistake]:
    """The first case in which nothing else is wrong."""
    mistakes: dict[str, Mistake] = {}
    for case in CASES:
        problems = judged(case.typed, case.history).problems
        told = {p.code for p in problems if p.severity != "note"}
        if len(told) == 1 and (code := told.pop()) not in mistakes:
            mistakes[code] = Mistake(code, typed(**case.typed), case.history)
    return mistakes


def _of_structure() -> dict[str, Change]:
    return {
        "optional_sheet_missing": sheet("Zorluklar", lambda _raw: None),
        "missing_sheet": sheet("Eylemler", lambda _raw: None),
        "copied_sheet_read": sheet("Zorluklar", lambda raw: replace(raw, name="Zorluklar (2)")),
        "several_sheets": sheet(
            "İyi Uygulamalar", lambda raw: (raw, replace(raw, name="İyi Uygulamalar (2)"))
        ),
        "missing_column": sheet("Eylemler", _without_column(4)),
        "renamed_column": typed(actions_D1="Sorumlu Birimi"),
        "duplicate_header": typed(indicators_J1="Hedef (B) *"),
        "missing_key_column": typed(indicators_A1="Sıra"),
        "optional_duplicate_header": typed(challenges_F1="Önem"),
        "optional_missing_key_column": typed(challenges_A1="Sıra"),
        "merged_cell": sheet("Eylemler", _merged),
        "no_data_rows": _without_own_values,
        "unknown_template_version": sheet("_Sablon", _stamped("template_version", "99")),
        "stamp_workshop_differs": sheet("_Sablon", _stamped("workshop", "2")),
        "shifted_row": sheet("Projeler", _slipped),
    }


def _without_own_values(raw: RawWorkbook) -> RawWorkbook:
    for name in ("Kapak", "Eylemler", "Göstergeler"):
        raw = sheet(name, _emptied)(raw)
    return raw


def _emptied(raw: RawSheet) -> RawSheet:
    first = 2 if raw.name == "Kapak" else 1  # a form has its fields in the first column
    kept = {
        place: cell
        for place, cell in raw.cells.items()
        if (place[1] < first if raw.name == "Kapak" else place[0] == 1)
    }
    return replace(raw, cells=kept)


def _stamped(key: str, value: str) -> Callable[[RawSheet], RawSheet]:
    def change(raw: RawSheet) -> RawSheet:
        (row,) = (row for (row, column), cell in raw.cells.items() if column == 1 and cell.value == key)
        return replace(raw, cells={**raw.cells, (row, 2): Cell(row, 2, "text", value)})

    return change


@cache
def mistakes() -> Mapping[str, Mistake]:
    """By code."""
    made = {code: Mistake(code, change) for code, change in _of_structure().items()}
    return {**_of_cases(), **made}
