"""Each mistake is found at its own cell, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from definition import Choice, Definition, load
from etl.cells import Cell
from etl.fold import fold
from etl.history import NO_HISTORY
from etl.submission import CheckedSubmission, ParsedWorkbook
from etl.validate.doubts import doubts_of
from etl.validate.rules import RULES, Rule, open_case
from etl.validate.verdict import validate
from tests.builders import changed_workbook, without_column
from tests.cases import CASES, TODAY, Case, checked, judged, parsed, places, problems_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_mistake_is_reported_at_its_own_cell(case: Case) -> None:
    assert places(judged(case.typed, case.history)) == list(case.found)


def test_a_good_submission_has_nothing_to_mend() -> None:
    good = judged({})
    assert (good.acceptance, good.city, good.workshop, good.draft) == ("acceptable", "antalya", "3", False)
    assert problems_of(good) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_error_and_nothing_else_keeps_a_submission_from_counting(case: Case) -> None:
    submission = judged(case.typed, case.history)
    assert (submission.acceptance == "needs_fixing") == (submission.count("error") > 0)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_case(rule: Rule, definition: Definition) -> None:
    def finds(case: Case) -> bool:
        book = parsed(case.typed)
        sheets = judged(case.typed, case.history).sheets
        history = case.history
        none = doubts_of(definition, book, sheets, ())
        read = frozenset(book.sheets)
        opened = open_case(definition, book.stamp, sheets, lambda _city: history, TODAY, read, (), none)
        return any(True for _ in rule(opened))

    assert any(finds(case) for case in CASES), f"no case in tests/cases.py breaks {rule.name}"


SEVERITY = {
    "an error where the column is essential": ("error", {"actions_F3": "yakında"}),
    "a warning where it is optional": ("warning", {"actions_K2": "yaklaşık 100"}),
    "an error where a condition makes it essential": ("error", {"cover_B8": "yarın"}),
    "a warning where the condition does not hold": ("warning", {"cover_B7": "Taslak", "cover_B8": "yarın"}),
    "an error in a core indicator": ("error", {"indicators_G2": "çok"}),
    "a warning in another indicator": ("warning", {"indicators_G13": "çok"}),
    "an error where it cannot be, whatever the indicator": ("error", {"indicators_G11": 130}),
    "an error above a thousand per mille": ("error", {"indicators_G5": 2100}),
    "an error where it may be one of two numbers": ("error", {"indicators_G6": "1.250"}),
    "a note where it was understood": ("note", {"actions_K2": "1.234,56"}),
}


@pytest.mark.parametrize(("severity", "typed"), SEVERITY.values(), ids=SEVERITY)
def test_what_cannot_be_read_is(severity: str, typed: Mapping[str, Any]) -> None:
    assert [p.severity for p in problems_of(judged(typed))] == [severity]


def test_what_cannot_be_read_is_stored_as_missing() -> None:
    assert judged({"actions_K2": "yaklaşık 100"}).sheets["actions"][0].values["budget_try"] is None


def test_a_suspicious_value_is_stored() -> None:
    assert judged({"actions_I2": 90}).sheets["actions"][0].values["progress_pct"] == 90


def test_every_value_remembers_its_cell(definition: Definition) -> None:
    submission = judged({})
    for sheet in definition.workbook.sheets:
        for row in submission.sheets[sheet.key]:
            assert set(row.values) == set(row.cells) == {column.key for column in sheet.read_columns}
    assert submission.sheets["actions"][1].cells["progress_pct"] == "I3"
    assert submission.sheets["cover"][0].cells["approval"] == "B7"


def test_problems_stand_in_workbook_order_errors_first() -> None:
    found = judged(
        {
            "cooperation_F2": date(2024, 12, 31),  # warning on the last sheet
            "actions_K2": "1.234,56",  # note
            "actions_B3": "Tanıtım ve İletişim",  # warning
            "actions_I10": None,
            "actions_I3": 140,  # error in row 3
            "actions_G2": "yakında",  # error in row 2, right of …
            "actions_C2": None,  # … this one
            "cover_B3": None,  # error on the first sheet
        }
    )
    assert [place for _, place in places(found)] == [
        *("cover_B3", "actions_C2", "actions_G2", "actions_I3"),
        *("actions_B3", "cooperation_F2", "actions_K2"),
    ]


def test_a_lacking_conditional_column_is_asked_for_once(definition: Definition) -> None:
    change = without_column(definition, "projects", "applied_on")
    found = [
        (p.severity, p.code, p.column) for p in problems_of(checked(changed_workbook(change), definition))
    ]
    assert found == [("error", "missing_column", "applied_on")]


def test_a_lacking_essential_column_is_told_once(definition: Definition) -> None:
    change = without_column(definition, "actions", "status")
    found = problems_of(checked(changed_workbook(change), definition))
    assert [(p.severity, p.code, p.column) for p in found] == [("error", "missing_column", "status")]


def test_a_sheet_that_is_not_there_is_not_called_empty(definition: Definition) -> None:
    def delete(book: Any) -> None:
        del book["Zorluklar"]

    found = problems_of(checked(changed_workbook(delete), definition))
    assert [p.code for p in found] == ["optional_sheet_missing"]


def test_a_number_above_the_maximum_of_its_column_is_no_value(definition: Definition) -> None:
    actions = definition.workbook.sheet("actions")
    columns = tuple(replace(c, maximum=1000.0) if c.key == "budget_try" else c for c in actions.columns)
    sheets = tuple(
        replace(s, columns=columns) if s.key == "actions" else s for s in definition.workbook.sheets
    )
    strict = replace(definition, workbook=replace(definition.workbook, sheets=sheets))
    submission = validate(parsed({}), strict, lambda _city: NO_HISTORY, TODAY)
    assert places(submission) == [
        ("above_maximum", f"actions_K{row}") for row in (2, 4, 5)
    ]  # the three budgets of the good workbook
    assert submission.sheets["actions"][0].values["budget_try"] is None


def test_a_draft_may_be_dated_in_words() -> None:
    found = problems_of(judged({"cover_B7": "Taslak", "cover_B8": "yarın"}))
    assert [(p.code, p.severity) for p in found] == [("not_a_date", "warning")]


def test_a_future_approval_is_an_error_at_once_where_the_approval_cannot_be_read() -> None:
    found = problems_of(judged({"cover_B7": "Onaylı", "cover_B8": date(2026, 1, 1)}))
    assert [(p.cell, p.severity) for p in found] == [("B7", "error"), ("B8", "error")]


def test_one_fact_about_a_start_and_an_end_is_one_error_that_names_both() -> None:
    (found,) = problems_of(judged({"actions_F3": date(2026, 1, 1)}))
    assert (found.cell, found.fact("begins"), found.fact("start")) == ("G3", "F3", "2026-01-01")


def test_a_half_filled_row_is_one_error_that_names_its_empty_columns() -> None:
    (found,) = problems_of(judged({"actions_B3": None, "actions_C3": None, "actions_H3": None}))
    assert (found.severity, found.fact("columns")) == ("error", "theme; action_name; status")


def test_a_core_value_tells_what_stands_there() -> None:
    found = problems_of(judged({"indicators_G14": "yok", "indicators_H14": "Bilinmiyor"}))[0]
    assert (found.fact("found"), found.fact("reason")) == ("yok", "Bilinmiyor")


REASONS = load().lists["missing_reasons"].choices


@pytest.mark.parametrize("choice", REASONS, ids=lambda choice: choice.code)
def test_every_word_for_a_reason_is_understood_where_the_number_belongs(choice: Choice) -> None:
    words = [choice.label.tr, choice.label.en, *choice.aliases, *choice.vague]
    for word in [*words, f" {words[0].upper()}! ", fold(words[0])]:
        row = judged({"indicators_G14": word}).sheets["indicators"][12]
        assert (row.values["missing_reason"], row.values["actual"]) == (choice.code, None), word
        assert row.cells["missing_reason"] == "G14", "whoever asks where it comes from is led there"


def test_words_for_no_data_of_any_kind_contradict_no_reason() -> None:
    for choice in REASONS:
        for word in (word for other in REASONS for word in other.vague):
            found = judged({"indicators_G14": word, "indicators_H14": choice.label.tr})
            assert found.sheets["indicators"][12].values["missing_reason"] == choice.code
            assert {p.severity for p in found.problems} == {"note"}


def test_a_reason_elsewhere_than_in_the_value_says_nothing_of_the_value() -> None:
    for place in ("indicators_F13", "indicators_E13"):
        row = judged({place: "Uygulanamaz", "indicators_G13": 1}).sheets["indicators"][11]
        assert (row.values["missing_reason"], row.values["actual"]) == (None, 1)


TYPED = st.one_of(
    st.tuples(st.just("number"), st.floats()),
    st.tuples(st.just("number"), st.integers(-(10**20), 10**20)),
    st.tuples(st.just("percent"), st.floats(allow_nan=False)),
    st.tuples(st.just("text"), st.text(max_size=30)),
    st.tuples(
        st.just("text"),
        st.sampled_from(["-", "31.02.2024", "%45", "1.234", "E-1.1", "Üye", "Taslak", "KAP-01"]),
    ),
    st.tuples(st.just("bool"), st.booleans()),
    st.tuples(st.just("date"), st.datetimes(datetime(1900, 1, 1), datetime(9999, 12, 31))),
    st.tuples(st.just("error"), st.just("#REF!")),
    st.tuples(st.just("formula"), st.just("=A1")),
)


@given(st.data())
def test_nothing_a_person_can_type_breaks_the_checks(data: st.DataObject) -> None:
    book = parsed({})
    for _ in range(data.draw(st.integers(1, 8))):
        book = _retyped(book, data)
    submission = validate(book, load(), lambda _city: NO_HISTORY, TODAY)
    assert isinstance(submission, CheckedSubmission)


def _retyped(book: ParsedWorkbook, data: st.DataObject) -> ParsedWorkbook:
    """Another value in one cell of the workbook."""
    sheet = book.sheets[data.draw(st.sampled_from(sorted(book.sheets)))]
    place = data.draw(st.integers(0, len(sheet.rows) - 1))
    row = sheet.rows[place]
    column = data.draw(st.sampled_from(sorted(sheet.columns)))
    kind, value = data.draw(TYPED)
    cell = Cell(row.number, sheet.columns[column], kind, value)
    changed = replace(row, cells={**row.cells, column: cell})
    rows = (*sheet.rows[:place], changed, *sheet.rows[place + 1 :])
    return replace(book, sheets={**book.sheets, sheet.key: replace(sheet, rows=rows)})
