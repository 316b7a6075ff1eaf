"""One mistake is one message: nothing follows from what is itself in error, and every rule says on what it
rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from definition import Definition, load
from etl.history import NO_HISTORY, History
from etl.parse.workbook import parse
from etl.problems import Problem
from etl.slices.rules import SLICE_RULES
from etl.submission import CheckedRow, ParsedWorkbook
from etl.validate.derived import FORMULAS, source_sheet
from etl.validate.doubts import Place, doubts_of
from etl.validate.rules import RULES, Case, Rule, open_case, rule
from etl.validate.rules.case import problem
from etl.validate.verdict import validate
from etl.xlsx.addresses import position
from tests.cases import CASES, TODAY, parsed
from tests.figures import figure_problems
from tests.good_rows import good_rows
from tests.mistakes import found, good, mistakes
from tests.origins import origin_problems
from tests.test_messages import texts_of

# What no typed cell of a report causes, and is tested where it belongs. Each is told alone.
_ELSEWHERE = {
    *("start_after_end", "council_after_ministry"),  # in receipts of earlier times only
    *(
        "file_missing",
        "file_not_opened",
        "folder_without_files",
        "not_checked",
    ),  # of paths: test_check_folder
    *(
        "not_your_city",
        "accepted_row_changed",
        "accepted_row_gone",
        "row_not_open",
    ),  # of senders: test_review
    *("slice_base_unknown", "slice_base_unread", "slice_city_differs", "slice_code_taken", "slice_cut_off"),
    *("slice_foreign_row", "slice_unit_unknown", "slice_workshop_differs"),  # test_slices
    "above_maximum",  # no column has a maximum: test_validate
}
# Two mistakes whose codes cannot be apart: the value or the reason is enough for a core indicator.
_OF_TWO = {"core_actual_unread"}
# One pair in this many is tried; each mistake meets every kind of others.
_ONE_IN = 7
_WHOLE_FILE = {
    *("missing_sheet", "no_data_rows", "unknown_template_version", "duplicate_header", "missing_key_column")
}
_WHOLE_SHEET = {
    *("copied_sheet_read", "several_sheets", "optional_sheet_missing", "optional_sheet_empty"),
    *("sheet_empty", "optional_missing_key_column", "optional_duplicate_header"),
}
# Within one row they meet: cells that are empty together, a value and its reason.
_OF_ONE_ROW = {"required", "required_together", *_OF_TWO}
# KAP-02 is compared with KAP-01.
_MATCHED = {"more_speakers_than_staff": {("indicators", 2)}}
# Who takes part in an unknown workshop cannot be told; what can is that the template is another city's.
_INSTEAD = {"city_not_participating": {"stamp_city_differs"}}


def codes(problems: list[Problem]) -> set[str]:
    return {p.code for p in problems}


@pytest.mark.parametrize("code", mistakes())
def test_a_mistake_alone_gives_its_own_code_and_nothing_else(code: str) -> None:
    assert codes(found(mistakes()[code])) == {code}


def test_every_code_is_planted(definition: Definition) -> None:
    planted = {*mistakes(), *figure_problems(), *origin_problems(), *_ELSEWHERE, *_OF_TWO}
    left = {code for code in texts_of(definition) - planted if not code.startswith("refused_")}
    assert left == _notes(definition)


def _notes(definition: Definition) -> set[str]:
    """What is only ever a note keeps nobody from anything."""
    return {
        *("characters_removed", "code_read_as", "columns_without_header", "comments_not_read"),
        *(
            "date_as_text",
            "date_from_number",
            "date_read",
            "external_links",
            "extra_columns",
            "footnote_skipped",
        ),
        *("formula_value", "hidden_columns", "hidden_rows", "hidden_sheet", "more_problems"),
        *(
            "number_as_text",
            "older_template",
            "read_as_empty",
            "reason_read",
            "repeated_header_skipped",
            "separator_read",
        ),
        *("sheets_not_read", "signature_skipped", "total_row_skipped"),
    }


# Pairs


@cache
def alone(code: str) -> tuple[Problem, ...]:
    return tuple(found(mistakes()[code]))


def told(problems: tuple[Problem, ...] | list[Problem]) -> set[tuple[str, str, str]]:
    return {(p.code, p.sheet, p.cell) for p in problems}


def pairs() -> Iterator[tuple[str, str]]:
    planted = sorted(set(mistakes()) - _WHOLE_FILE)
    for place, pair in enumerate(combinations(planted, 2)):
        if place % _ONE_IN == 0:
            yield pair


def test_two_mistakes_that_do_not_rest_on_each_other_give_exactly_the_two() -> None:
    wrong, independent = [], 0
    for one, other in pairs():
        both = told(found(mistakes()[one], mistakes()[other]))
        expected = told(alone(one)) | told(alone(other))
        if are_independent(one, other):
            independent += 1
            if both != expected:
                wrong.append((one, other, both ^ expected))
        elif new := {code for code, _, _ in both} - {one, other} - _OF_ONE_ROW - _INSTEAD.get(one, set()):
            wrong.append((one, other, new))
    assert wrong == []
    assert independent > 400


def are_independent(one: str, other: str) -> bool:
    """Other rows, other sheets, and neither found by a rule that rests on what the other is about."""
    first, second = alone(one), alone(other)
    if {p.sheet for p in first} & {p.sheet for p in second} and {one, other} & _WHOLE_SHEET:
        return False
    if _rows(one) & _rows(other):
        return False
    return not (_rests_on(first, second) or _rests_on(second, first))


@cache
def _rows(code: str) -> frozenset[tuple[str, object]]:
    """The rows that a mistake touches or is told of, and the rows of earlier reports."""
    names = {sheet.name.tr: sheet.key for sheet in load().workbook.sheets}
    before = {sheet.name: sheet.cells for sheet in good().sheets}
    rows = {(p.sheet, position(p.cell)[0]) for p in alone(code) if p.cell} | _MATCHED.get(code, set())
    for sheet in mistakes()[code].change(good()).sheets:
        cells = before.get(sheet.name, {})
        changed = (p for p in {*cells, *sheet.cells} if cells.get(p) != sheet.cells.get(p))
        rows |= {(names.get(sheet.name, sheet.name), row) for row, _ in changed}
    reports = mistakes()[code].history.reports.values()
    return frozenset(rows) | {("earlier", key) for r in reports for key in (*r.indicators, *r.actions)}


def _rests_on(problems: tuple[Problem, ...], others: tuple[Problem, ...]) -> bool:
    """Do the rules that found `problems` declare to rest on the columns in which the others are?"""
    columns = {(p.sheet, p.column) for p in others}
    for each in {each for p in problems for each in _rules_of(p.code)}:
        if columns & {*each.every, *(place for place in each.row if place[0] == "cover")}:
            return True
    # A derived indicator is counted from its list sheet.
    counted_from = {_source(str(p.fact("indicator"))) for p in problems if p.sheet == "indicators"}
    return bool(counted_from & {p.sheet for p in others})


def _source(indicator: str) -> str:
    known = load()
    return next((source_sheet(known, i) or "-" for i in known.indicators if i.code == indicator), "-")


@cache
def _rules_of(code: str) -> tuple[Rule, ...]:
    mistake = mistakes()[code]
    case = opened(parse(mistake.change(good()), load()), mistake.history)
    return tuple(each for each in RULES if any(p.code == code for p in each(case)))


def opened(book: ParsedWorkbook, history: History) -> Case:
    """The case as a rule sees it where nothing is in doubt."""
    sheets = validate(book, load(), lambda _city: history, TODAY).sheets
    read, none = frozenset(book.sheets), doubts_of(load(), book, sheets, ())
    return open_case(load(), book.stamp, sheets, lambda _city: history, TODAY, read, (), none)


def test_a_new_rule_takes_no_value_in_error_for_one_that_is_not_there() -> None:
    """Whatever it makes of an empty cell, and wherever it says so."""

    def weights_are_given(case: Case) -> Iterator[Problem]:
        for row in case.sheets["actions"]:
            if row.values.get("weight") is None:
                yield problem("required", "warning", "actions", row, "action_name", found=None)

    def told_at(declared: Rule, **typed: object) -> list[str]:
        checked = validate(parsed(typed), load(), lambda _city: NO_HISTORY, TODAY, [declared])
        return [p.cell for p in checked.problems if p.column == "action_name"]

    new = rule(row="actions.weight")(weights_are_given)
    empty = ["C4", "C6", "C7", "C8", "C9"]
    assert told_at(new) == empty
    assert told_at(new, actions_L4="çok") == empty[1:]
    assert told_at(new, actions_L1="Ağırlıklar") == [], "the file has no such column"
    assert told_at(rule(every="actions.weight")(weights_are_given), actions_L4="çok") == []


# What a rule declares is what it reads


class Watched(dict[str, Any]):
    """The values of a row, which remember what was asked of them."""

    def __init__(self, values: Mapping[str, Any], sheet: str, asked: set[Place]) -> None:
        super().__init__(values)
        self.sheet, self.asked = sheet, asked

    def __getitem__(self, key: str) -> Any:
        self.asked.add((self.sheet, key))
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add((self.sheet, key))
        return super().get(key, default)


class WatchedCase(Case):
    """A case that remembers what was asked of it. Which indicators are asked for is the same for a workshop
    that is in error: those that every workshop asks for."""

    asked_places: set[Place]

    def __getattribute__(self, name: str) -> Any:
        asked = object.__getattribute__(self, "__dict__").get("asked_places")
        if asked is not None and not _IN_ASKED_INDICATORS:
            asked |= _BEHIND.get(name, set())
        return object.__getattribute__(self, name)

    @property
    def asked_indicators(self) -> Any:
        _IN_ASKED_INDICATORS.append(True)
        try:
            return Case.asked_indicators.fget(self)  # type: ignore[attr-defined]
        finally:
            _IN_ASKED_INDICATORS.pop()


_IN_ASKED_INDICATORS: list[bool] = []
_CITY, _WORKSHOP, _CODE = ("cover", "municipality"), ("cover", "workshop"), ("indicators", "indicator_code")
_BEHIND: Mapping[str, set[Place]] = {
    "city": {_CITY},
    "workshop": {_WORKSHOP},
    "earlier": {_CITY, _WORKSHOP},
    "replaced": {_CITY, _WORKSHOP},
    "derived": {_WORKSHOP},
    "indicator_rows": {_CODE},
}


def watched(case: Case, asked: set[Place]) -> WatchedCase:
    rows: dict[int, CheckedRow] = {}

    def seen(sheet: str, row: CheckedRow) -> CheckedRow:
        return rows.setdefault(id(row), replace(row, values=Watched(row.values, sheet, asked)))

    sheets = {key: tuple(seen(key, row) for row in found) for key, found in case.sheets.items()}
    by_code = {code: seen("indicators", row) for code, row in case.indicator_rows.items()}
    fields = {name: getattr(case, name) for name in Case.__dataclass_fields__}
    made = WatchedCase(**{**fields, "sheets": sheets, "indicator_rows": by_code})
    made.__dict__["asked_places"] = asked
    asked.clear()
    return made


@cache
def read_by() -> Mapping[str, frozenset[Place]]:
    """By rule what it read in any of the cases."""
    read: dict[str, set[Place]] = {each.name: set() for each in (*RULES, *SLICE_RULES)}
    for planted in CASES:
        case = opened(parsed(planted.typed), planted.history)
        for each in (*RULES, *SLICE_RULES):
            asked: set[Place] = set()
            list(each(watched(case, asked)))
            read[each.name] |= asked
    return {name: frozenset(places) for name, places in read.items()}


@pytest.mark.parametrize("rule", dict.fromkeys((*RULES, *SLICE_RULES)), ids=lambda rule: rule.name)
def test_a_rule_declares_what_it_reads_and_nothing_else(rule: Rule, definition: Definition) -> None:
    declared = {*rule.row, *rule.every, *rule.beside}
    assert declared == set(read_by()[rule.name])


@pytest.mark.parametrize("code", FORMULAS)
def test_a_derived_indicator_declares_the_columns_it_is_counted_from(
    code: str, definition: Definition
) -> None:
    asked: set[Place] = set()
    sheet, rows = source_sheet(definition, definition.indicator(code)), good_rows(definition)
    watching = [
        CheckedRow(number, Watched(row, sheet, asked), {}) for number, row in enumerate(rows[sheet], 2)
    ]
    FORMULAS[code].of(watching, date(2024, 12, 31))
    assert asked == {(sheet, column) for column in FORMULAS[code].columns}
