"""The organizers' workbook: what it is filled with, how it helps, and that it comes back as it was."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from definition import Definition
from etl.__main__ import main
from etl.database.publish import publish
from etl.figures.asked import SHEET
from etl.figures.check import check_figures
from etl.figures.key import Given, Key
from etl.figures.template import figures_template, make_figures_template
from etl.sample.context import handed_in
from etl.template.lists import list_name
from tests import office
from tests.figures import AT, GOOD, SOURCE, TODAY, hand_in, problems, workbook

GIVEN = {
    Key("antalya", "BAG-01", 2024): Given(15200.5, SOURCE),
    Key("mugla", "BAG-02", 2023): Given(0, SOURCE),
}


def sheet_of(definition: Definition, data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data))[definition.figures.sheet(SHEET).name.tr]


def values(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def test_before_anything_was_handed_in_each_city_indicator_and_year_has_its_row(
    tmp_path: Path, definition: Definition
) -> None:
    rows = values(sheet_of(definition, figures_template(tmp_path, definition)))
    cities = {definition.municipality(c).name for w in definition.workshops for c in w.participants}
    years = {w.period_end.year for w in definition.workshops}
    expected = {(c, i, y) for c in cities for i in ("BAG-01", "BAG-02", "BAG-03") for y in years}
    assert {row[:3] for row in rows} == expected
    assert len(rows) == len(expected)
    assert {row[3:] for row in rows} == {(None, None)}


def test_afterwards_it_holds_what_is_in_force_and_nothing_else(
    tmp_path: Path, definition: Definition
) -> None:
    hand_in(tmp_path, definition, *GOOD)
    hand_in(tmp_path, definition, ("Antalya", "BAG-01", 2024, None, None), at=AT + timedelta(days=1))
    rows = values(sheet_of(definition, figures_template(tmp_path, definition)))
    assert rows == [("Antalya", "BAG-01", 2023, 15200.5, SOURCE), ("İzmir", "BAG-02", 2023, 9000, SOURCE)]


def test_sent_back_as_it_is_it_has_no_problem_and_says_the_same(definition: Definition) -> None:
    checked = check_figures(make_figures_template(definition, GIVEN, AT), "a.xlsx", definition, TODAY, {})
    assert (checked.acceptance, checked.problems) == ("acceptable", ())
    told = [(r.values["city"], r.values["indicator_code"], r.values["year"]) for r in checked.sheets[SHEET]]
    assert told == [tuple(key) for key in sorted(GIVEN)]


def test_city_and_code_are_chosen_from_lists_and_every_header_has_its_note(definition: Definition) -> None:
    sheet = sheet_of(definition, make_figures_template(definition, {}, AT))
    lists = {str(v.sqref)[0]: v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    assert lists == {"A": list_name("participants"), "B": list_name("context_indicators")}
    assert all(cell.comment for cell in sheet[1])
    assert [cell.value for cell in sheet[1]] == ["Şehir *", "Kod *", "Yıl *", "Değer *", "Kaynak"]


def test_the_same_figures_give_the_same_bytes(definition: Definition) -> None:
    first, second = (make_figures_template(definition, GIVEN, AT) for _ in range(2))
    assert first == second


def test_every_source_of_the_sample_says_that_it_is_invented(definition: Definition) -> None:
    sources = {g.source for w in definition.workshops for g in handed_in(definition, w.code)[1].values()}
    assert sources
    assert all(source.startswith("uydurma örnek") for source in sources)


@pytest.mark.libreoffice
def test_libreoffice_keeps_values_lists_and_notes(tmp_path: Path, definition: Definition) -> None:
    sent = tmp_path / "baglam.xlsx"
    sent.write_bytes(workbook(definition, *GOOD))
    data = office.resaved([sent], tmp_path)[0].read_bytes()
    assert [p.code for p in problems(definition, data) if p.severity != "note"] == []
    before, after = sheet_of(definition, sent.read_bytes()), sheet_of(definition, data)
    assert values(after)[: len(GOOD)] == values(before)
    kept = {v.formula1 for v in after.data_validations.dataValidation if v.type == "list"}
    assert kept == {list_name("participants"), list_name("context_indicators")}
    assert all(cell.comment for cell in after[1][:5])


def run(*arguments: object) -> int:
    return main([str(a) for a in arguments])


def test_the_command_line_writes_the_workbook_and_takes_it_back(
    tmp_path: Path, definition: Definition, capsys: pytest.CaptureFixture[str]
) -> None:
    home, file = tmp_path / "data", tmp_path / "baglam.xlsx"
    assert run("figures", "--template", file, "--data", home) == 0
    assert values(sheet_of(definition, file.read_bytes()))
    file.write_bytes(workbook(definition, *GOOD))
    capsys.readouterr()
    assert run("figures", file, "--json", "--data", home) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["counts"]["added"]) == ("awaiting_confirmation", 3)
    assert told["changes"][0] == {
        **{"kind": "added", "city": "antalya", "code": "BAG-01", "year": 2023, "cell": "D2", "old": None},
        "new": {"value": 15200.5, "source": SOURCE},
    }
    assert run("confirm", told["id"], "--data", home) == 0
    assert run("withdraw", told["id"], "--reason", "Yanlış", "--data", home) == 0
    assert run("withdraw", told["id"], "--reason", "Yanlış", "--data", home) == 1
    assert run("figures", file, "--confirm", "--data", home) == 0
    assert "3 eklenir" in capsys.readouterr().out


@pytest.mark.parametrize(("content", "code"), [(b"", 2), (b"PK\x03\x04", 2), (None, 1)])
def test_the_command_line_says_by_its_exit_code_what_is_wrong(
    tmp_path: Path, definition: Definition, content: bytes | None, code: int
) -> None:
    file = tmp_path / "baglam.xlsx"
    file.write_bytes(
        workbook(definition, ("Atlantis", "BAG-01", 2024, 1, SOURCE)) if content is None else content
    )
    assert run("figures", file, "--confirm", "--data", tmp_path / "data") == code
    publish(tmp_path / "data", definition)
