"""Beside each indicator the template shows what counted at the workshop before, and nobody reads it back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from definition import Definition
from definition.consistency import faults
from etl.cells import letters
from etl.history import PastIndicator, PastReport
from etl.prefilled import prefilled_template
from etl.preview import row_changes
from etl.template.rows import Rows
from etl.template.workbook import Purpose, make_template
from tests import small_group
from tests.builders import CITY, MADE_AT, WORKSHOP, changed_workbook, column_of
from tests.cases import checked

HEADER = "Önceki Çalıştay Değeri"
ACTUALS = {"KAP-01": 1234.0, "KAP-04": 1.95, "AGT-01": 0.0, "KRD-02": 200 / 3, "DAY-01": None}
LAST = PastReport(
    "S-2", "2", {code: PastIndicator(None, None, actual) for code, actual in ACTUALS.items()}, {}
)


def indicators(data: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data))["Göstergeler"]
    assert isinstance(sheet, Worksheet)
    return sheet


def template(definition: Definition, last: PastReport | None, rows: Rows | None = None) -> bytes:
    return make_template(definition, CITY, WORKSHOP, MADE_AT, rows or {}, Purpose(last=last))


def shown(sheet: Worksheet) -> dict[str, object]:
    """By the code of the indicator; without those that show nothing."""
    last = sheet.max_column
    assert sheet.cell(1, last).value == HEADER, "at the end, or older addresses would shift"
    rows = range(2, sheet.max_row + 1)
    return {str(sheet.cell(r, 1).value): v for r in rows if (v := sheet.cell(r, last).value) is not None}


def test_each_indicator_shows_what_counted_and_nothing_where_nothing_did(definition: Definition) -> None:
    found = shown(indicators(template(definition, LAST)))
    assert found == {code: actual for code, actual in ACTUALS.items() if actual is not None}


def test_a_first_report_has_nothing_to_compare_with(definition: Definition) -> None:
    assert shown(indicators(template(definition, None))) == {}


def test_the_figures_are_written_as_figures_on_grey(definition: Definition) -> None:
    sheet = indicators(template(definition, LAST))
    cells = {str(row[0].value): row[-1] for row in sheet.iter_rows(min_row=2)}
    formats = [cells[code].number_format for code in ("KAP-01", "KAP-04", "KRD-02")]
    assert formats == ["#,##0", "#,##0.00", "#,##0.00"]
    name = next(sheet.iter_rows(min_row=2))[1]
    assert cells["KAP-01"].fill.fgColor.rgb == name.fill.fgColor.rgb


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (LAST, "Değerler: 2. Çalıştay – Antalya 2024, dönem 01.01.2024 – 30.04.2024."),
        (None, "sütun boştur"),
    ],
)
def test_the_note_says_from_which_workshop(
    definition: Definition, last: PastReport | None, said: str
) -> None:
    sheet = indicators(template(definition, last))
    note = sheet.cell(1, sheet.max_column).comment
    assert note is not None
    assert said in note.text


def typed(text: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for row in range(2, 40):  # below the last indicator, too
            sheet.cell(row, sheet.max_column).value = text  # type: ignore[assignment]

    return change


def merged(sheet: Worksheet) -> None:
    letter = letters(sheet.max_column)
    sheet.cell(2, sheet.max_column).value = 7
    sheet.merge_cells(f"{letter}2:{letter}9")


def repeated(sheet: Worksheet) -> None:
    sheet.cell(1, sheet.max_column + 1).value = HEADER
    sheet.cell(2, sheet.max_column).value = 3


def hidden(sheet: Worksheet) -> None:
    typed(5)(sheet)
    sheet.column_dimensions[letters(sheet.max_column)].hidden = True


def taken_out(sheet: Worksheet) -> None:
    sheet.delete_cols(sheet.max_column)


EDITS = [
    *(typed(99), typed("bilinmiyor"), typed("=1/0"), typed("#REF!"), typed("TOPLAM")),
    *(merged, repeated, hidden, taken_out),
]


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_stands_there_is_not_read_and_not_remarked_upon(
    definition: Definition, edit: Callable[[Worksheet], None]
) -> None:
    """A workbook from before the column existed is one in which it was taken out."""

    def change(book: Workbook) -> None:
        edit(book["Göstergeler"])

    good = checked(changed_workbook(lambda _: None), definition)
    edited = checked(changed_workbook(change), definition)
    assert (edited.problems, edited.sheets) == (good.problems, good.sheets)


def test_no_other_column_changed_its_place(definition: Definition) -> None:
    keys = [c.key for c in definition.workbook.sheet("indicators").columns]
    assert keys[-1] == "previous_actual"
    assert column_of(definition, "indicators", "evidence") == len(keys) - 1


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    return small_group.build(tmp_path_factory.mktemp("group"), definition)


def test_the_value_is_the_one_the_pages_show_typed_or_counted_from_a_list(
    group: Path, definition: Definition
) -> None:
    # Typed KAP-01 is 24. AGT-01 was left empty and counted: three memberships. KRD-01 counts sister cities.
    found = shown(indicators(prefilled_template(group, definition, "antalya", "3").data))
    assert (found["KAP-01"], found["AGT-01"], found["KRD-01"]) == (24, 3, 3)
    assert "DAY-01" not in found


def test_the_same_period_and_later_ones_are_not_the_previous_workshop(
    group: Path, definition: Definition
) -> None:
    """Antalya counts for workshops 2 and 3; Ankara only for 3."""
    notes = []
    for city, workshop in (("antalya", "3"), ("antalya", "2"), ("ankara", "3")):
        sheet = indicators(prefilled_template(group, definition, city, workshop).data)
        note = sheet.cell(1, sheet.max_column).comment
        assert note is not None
        notes.append("2. Çalıştay" in note.text)
    assert notes == [True, False, False]


def test_a_template_sent_back_untouched_changes_nothing(group: Path, definition: Definition) -> None:
    made = prefilled_template(group, definition, "antalya", "3").data
    without = changed_workbook(lambda _: None, actions_G3=date(2024, 10, 31))
    changes = row_changes(definition, checked(without, definition).sheets, checked(made, definition).sheets)
    assert {change.kind for change in changes} == {"unchanged"}


def test_what_is_never_read_cannot_be_asked_for(definition: Definition) -> None:
    sheet = definition.workbook.sheet("indicators")
    columns = tuple(replace(c, ignored=c.key == "target") for c in sheet.columns)
    sheets = tuple(replace(s, columns=columns) if s is sheet else s for s in definition.workbook.sheets)
    broken = replace(definition, workbook=replace(definition.workbook, sheets=sheets))
    assert [f for f in faults(broken) if "never read" in f]
