"""Each responsible unit fills in its own small workbook, and what comes of it is one whole submission."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from definition import Definition
from etl.__main__ import main
from etl.check import check
from etl.database.publish import publish, rebuild
from etl.slices.workbook import UnknownUnitError, slice_template
from etl.store.archive import Archive
from etl.store.receipts import Submitted, from_json, to_json
from etl.store.rescue import rescue, without_receipt
from etl.submit import decide, submit
from tests import slices
from tests.builders import CITY, WORKSHOP, changed_workbook
from tests.office import resaved
from tests.slices import AT, FAIRS, FOREIGN, OF_FAIRS, YOUTH, actions, cells, cut, progress, send

HOUR = timedelta(hours=1)


@pytest.fixture
def home(tmp_path: Path, definition: Definition) -> Path:
    """A city whose divided plan counts for the open workshop."""
    slices.counted(tmp_path, definition)
    return tmp_path


def whole(home: Path, receipt: Submitted) -> bytes:
    assert receipt.is_merged, receipt.problems
    return Archive(home).original(receipt.sha256)


def codes(receipt: Submitted) -> list[tuple[str, str]]:
    return [(p.code, f"{p.sheet}_{p.cell}") for p in receipt.problems if p.severity == "error"]


def figures(snapshot: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        found: list[tuple[object, ...]] = []
        for view in ("plan_progress", "indicator_value", "workshop_summary", "submission_state"):
            found += connection.execute(f"SELECT * FROM {view} ORDER BY ALL").fetchall()
        return found


# What a unit gets


def test_a_slice_holds_the_units_own_actions_and_asks_for_nothing_else(
    home: Path, definition: Definition
) -> None:
    data = slice_template(home, definition, CITY, WORKSHOP, FAIRS.upper())
    book = load_workbook(io.BytesIO(data))
    assert [ws.title for ws in book] == ["Kapak", "Eylemler", "_Listeler", "_Sablon"]
    assert set(actions(data)) == set(OF_FAIRS)
    assert [(a.value, b.value) for a, b in book["Kapak"]["A1:B4"]] == [
        *(("Belediye *", "Antalya"), ("Çalıştay *", "3. Çalıştay – İzmir 2025"), ("Birim Adı", FAIRS)),
        (None, None),
    ]


def test_a_unit_without_actions_gets_no_slice_and_hears_which_have_some(
    home: Path, definition: Definition
) -> None:
    with pytest.raises(UnknownUnitError) as refusal:
        slice_template(home, definition, CITY, WORKSHOP, "Hukuk Müşavirliği")
    assert set(refusal.value.known) == {FOREIGN, FAIRS, YOUTH}


def test_a_slice_sent_back_untouched_changes_no_cell_of_any_sheet(home: Path, definition: Definition) -> None:
    before = changed_workbook(lambda _: None, rows=slices.divided(definition))
    merged = send(home, definition, cut(home, definition, YOUTH), AT + HOUR)
    assert merged.acceptance == "acceptable"
    after = cells(whole(home, merged))
    after["Kapak"].pop("D7")  # that it was pre-filled, which the first one was not
    assert after == cells(before)


# Two units, one submission


def test_what_two_units_filled_in_stands_in_one_workbook_and_the_third_units_rows_are_equal(
    home: Path, definition: Definition
) -> None:
    before = actions(changed_workbook(lambda _: None, rows=slices.divided(definition)))
    fairs = cut(home, definition, FAIRS, progress("E-4.2", 100))
    youth = cut(home, definition, YOUTH, progress("E-3.1", 77))
    first = send(home, definition, fairs, AT + HOUR)
    second = send(home, definition, cut(home, definition, FAIRS, progress("E-5.1", 5)), AT + 2 * HOUR)
    third = send(home, definition, youth, AT + 3 * HOUR)
    assert [second.merged_from, third.merged_from] == [first.id, second.id]
    found = actions(whole(home, third))
    assert (found["E-5.1"][8], found["E-3.1"][8]) == (5, 77)
    others = set(before) - {"E-5.1", "E-3.1"}
    assert {code: found[code] for code in others} == {code: before[code] for code in others}


def test_two_slices_that_arrive_at_once_are_both_taken_over(home: Path, definition: Definition) -> None:
    files = [
        cut(home, definition, FAIRS, progress("E-5.1", 5)),
        cut(home, definition, YOUTH, progress("E-3.1", 77)),
    ]
    with ThreadPoolExecutor(2) as threads:
        receipts = list(
            threads.map(lambda data: submit(home, definition, data, "a.xlsx", "x").receipt, files)
        )
    newest = max(receipts, key=lambda receipt: receipt.number)
    found = actions(whole(home, newest))
    assert (found["E-5.1"][8], found["E-3.1"][8]) == (5, 77)


def test_a_version_that_came_after_the_slice_was_cut_keeps_its_other_rows(
    home: Path, definition: Definition
) -> None:
    old = cut(home, definition, YOUTH, progress("E-3.1", 77))
    slices.counted(home, definition, AT + HOUR, actions_I3=65, indicators_F2=30, actions_I4=50)
    merged = send(home, definition, old, AT + 2 * HOUR)
    found = cells(whole(home, merged))
    assert found["Eylemler"]["I3"] == 65, "another unit's row, changed meanwhile"
    assert found["Göstergeler"]["F2"] == 30
    assert found["Eylemler"]["I4"] == 77, "its own row is as the unit sent it"


def test_a_row_taken_out_goes_and_a_new_one_comes(home: Path, definition: Definition) -> None:
    data = cut(home, definition, FAIRS, slices.removed("E-4.2"))
    data = slices.edited(data, slices.added("E-5.7", f" {FAIRS.upper()}"))
    found = actions(whole(home, send(home, definition, data, AT + HOUR)))
    assert "E-4.2" not in found
    assert list(found)[-1] == "E-5.7"
    assert len(found) == 8


def test_the_receipt_says_what_was_merged_from_what(home: Path, definition: Definition) -> None:
    base = slices.counted(home, definition, AT + HOUR, actions_I3=65)
    data = cut(home, definition, FAIRS)
    merged = send(home, definition, data, AT + 2 * HOUR, "fuar.xlsx")
    assert (merged.merged_from, merged.unit, merged.slice_file_name) == (base, FAIRS, "fuar.xlsx")
    assert Archive(home).original(merged.slice_sha256) == data
    assert from_json(to_json(merged)) == merged


def test_a_receipt_from_before_there_were_slices_still_loads(home: Path, definition: Definition) -> None:
    receipt = send(home, definition, changed_workbook(lambda _: None), AT + HOUR)
    old = json.loads(to_json(receipt))
    for added in ("unit", "merged_from", "slice_sha256", "slice_file_name"):
        del old[added]
    assert from_json(json.dumps(old).encode()) == receipt


def test_a_rebuild_from_the_archive_gives_the_same_figures(home: Path, definition: Definition) -> None:
    merged = send(home, definition, cut(home, definition, YOUTH, progress("E-3.1", 77)), AT + HOUR)
    slices.count(home, definition, merged)
    before = figures(publish(home, definition))
    assert figures(rebuild(home, definition)) == before


def test_the_same_slice_again_is_known(home: Path, definition: Definition) -> None:
    data = cut(home, definition, FAIRS, progress("E-5.1", 5))
    first = send(home, definition, data, AT + HOUR)
    again = submit(home, definition, data, "kopya.xlsx", "deneme", AT + 2 * HOUR)
    assert (again.receipt.id, again.repeated) == (first.id, "awaiting_confirmation")
    assert len(again.checked.sheets["indicators"]) > 20, "the whole submission, not the slice"


def test_a_merge_that_was_cancelled_is_no_base(home: Path, definition: Definition) -> None:
    data = cut(home, definition, FAIRS, progress("E-5.1", 5))
    decide(home, definition, send(home, definition, data, AT + HOUR).id, "withdrawn", "deneme")
    merged = send(home, definition, cut(home, definition, YOUTH), AT + 2 * HOUR)
    assert actions(whole(home, merged))["E-5.1"][8] == 0


@pytest.mark.libreoffice
def test_a_slice_that_libreoffice_saved_is_taken_over(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    file = tmp_path / "dilim.xlsx"
    file.write_bytes(cut(home, definition, FAIRS, progress("E-5.1", 5)))
    (saved,) = resaved([file], tmp_path)
    merged = send(home, definition, saved.read_bytes(), AT + HOUR)
    assert actions(whole(home, merged))["E-5.1"][8] == 5


# A new workshop, of which nothing has been sent yet


@pytest.fixture
def earlier(tmp_path: Path, definition: Definition) -> Path:
    """The divided plan counted at the workshop before; for the open one nothing was sent."""
    return slices.at_earlier_workshop(tmp_path, definition)


def test_slices_before_the_first_whole_workbook_collect_in_one_that_waits_for_the_rest(
    earlier: Path, definition: Definition
) -> None:
    first = send(earlier, definition, cut(earlier, definition, FAIRS, progress("E-5.1", 5)), AT + HOUR)
    second = send(earlier, definition, cut(earlier, definition, YOUTH, progress("E-3.1", 77)), AT + 2 * HOUR)
    assert {code for code, _ in codes(second)} == {"required", "core_actual_missing"}, "C and the approval"
    assert (first.acceptance, second.merged_from) == ("needs_fixing", first.id)
    found = actions(whole(earlier, second))
    assert (found["E-5.1"][8], found["E-3.1"][8]) == (5, 77)


# What is not taken over


def refused(home: Path, definition: Definition, data: bytes) -> list[tuple[str, str]]:
    receipt = send(home, definition, data, AT + HOUR)
    assert (receipt.acceptance, receipt.is_merged) == ("needs_fixing", False)
    assert Archive(home).original(receipt.sha256) == data, "the slice as it was sent"
    return codes(receipt)


def test_a_mistake_in_a_slice_is_told_at_its_own_cell_and_nothing_is_merged(
    home: Path, definition: Definition
) -> None:
    data = cut(home, definition, FAIRS, progress("E-5.1", 140))
    assert refused(home, definition, data) == [("percent_out_of_range", "actions_I3")]


def test_a_row_of_another_unit_is_refused_at_its_cell(home: Path, definition: Definition) -> None:
    data = cut(home, definition, FAIRS, slices.added("E-5.7", YOUTH))
    assert refused(home, definition, data) == [("slice_foreign_row", "actions_D4")]


def test_a_code_of_another_units_action_is_refused_and_the_unit_is_named(
    home: Path, definition: Definition
) -> None:
    data = cut(home, definition, FAIRS, slices.added("E-6.1", FAIRS))
    receipt = send(home, definition, data, AT + HOUR)
    (clash,) = [p for p in receipt.problems if p.severity == "error"]
    assert (clash.code, clash.cell, clash.fact("unit")) == ("slice_code_taken", "A4", YOUTH)


HOSTILE = [
    ({"city": "izmir"}, [("slice_city_differs", "cover_B1")]),
    ({"workshop": "2"}, [("slice_workshop_differs", "cover_B2")]),
    (
        {"city": "", "workshop": ""},
        [("slice_city_differs", "cover_B1"), ("slice_workshop_differs", "cover_B2")],
    ),
    ({"prefilled_from": "20240101-000000-abcdef"}, [("slice_base_unknown", "cover_B3")]),
    ({"prefilled_from": "../../etc/passwd"}, [("slice_base_unknown", "cover_B3")]),
    ({"prefilled_from": ""}, [("slice_base_unknown", "cover_B3")]),
]


@pytest.mark.parametrize(("stamp", "found"), HOSTILE)
def test_a_stamp_written_by_hand_is_refused(
    home: Path, definition: Definition, stamp: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert refused(home, definition, slices.stamped(cut(home, definition, FAIRS), **stamp)) == found


def test_a_unit_that_only_another_city_has_is_refused(home: Path, definition: Definition) -> None:
    data = slices.stamped(cut(home, definition, FAIRS), unit="Liman Şubesi")

    def renamed(ws: object) -> None:
        for row in ws.iter_rows(min_row=2, min_col=4, max_col=4):  # type: ignore[attr-defined]
            row[0].value = "Liman Şubesi"

    found = refused(home, definition, slices.edited(data, renamed))
    assert ("slice_unit_unknown", "cover_B3") in found


def test_a_slice_of_another_citys_version_is_refused(home: Path, definition: Definition) -> None:
    rows = slices.divided(definition)
    other = changed_workbook(lambda _: None, rows=rows, city="izmir")
    of_izmir = slices.count(home, definition, send(home, definition, other))
    data = slices.stamped(cut(home, definition, FAIRS), prefilled_from=of_izmir)
    assert refused(home, definition, data) == [("slice_base_unknown", "cover_B3")]


# Nothing of the base is lost


def test_a_base_with_a_cell_nobody_could_read_is_not_written_anew(home: Path, definition: Definition) -> None:
    """An unreadable optional value keeps no whole workbook from counting, but its text would be gone."""
    slices.counted(home, definition, AT + HOUR, actions_K2="yaklaşık 100")
    receipt = send(home, definition, cut(home, definition, FAIRS), AT + 2 * HOUR)
    assert codes(receipt) == [("slice_base_unread", "actions_")]
    assert "Eylemler!K2" in str(receipt.problems[0].fact("found"))


def test_a_row_added_by_hand_to_the_indicators_stays(home: Path, definition: Definition) -> None:
    asked = len(definition.asked_indicators)
    places = {f"indicators_A{asked + 2}": "BAG-01", f"indicators_F{asked + 2}": 7}
    slices.counted(home, definition, AT + HOUR, **places)
    merged = send(home, definition, cut(home, definition, FAIRS), AT + 2 * HOUR)
    found = cells(whole(home, merged))["Göstergeler"]
    assert (found[f"A{asked + 2}"], found[f"F{asked + 2}"]) == ("BAG-01", 7)


def test_a_slice_whose_sender_was_cut_off_is_kept_but_not_merged_behind_anybodys_back(
    home: Path, definition: Definition
) -> None:
    archive = Archive(home)
    lost = archive.keep(cut(home, definition, FAIRS, progress("E-5.1", 5)))
    send(home, definition, cut(home, definition, FAIRS, progress("E-5.1", 9)), AT + HOUR)
    assert without_receipt(home) == [lost]
    assert rescue(home, definition, settled_seconds=-1) == 1
    (receipt,) = (r for r in archive.receipts() if isinstance(r, Submitted) and r.sha256 == lost)
    assert codes(receipt) == [("slice_cut_off", "cover_")]
    merged = send(home, definition, cut(home, definition, YOUTH), AT + 2 * HOUR)
    assert actions(whole(home, merged))["E-5.1"][8] == 9


def test_a_slice_can_be_checked_without_sending_it(home: Path, definition: Definition) -> None:
    data = cut(home, definition, FAIRS, slices.added("E-5.7", YOUTH))
    found = check(data, "a.xlsx", definition, AT.date())
    assert [p.code for p in found.problems if p.severity == "error"] == ["slice_foreign_row"]


# On the command line


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


def test_the_command_line_writes_a_slice_and_takes_it_back_beside_another(
    home: Path, tmp_path: Path, definition: Definition, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "dilimler"
    folder.mkdir()
    for unit, code, pct in ((FAIRS, "E-5.1", 5), (YOUTH, "E-3.1", 77)):
        out = folder / f"{code}.xlsx"
        asked = ("--city", CITY, "--workshop", WORKSHOP, "--unit", unit.lower(), "--out", out)
        assert run("template", *asked, "--data", home) == 0
        out.write_bytes(slices.edited(out.read_bytes(), progress(code, pct)))
    assert run("submit", folder, "--confirm", "--data", home) == 0
    told = capsys.readouterr().out
    assert f"{FAIRS} biriminin satırları" in told
    with duckdb.connect(publish(home, definition), read_only=True) as connection:
        counts = connection.execute(
            "SELECT action_code, progress_pct FROM action_status WHERE action_code IN ('E-5.1', 'E-3.1')"
        ).fetchall()
    assert sorted(counts) == [("E-3.1", 77), ("E-5.1", 5)]


def test_the_command_line_names_the_units_when_it_does_not_know_one(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--city", CITY, "--workshop", WORKSHOP, "--unit", "Hukuk", "--out", tmp_path / "x.xlsx")
    assert run("template", *asked, "--data", home) == 2
    assert YOUTH in capsys.readouterr().out
    assert not (tmp_path / "x.xlsx").exists()
