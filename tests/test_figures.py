"""Organizers hand in context figures: what is wrong is told at its cell, and nothing disappears silently."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from definition import LANGUAGES, Definition, Language
from etl.database.frozen import freeze, frozen_snapshot
from etl.database.publish import publish, rebuild
from etl.figures.asked import SHEET, figures_definition
from etl.figures.in_force import in_force
from etl.figures.key import Given, Key
from etl.figures.preview import Kind, changes, counts, kept
from etl.figures.supply import decide, supply
from etl.messages import words
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import Decision, Supplied, from_json, to_json
from etl.store.rescue import rescue, without_receipt
from etl.submit import NotPossibleError
from etl.trace.figure import trace
from tests import view_rows
from tests.figures import AT, GOOD, SOURCE, asked, hand_in, problems, take, workbook
from tests.view_rows import ViewRows

rows = view_rows.rows
LATER = timedelta(days=1)
EVERYTHING = "SELECT * FROM figure_in_force ORDER BY ALL"


def typed(column: str, value: Any) -> Callable[[Worksheet], None]:
    def change(ws: Worksheet) -> None:
        ws[column] = value

    return change


# What is typed where, and every problem that comes of it.
CASES: list[tuple[str, Any, list[tuple[str, str, str]]]] = [
    ("A2", "antalya", []),
    ("A2", "ANTALYA BŞB", []),
    ("A2", "Atlantis", [("unknown_participant", "error", "A2")]),
    ("A2", "Adana", [("unknown_participant", "error", "A2")]),
    ("A2", None, [("required", "error", "A2")]),
    ("B2", "bag 01", []),
    ("B2", "KAP-01", [("unknown_context_indicator", "error", "B2")]),
    ("B2", "BAG-99", [("unknown_context_indicator", "error", "B2")]),
    ("B2", None, [("required", "error", "B2")]),
    ("C2", "2023", []),
    ("C2", 1923, [("year_out_of_range", "error", "C2")]),
    ("C2", 2031, [("year_out_of_range", "error", "C2")]),
    ("C2", "geçen yıl", [("not_a_number", "error", "C2")]),
    ("C2", 2024, [("figure_repeated", "error", "A2"), ("figure_repeated", "error", "A3")]),
    ("D2", "15.200,5", [("number_as_text", "note", "D2")]),
    ("D2", "15.200", [("ambiguous_number", "error", "D2")]),
    ("D2", "çok", [("not_a_number", "error", "D2")]),
    ("D2", -4, [("below_minimum", "error", "D2")]),
    ("D2", None, []),
    ("D2", "yok", [("read_as_empty", "note", "D2")]),
    ("D2", 0, []),
    ("D3", 152006, [("figure_jumps", "warning", "D3")]),
    ("D3", 1520, [("figure_jumps", "warning", "D3")]),
    ("D3", 152005, []),
    ("D4", 9000.5, [("not_whole", "error", "D4")]),
    ("E2", None, [("required", "error", "E2")]),
    ("E2", "–", [("required", "error", "E2"), ("read_as_empty", "note", "E2")]),
    ("F1", "Açıklama", [("extra_columns", "note", "")]),
    ("D1", "Rakam", [("missing_column", "error", ""), ("extra_columns", "note", "")]),
]


@pytest.mark.parametrize(
    ("cell", "value", "expected"), CASES, ids=lambda v: str(v) if isinstance(v, str) else ""
)
def test_each_mistake_is_told_at_its_own_cell(
    definition: Definition, cell: str, value: Any, expected: list[tuple[str, str, str]]
) -> None:
    found = problems(definition, workbook(definition, *GOOD, change=typed(cell, value)))
    assert [(p.code, p.severity, p.cell) for p in found] == expected


def test_a_jump_is_seen_beside_what_is_in_force_too(definition: Definition) -> None:
    data = workbook(definition, ("Antalya", "BAG-01", 2024, 16000, SOURCE))
    of_2023 = Key("antalya", "BAG-01", 2023)
    assert problems(definition, data, {of_2023: 15000.0}) == ()
    (jump,) = problems(definition, data, {of_2023: 15.0})
    assert (jump.code, jump.cell, jump.fact("before")) == ("figure_jumps", "D2", 15.0)


def test_errors_come_before_warnings(definition: Definition) -> None:
    data = workbook(definition, *GOOD, ("Muğla", "KAP-01", 2024, 5, SOURCE), change=typed("D3", 9))
    assert [p.severity for p in problems(definition, data)] == ["error", "warning"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_what_was_found_what_is_expected_and_what_to_do(
    definition: Definition, language: Language
) -> None:
    for cell, value, expected in CASES:
        for problem in problems(definition, workbook(definition, *GOOD, change=typed(cell, value))):
            said = words(problem, figures_definition(definition), language)
            assert said.found or not problem.cell, problem.code
            assert said.fix, problem.code
            assert said.expected or problem.severity == "note", problem.code
            assert expected


HOSTILE = [
    (b"", "refused_empty"),
    (b"=cmd|' /C calc'!A0;BAG-01;2024\n" * 20, "refused_csv"),
    (b"PK\x03\x04" + b"\0" * 400, "refused_damaged"),
    (b"<html><table></table></html>", "refused_html"),
]


@pytest.mark.parametrize(("data", "code"), HOSTILE, ids=[code for _, code in HOSTILE])
def test_a_hostile_file_is_kept_refused_in_words_and_changes_nothing(
    tmp_path: Path, definition: Definition, data: bytes, code: str
) -> None:
    hand_in(tmp_path, definition, *GOOD)
    before = in_force(publish(tmp_path, definition))
    receipt = supply(tmp_path, definition, data, "../../kotu.xlsx", "deneme", AT + LATER).receipt
    assert (receipt.acceptance, [p.code for p in receipt.problems]) == ("unreadable", [code])
    assert words(receipt.problems[0], figures_definition(definition), "tr").fix
    assert Archive(tmp_path).original(receipt.sha256) == data
    assert in_force(publish(tmp_path, definition)) == before
    with pytest.raises(NotPossibleError):
        decide(tmp_path, definition, receipt.id, "confirmed", "deneme")


def test_a_file_of_a_city_is_no_file_of_figures(tmp_path: Path, definition: Definition) -> None:
    from tests.builders import filled_workbook

    receipt = supply(tmp_path, definition, filled_workbook(), "antalya.xlsx", "deneme").receipt
    assert [p.code for p in receipt.problems] == ["missing_sheet"]


def kinds(definition: Definition, home: Path, *typed_rows: Any) -> dict[Kind, int]:
    now = in_force(publish(home, definition))
    sent = supply(home, definition, workbook(definition, *typed_rows), "b.xlsx", "deneme", AT + LATER)
    return {kind: n for kind, n in counts(changes(sent.checked.sheets[SHEET], now)).items() if n}


def test_the_preview_tells_added_changed_removed_and_unchanged_apart(
    tmp_path: Path, definition: Definition
) -> None:
    hand_in(tmp_path, definition, *GOOD)
    found = kinds(
        definition,
        tmp_path,
        GOOD[0],
        ("Antalya", "BAG-01", 2024, 16500, SOURCE),
        ("İzmir", "BAG-02", 2023, None, None),
        ("Muğla", "BAG-03", 2024, 0, SOURCE),
        ("Muğla", "BAG-03", 2023, None, None),
    )
    assert found == {"added": 1, "changed": 1, "removed": 1, "unchanged": 1, "empty": 1}
    assert kinds(definition, tmp_path, (*GOOD[0][:4], "Başka bülten")) == {"changed": 1}


def test_what_is_not_in_the_file_stays_and_is_counted(tmp_path: Path, definition: Definition) -> None:
    hand_in(tmp_path, definition, *GOOD)
    now = in_force(publish(tmp_path, definition))
    new = ("Muğla", "BAG-03", 2024, 12000, SOURCE)
    sent = supply(tmp_path, definition, workbook(definition, new), "b.xlsx", "deneme", AT + LATER)
    assert kept(changes(sent.checked.sheets[SHEET], now), now) == len(GOOD)
    hand_in(tmp_path, definition, new, at=AT + LATER)
    after = in_force(publish(tmp_path, definition))
    assert after == {**now, Key("mugla", "BAG-03", 2024): Given(12000.0, SOURCE)}


def test_an_empty_value_says_that_there_is_none_any_more(tmp_path: Path, definition: Definition) -> None:
    hand_in(tmp_path, definition, *GOOD)
    hand_in(tmp_path, definition, ("Antalya", "BAG-01", 2024, None, None), at=AT + LATER)
    snapshot = publish(tmp_path, definition)
    assert Key("antalya", "BAG-01", 2024) not in in_force(snapshot)
    sql = "SELECT value, value_state FROM context_figure WHERE city = 'antalya' AND indicator = 'BAG-01' "
    assert asked(snapshot, f"{sql} ORDER BY workshop") == [
        (15200.5, "value"),
        (None, "removed"),
        (None, "removed"),
    ]


def test_nothing_counts_before_it_is_confirmed(tmp_path: Path, definition: Definition) -> None:
    receipt = hand_in(tmp_path, definition, *GOOD, confirm=False)
    snapshot = publish(tmp_path, definition)
    assert in_force(snapshot) == {}
    found = asked(snapshot, "SELECT submission_id, state, figures FROM figure_upload_state")
    assert found == [(receipt.id, "awaiting_confirmation", None)]


def test_withdrawing_brings_back_what_held_before_and_restoring_undoes_that(
    tmp_path: Path, definition: Definition
) -> None:
    hand_in(tmp_path, definition, *GOOD)
    before = in_force(publish(tmp_path, definition))
    newer = hand_in(tmp_path, definition, ("Antalya", "BAG-01", 2024, 1, SOURCE), at=AT + LATER)
    changed = in_force(publish(tmp_path, definition))
    assert changed != before
    take(tmp_path, definition, newer, "withdrawn", AT + 2 * LATER)
    assert in_force(publish(tmp_path, definition)) == before
    state = "SELECT state, withdrawn_reason FROM figure_upload_state ORDER BY received_at DESC LIMIT 1"
    assert asked(publish(tmp_path, definition), state) == [("withdrawn", "Yanlış dosya")]
    take(tmp_path, definition, newer, "restored", AT + 3 * LATER)
    assert in_force(publish(tmp_path, definition)) == changed


def test_a_file_of_which_nothing_is_left_in_force_is_called_replaced(
    tmp_path: Path, definition: Definition
) -> None:
    hand_in(tmp_path, definition, GOOD[0])
    hand_in(tmp_path, definition, (*GOOD[0][:3], 14000, SOURCE), at=AT + LATER)
    sql = "SELECT state, figures, figures_in_force FROM figure_upload_state ORDER BY received_at"
    assert asked(publish(tmp_path, definition), sql) == [("replaced", 1, 0), ("counted", 1, 1)]


@pytest.mark.parametrize("decision", ["restored", "confirmed"])
def test_a_decision_that_makes_no_sense_is_refused(
    tmp_path: Path, definition: Definition, decision: Decision
) -> None:
    receipt = hand_in(tmp_path, definition, *GOOD)
    with pytest.raises(NotPossibleError):
        decide(tmp_path, definition, receipt.id, decision, "deneme")
    with pytest.raises(UnknownSubmissionError):
        decide(tmp_path, definition, "20250101-000000-000000", decision, "deneme")


def test_a_rebuild_from_the_archive_alone_gives_the_same(tmp_path: Path, definition: Definition) -> None:
    hand_in(tmp_path, definition, *GOOD)
    second = hand_in(tmp_path, definition, ("Antalya", "BAG-01", 2024, 1, SOURCE), at=AT + LATER)
    hand_in(tmp_path, definition, ("İzmir", "BAG-02", 2023, None, None), at=AT + 2 * LATER)
    take(tmp_path, definition, second, "withdrawn", AT + 3 * LATER)
    queries = (
        EVERYTHING,
        *(f"SELECT * FROM {v} ORDER BY ALL" for v in ("figure_upload_state", "context_figure")),
    )
    before = [asked(publish(tmp_path, definition), sql) for sql in queries]
    assert [asked(rebuild(tmp_path, definition), sql) for sql in queries] == before


def test_a_frozen_state_knows_nothing_of_what_comes_later(tmp_path: Path, definition: Definition) -> None:
    first = hand_in(tmp_path, definition, *GOOD)
    freeze(tmp_path, definition, "Çalıştay", "3", "deneme", AT + LATER)
    before = asked(frozen_snapshot(tmp_path, "calistay"), EVERYTHING)
    assert len(before) == len(GOOD)
    hand_in(tmp_path, definition, ("Antalya", "BAG-01", 2024, 1, SOURCE), at=AT + 2 * LATER)
    take(tmp_path, definition, first, "withdrawn", AT + 3 * LATER)
    assert asked(frozen_snapshot(tmp_path, "calistay"), EVERYTHING) == before


def test_a_figure_leads_to_its_cell_in_the_organizers_file(tmp_path: Path, definition: Definition) -> None:
    receipt = hand_in(tmp_path, definition, *GOOD)
    snapshot = publish(tmp_path, definition)
    keys = {"city": "antalya", "workshop": "3", "indicator": "BAG-01"}
    for column, cell, value in (("value", "D3", 16000.0), ("source", "E3", SOURCE), ("year", "C3", 2024)):
        traced = trace(snapshot, definition, "context_figure", keys, column)
        found = next(c for c in traced.cells if c.cell == cell)
        assert {c.row_number for c in traced.cells} == {3}
        assert (found.submission_id, found.value) == (receipt.id, value)
        assert (found.sheet, found.file_name, found.who) == ("Bağlam Göstergeleri", "baglam.xlsx", "deneme")
        assert traced.figure == found.value


def test_a_receipt_is_read_as_it_was_written(tmp_path: Path, definition: Definition) -> None:
    receipt = hand_in(tmp_path, definition, *GOOD)
    assert from_json(to_json(receipt)) == receipt
    assert json.loads(to_json(receipt))["kind"] == "supplied"
    assert Archive(tmp_path).supplied(receipt.id) == receipt
    with pytest.raises(UnknownSubmissionError):
        Archive(tmp_path).submitted(receipt.id)
    assert without_receipt(tmp_path) == []


def test_a_flow_is_of_the_periods_year_and_a_level_of_the_newest_year_up_to_it(rows: ViewRows) -> None:
    rows.figures(
        *((city, "BAG-01", year, year * 1.0) for city in ("antalya",) for year in (2022, 2023)),
        *(("antalya", "BAG-02", year, year * 1.0) for year in (2022, 2023, 2025)),
        ("antalya", "BAG-03", 2023, 0.0),
    )
    found = rows(
        "SELECT indicator, year, value_state FROM context_figure "
        "WHERE city = 'antalya' AND workshop = ? ORDER BY indicator",
        "3",  # its period is 2024
    )
    assert found == [("BAG-01", None, "empty"), ("BAG-02", 2023, "value"), ("BAG-03", 2023, "zero")]


def test_cities_together_are_the_sum_of_those_that_have_the_year(rows: ViewRows) -> None:
    rows.figures(
        ("antalya", "BAG-02", 2024, 10.0), ("izmir", "BAG-02", 2024, 30.0), ("izmir", "BAG-02", 2023, 5.0)
    )
    rows.figures(("izmir", "BAG-02", 2023, None))
    found = rows("SELECT year, cities, value, median, minimum, maximum FROM context_total")
    assert found == [(2024, 2, 40.0, 20.0, 10.0, 30.0)]


def test_a_file_that_was_cut_off_before_its_receipt_gets_one_of_its_own_kind(
    tmp_path: Path, definition: Definition
) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.keep(workbook(definition, *GOOD))
    assert rescue(tmp_path, definition, settled_seconds=-1) == 1
    (receipt,) = archive.receipts()
    assert isinstance(receipt, Supplied)
    assert (receipt.sha256, receipt.acceptance, receipt.who) == (sha256, "acceptable", "?")
    assert without_receipt(tmp_path) == []
