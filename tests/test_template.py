"""The template as a city receives it, read back from its bytes."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from definition import Column, Definition, Sheet
from etl.submission import Value
from etl.template.prefill import prefill
from etl.template.rows import Rows
from etl.template.workbook import Purpose, make_template
from etl.xlsx.reader import read
from tests.builders import CITY, MADE_AT, WORKSHOP, good_rows

MOST_BYTES = 60 * 1024


def template(definition: Definition, rows: Rows | None = None, workshop: str = WORKSHOP) -> bytes:
    return make_template(definition, CITY, workshop, MADE_AT, rows or {})


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def book(definition: Definition) -> Workbook:
    return opened(template(definition))


@pytest.fixture(scope="module")
def filled(definition: Definition) -> Workbook:
    return opened(template(definition, good_rows(definition)))


def tables(definition: Definition) -> list[Sheet]:
    return [s for s in definition.workbook.sheets if s.layout == "table"]


def validations(ws: Worksheet) -> dict[str, DataValidation]:
    """By the address of the first cell."""
    return {str(v.sqref).split(":")[0]: v for v in ws.data_validations.dataValidation}


def first_cells(sheet: Sheet) -> dict[str, Column]:
    """Where the first value of each column that is filled in stands."""
    if sheet.layout == "form":
        return {f"B{n}": column for n, column in enumerate(sheet.columns, start=1)}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return {f"{letters[n]}2": c for n, c in enumerate(sheet.columns) if c.need != "printed"}


def labels(book: Workbook, name: str) -> list[str]:
    ((sheet, place),) = book.defined_names[name].destinations
    return [row[0].value for row in book[sheet][place]]


# What stands where


def test_nine_sheets_are_seen_and_two_are_hidden(book: Workbook) -> None:
    assert [(ws.title, ws.sheet_state) for ws in book] == [
        *((name, "visible") for name in ("Kapak", "Eylemler", "Göstergeler", "Ağlar", "Kardeş Şehirler")),
        *((name, "visible") for name in ("Projeler", "Zorluklar", "İyi Uygulamalar", "İş Birliği")),
        ("_Listeler", "hidden"),
        ("_Sablon", "hidden"),
    ]


def test_the_headers_of_the_actions_are_as_agreed(book: Workbook) -> None:
    assert [cell.value for cell in book["Eylemler"][1]] == [
        *("Eylem Kodu *", "Tema *", "Eylem Adı *", "Sorumlu Birim *", "İş Birliği Yapılacak Kurumlar"),
        *("Başlangıç Tarihi *", "Bitiş Tarihi *", "Durum *", "İlerleme (%) *", "Gösterge Kodu"),
        *("Bütçe (TL)", "Ağırlık", "Sapma Nedeni / Açıklama"),
    ]


def test_essential_headers_differ_in_mark_and_colour(definition: Definition, book: Workbook) -> None:
    colours: dict[bool, set[str]] = {True: set(), False: set()}
    for sheet in tables(definition):
        for cell in book[sheet.name.tr][1]:
            colours[cell.value.endswith(" *")].add(cell.fill.fgColor.rgb)
    assert len(colours[True]) == 1
    assert not colours[True] & colours[False]


def test_the_cover_names_its_city_and_workshop(book: Workbook) -> None:
    assert [(a.value, b.value) for a, b in book["Kapak"]["A1:B3"]] == [
        ("Belediye *", "Antalya"),
        ("Çalıştay *", "3. Çalıştay – İzmir 2025"),
        ("Birim Adı *", None),
    ]


def test_the_reporting_period_is_shown_outside_the_fields(definition: Definition, book: Workbook) -> None:
    ws = book["Kapak"]
    fields = len(definition.workbook.sheet("cover").columns)
    assert ws["D1"].value == "Bildirim dönemi: 01.01.2024 – 31.12.2024"
    assert [ws.cell(row, 1).value for row in range(fields + 1, ws.max_row + 1)] == []


def test_every_asked_indicator_has_its_row_in_catalogue_order(definition: Definition, book: Workbook) -> None:
    printed = [tuple(c.value for c in row) for row in book["Göstergeler"]["A2:D26"]]
    assert printed[:1] == [("KAP-01", "Dış ilişkiler biriminde görevli personel sayısı", "kişi", "Artış")]
    assert printed[4] == ("KAP-05", "Kardeş şehir izin sürecinin ortalama süresi", "gün", "Azalış")
    assert [row[0] for row in printed] == [*(i.code for i in definition.asked_indicators), None]


def test_an_indicator_added_later_has_no_row_in_an_earlier_workshop(definition: Definition) -> None:
    *others, last = definition.indicators
    added = replace(others[0], since="3")
    changed = replace(definition, indicators=(added, *others[1:], last))
    codes = {w: opened(template(changed, workshop=w))["Göstergeler"]["A2"].value for w in ("2", "3")}
    assert codes == {"2": "KAP-02", "3": "KAP-01"}


def test_the_stamp_tells_version_city_workshop_time_and_source(definition: Definition) -> None:
    data = make_template(definition, "izmir", "2", datetime(2024, 5, 3, 14, 5, 9), purpose=Purpose("S-7"))
    assert {key: value for key, value in opened(data)["_Sablon"].iter_rows(values_only=True)} == {
        "template_version": definition.workbook.template_version,
        "city": "izmir",
        "workshop": "2",
        "made_at": "2024-05-03T14:05:09",
        "prefilled_from": "S-7",
        "unit": None,
        "installation": None,
        "sample": None,
    }


def test_the_file_names_the_product_and_no_person(book: Workbook) -> None:
    properties = book.properties
    assert properties.title == "Uluslararasılaşma Eylem Planı – Antalya – 3. Çalıştay – İzmir 2025"
    assert (properties.creator, properties.lastModifiedBy) == ("Uluslararasılaşma Panosu", None)


# Choosing and typing


def test_every_closed_list_has_a_drop_down_through_a_name(definition: Definition, book: Workbook) -> None:
    for sheet in definition.workbook.sheets:
        found = validations(book[sheet.name.tr])
        for address, column in first_cells(sheet).items():
            if column.list_key:
                offered = labels(book, found[address].formula1)
                known = [c.label.tr for c in definition.lists[column.list_key].choices]
                assert offered, column.key
                assert offered == [label for label in known if label in set(offered)], column.key
                assert column.list_key == "municipalities" or offered == known, column.key


def test_only_the_participants_of_the_workshop_are_offered(definition: Definition, book: Workbook) -> None:
    names = {definition.municipality(code).name for code in definition.workshop(WORKSHOP).participants}
    assert set(labels(book, "liste_municipalities")) == names


def test_another_network_may_be_typed_but_no_other_status(book: Workbook) -> None:
    found = validations(book["Ağlar"])
    assert (found["A2"].showErrorMessage, found["B2"].showErrorMessage) == (False, True)


def test_drop_downs_reach_as_far_as_a_normal_city_fills(definition: Definition, book: Workbook) -> None:
    for sheet in tables(definition):
        for validation in book[sheet.name.tr].data_validations.dataValidation:
            (area,) = validation.sqref.ranges
            assert area.size["rows"] == definition.workbook.max_rows


def test_what_is_no_list_asks_back_and_never_refuses(book: Workbook) -> None:
    others = [v for ws in book for v in ws.data_validations.dataValidation if v.type != "list"]
    assert {v.errorStyle for v in others} == {"warning"}


def test_every_field_has_a_prompt_that_excel_can_show(definition: Definition, book: Workbook) -> None:
    for sheet in definition.workbook.sheets:
        found = validations(book[sheet.name.tr])
        for address, column in first_cells(sheet).items():
            validation = found[address]
            assert validation.showInputMessage, address
            assert 0 < len(validation.prompt) <= 255, column.key
            assert 0 < len(validation.promptTitle) <= 32, column.key


def test_every_header_has_a_note_turkish_first_then_english(definition: Definition, book: Workbook) -> None:
    for sheet in definition.workbook.sheets:
        for number, column in enumerate(sheet.columns, start=1):
            place = (number, 1) if sheet.layout == "form" else (1, number)
            note = book[sheet.name.tr].cell(*place).comment.text
            turkish, _, english = note.partition("\n\n")
            assert column.help.tr in turkish
            assert column.example in turkish
            assert f"{column.header.en}: {column.help.en}" in english


# How it looks

FORMATS = [
    *(("Eylemler", "A", "@"), ("Eylemler", "F", "dd.mm.yyyy"), ("Eylemler", "K", "#,##0.00")),
    *(("Eylemler", "I", "General"), ("Göstergeler", "A", "@"), ("Göstergeler", "G", "General")),
    *(
        ("Ağlar", "C", "0"),
        ("Ağlar", "E", "#,##0"),
        ("Projeler", "K", "@"),
        ("İş Birliği", "F", "dd.mm.yyyy"),
    ),
]


@pytest.mark.parametrize(("sheet", "column", "number_format"), FORMATS)
def test_formats_are_set_by_column(book: Workbook, sheet: str, column: str, number_format: str) -> None:
    assert book[sheet].column_dimensions[column].number_format == number_format


def test_no_empty_cell_of_a_table_is_styled(definition: Definition, filled: Workbook) -> None:
    empty = [
        f"{sheet.key}_{cell.coordinate}"
        for sheet in tables(definition)
        for row in filled[sheet.name.tr].iter_rows()
        for cell in row
        if cell.value is None and cell.has_style
    ]
    assert empty == []


def test_prefilled_cells_look_like_their_column(filled: Workbook) -> None:
    ws = filled["Eylemler"]
    for letter in "ACFIK":
        assert ws[f"{letter}2"].number_format == ws.column_dimensions[letter].number_format


def test_the_header_stays_in_view_and_is_printed_on_each_page(definition: Definition, book: Workbook) -> None:
    for sheet in tables(definition):
        ws = book[sheet.name.tr]
        assert ws.freeze_panes in ("A2", "B2")
        assert ws.print_title_rows == "$1:$1"


def test_every_sheet_prints_on_landscape_a4_one_page_wide(definition: Definition, book: Workbook) -> None:
    for sheet in definition.workbook.sheets:
        ws = book[sheet.name.tr]
        setup = (ws.page_setup.orientation, int(ws.page_setup.paperSize), ws.page_setup.fitToHeight)
        assert setup == ("landscape", 9, 0)
        assert ws.sheet_properties.pageSetUpPr.fitToPage


def test_columns_are_as_wide_as_declared(definition: Definition, book: Workbook) -> None:
    for sheet in tables(definition):
        for address, column in first_cells(sheet).items():
            assert book[sheet.name.tr].column_dimensions[address[0]].width == column.width


# What is written comes back

WRITTEN = [
    *(
        ("Eylemler", "B5", "Uluslararası Proje ve Fonlar"),
        ("Eylemler", "E2", "Akdeniz Üniversitesi; Kalkınma Ajansı"),
    ),
    *(("Eylemler", "F2", datetime(2024, 2, 1)), ("Eylemler", "H2", "Tamamlandı"), ("Eylemler", "I2", 100)),
    *(("Eylemler", "K4", 1250000.5), ("Göstergeler", "A2", "KAP-01"), ("Göstergeler", "E2", 20)),
    *(("Göstergeler", "G7", None), ("Göstergeler", "H23", "Toplanmıyor"), ("Kapak", "B7", "Onaylandı")),
    *(("Kapak", "B8", datetime(2025, 1, 20)), ("Ağlar", "A5", "Akdeniz Limanları Birliği")),
    *(("Kardeş Şehirler", "C3", "Güney Kore"), ("Projeler", "J2", "İtalya; İspanya; Yunanistan")),
]


@pytest.mark.parametrize(("sheet", "address", "value"), WRITTEN)
def test_values_are_written_in_the_templates_spelling(
    filled: Workbook, sheet: str, address: str, value: object
) -> None:
    assert filled[sheet][address].value == value


@pytest.mark.parametrize("text", ["=1+1", "+90 312", "-5", "@ad", "#N/A", "a\nb", "İ ı ş ğ"])
def test_a_text_stays_the_text_it_was(definition: Definition, text: str) -> None:
    rows: Rows = {"challenges": [{"challenge": text}]}
    cell = opened(template(definition, rows))["Zorluklar"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_text_that_looks_like_an_escape_stays_as_typed(definition: Definition) -> None:
    data = template(definition, {"challenges": [{"challenge": "_x0041_"}]})
    (sheet,) = (s for s in read(data).sheets if s.name == "Zorluklar")
    assert sheet.cells[2, 1].value == "_x0041_"


def test_characters_no_workbook_can_hold_are_left_out(definition: Definition) -> None:
    rows: Rows = {"challenges": [{"challenge": "a\x01b\uffffc"}]}
    assert opened(template(definition, rows))["Zorluklar"]["A2"].value == "abc"


@pytest.mark.parametrize("rows", ["empty", "prefilled"])
def test_the_file_is_small(definition: Definition, rows: str) -> None:
    assert len(template(definition, good_rows(definition) if rows == "prefilled" else None)) <= MOST_BYTES


def test_the_same_arguments_make_the_same_bytes(definition: Definition) -> None:
    data = template(definition, good_rows(definition))
    assert data == template(definition, good_rows(definition))
    with ZipFile(io.BytesIO(data)) as parts:  # the clock ticks too rarely for the line above to see it
        assert {part.date_time for part in parts.infolist()} == {MADE_AT.timetuple()[:6]}


# What a new template starts with

LEVEL: dict[str, Value] = {"indicator_code": "KAP-01", "baseline": 20, "target": 24, "evidence": "Sistem"}
FLOW: dict[str, Value] = {"indicator_code": "KRD-03", "target": 6}
NOT_CARRIED: dict[str, Value] = {"actual": 5, "missing_reason": None, "deviation_reason": "Neden"}
CARRIED = [
    ("cover", {"unit": "Birim", "approval": "approved", "approved_on": date(2024, 5, 1)}, {"unit": "Birim"}),
    ("indicators", LEVEL | NOT_CARRIED, LEVEL),
    ("indicators", FLOW | NOT_CARRIED | {"baseline": 3}, FLOW),
    ("actions", {"action_code": "E-1.1", "progress_pct": 40}, {"action_code": "E-1.1", "progress_pct": 40}),
    ("projects", {"project_name": "A", "partner_countries": ("DE",)}, None),
]


@pytest.mark.parametrize(("sheet", "accepted", "carried"), CARRIED)
def test_the_last_version_submission_is_carried_over(
    definition: Definition, sheet: str, accepted: dict[str, Value], carried: dict[str, Value] | None
) -> None:
    assert prefill(definition, {sheet: [accepted]})[sheet] == (carried or accepted,)


def test_a_carried_cover_does_not_change_city_or_workshop(definition: Definition) -> None:
    rows: Rows = {"cover": [{"municipality": "izmir", "workshop": "2", "unit": "Birim"}]}
    values = [row[1].value for row in opened(template(definition, rows))["Kapak"]["A1:B3"]]
    assert values == ["Antalya", "3. Çalıştay – İzmir 2025", "Birim"]


def test_a_row_added_by_hand_for_an_indicator_that_is_not_asked_is_left_out(definition: Definition) -> None:
    rows = prefill(definition, {"indicators": [{"indicator_code": "BAG-01", "target": 7}]})
    codes = [cell.value for cell in opened(template(definition, rows))["Göstergeler"]["A"]]
    assert "BAG-01" not in codes


def test_a_correction_starts_with_the_whole_submission_it_corrects(definition: Definition) -> None:
    rows = good_rows(definition)
    assert prefill(definition, rows, same_period=True)["cover"][0]["approval"] == "approved"
    assert "approval" not in prefill(definition, rows)["cover"][0]
