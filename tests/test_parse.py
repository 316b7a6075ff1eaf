"""Sheets, rows and columns are found wherever a person left them, and each value remembers its cell."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.comments import Comment

from definition import Definition, load
from etl.cells import Cell, RawSheet, RawWorkbook
from etl.fold import is_blank
from etl.messages import words
from etl.parse.workbook import parse
from etl.problems import Problem, Unreadable
from etl.submission import ParsedRow, ParsedSheet, ParsedWorkbook
from etl.xlsx.reader import read
from tests.builders import (
    changed_workbook,
    filled_workbook,
    with_columns_reversed,
    with_header,
    with_rows_above,
    without_column,
)

Change = Callable[[Workbook], object]


def parsed(change: Change | None = None, **places: Any) -> ParsedWorkbook:
    data = changed_workbook(change, **places) if change else filled_workbook(**places)
    return parse(read(data), load())


def problems(workbook: ParsedWorkbook) -> list[Problem]:
    for problem in workbook.problems:
        assert words(problem, load(), "tr")
        assert words(problem, load(), "en")
    return list(workbook.problems)


def found(workbook: ParsedWorkbook) -> list[tuple[str, str, str]]:
    """Code, severity and place of everything that was noticed."""
    return [(p.code, p.severity, f"{p.sheet}_{p.cell}") for p in problems(workbook)]


def refused(change: Change | None = None, **places: Any) -> Problem:
    with pytest.raises(Unreadable) as refusal:
        parsed(change, **places)
    assert words(refusal.value.problem, load(), "tr")
    return refusal.value.problem


def row(sheet: ParsedSheet, key: str, value: str) -> ParsedRow:
    return next(r for r in sheet.rows if key in r.cells and r.cells[key].value == value)


def values(workbook: ParsedWorkbook, sheet: str) -> list[dict[str, Any]]:
    return [{key: cell.value for key, cell in r.cells.items()} for r in workbook.sheets[sheet].rows]


RAW = read(filled_workbook())
GOOD = parse(RAW, load())


# --- the good workbook


def test_a_good_workbook_is_found_whole(definition: Definition) -> None:
    assert list(GOOD.sheets) == [sheet.key for sheet in definition.workbook.sheets]
    assert found(GOOD) == []
    assert len(GOOD.sheets["indicators"].rows) == len(definition.asked_indicators)


def test_every_value_remembers_its_cell() -> None:
    action = row(GOOD.sheets["actions"], "action_code", "E-4.1")
    assert action.cells["progress_pct"] == Cell(5, 9, "number", 40)
    assert action.cells["progress_pct"].address == "I5"


def test_an_empty_cell_is_absent_and_has_an_address_all_the_same() -> None:
    sheet = parsed(actions_I5=None, cover_B3=None).sheets
    action = row(sheet["actions"], "action_code", "E-4.1")
    assert "progress_pct" not in action.cells
    assert sheet["actions"].addresses(action)["progress_pct"] == "I5"
    assert sheet["cover"].addresses(sheet["cover"].rows[0])["unit"] == "B3"


def test_a_cell_of_blanks_is_empty() -> None:
    assert "weight" not in row(parsed(actions_L5=" \u00a0").sheets["actions"], "action_code", "E-4.1").cells


def test_the_stamp_says_what_the_template_was_made_for() -> None:
    assert (GOOD.stamp.template_version, GOOD.stamp.city, GOOD.stamp.workshop) == ("1", "antalya", "3")


# --- sheets


def renamed(old: str, new: str) -> Change:
    return lambda book: setattr(book[old], "title", new)


def deleted(name: str) -> Change:
    return lambda book: book.remove(book[name])


@pytest.mark.parametrize("name", ["EYLEMLER ", " eylemler ", "Eylemler\u00a0", "Actions"])
def test_a_sheet_is_known_by_its_folded_name_in_either_language(name: str) -> None:
    workbook = parsed(renamed("Eylemler", name))
    assert (values(workbook, "actions"), found(workbook)) == (values(GOOD, "actions"), [])


def test_the_order_of_the_sheets_does_not_matter() -> None:
    workbook = parsed(lambda book: book._sheets.reverse())
    assert (list(workbook.sheets), found(workbook)) == (list(GOOD.sheets), [])


@pytest.mark.parametrize("name", ["Eylemler (2)", "Eylemler kopyası", "Copy of Eylemler", "Eylemler_2"])
def test_the_only_copy_of_a_sheet_is_read_with_a_warning(name: str) -> None:
    workbook = parsed(renamed("Eylemler", name))
    assert values(workbook, "actions") == values(GOOD, "actions")
    assert found(workbook) == [("copied_sheet_read", "warning", "actions_")]


def test_beside_its_original_a_copy_is_not_read_and_the_warning_says_so() -> None:
    def copy(book: Workbook) -> None:
        copied = book.copy_worksheet(book["Eylemler"])
        copied.title, copied["C2"] = "Eylemler (2)", "Kopya"
        book.move_sheet(copied, -book.index(copied))

    workbook = parsed(copy)
    assert values(workbook, "actions") == values(GOOD, "actions")
    assert [(p.code, p.fact("read"), p.fact("found")) for p in problems(workbook)] == [
        ("several_sheets", "Eylemler", "Eylemler (2)")
    ]


def test_a_sheet_of_another_year_is_no_copy() -> None:
    assert refused(renamed("Eylemler", "Eylemler 2023")).code == "missing_sheet"


def test_without_a_core_sheet_the_file_is_refused_with_what_was_expected_and_found() -> None:
    problem = refused(deleted("Göstergeler"))
    assert (problem.code, problem.fact("expected")) == ("missing_sheet", "Göstergeler")
    assert str(problem.fact("found")).startswith("Kapak, Eylemler, Ağlar")


def test_another_workbook_is_refused() -> None:
    other = RawWorkbook((RawSheet("Sayfa1", False, {(1, 1): Cell(1, 1, "text", "Bütçe")}),))
    with pytest.raises(Unreadable) as refusal:
        parse(other, load())
    assert refusal.value.problem.fact("expected") == "Kapak, Eylemler, Göstergeler"


def test_an_optional_sheet_may_be_missing() -> None:
    workbook = parsed(deleted("Projeler"))
    assert found(workbook) == [("optional_sheet_missing", "warning", "projects_")]
    assert "projects" not in workbook.sheets


def test_a_scratch_sheet_is_listed_and_an_empty_one_is_not() -> None:
    def scratch(book: Workbook) -> None:
        book.create_sheet("Hesaplar")["A1"] = 1
        book.create_sheet("Sayfa2")

    assert [(p.code, p.fact("found")) for p in problems(parsed(scratch))] == [("sheets_not_read", "Hesaplar")]


def test_a_hidden_sheet_counts_with_a_note() -> None:
    workbook = parsed(lambda book: setattr(book["Ağlar"], "sheet_state", "hidden"))
    assert values(workbook, "networks") == values(GOOD, "networks")
    assert found(workbook) == [("hidden_sheet", "note", "networks_")]


# --- the template's version


def stamped(version: Any) -> Change:
    return lambda book: setattr(book["_Sablon"]["B1"], "value", version)


def test_an_unknown_template_version_is_refused() -> None:
    problem = refused(stamped("99"))
    assert (problem.code, problem.fact("found")) == ("unknown_template_version", "99")


def test_an_older_known_version_is_read_with_a_note(definition: Definition) -> None:
    newer = replace(definition.workbook, template_version="2", known_versions=("1", "2"))
    workbook = parse(read(filled_workbook()), replace(definition, workbook=newer))
    assert [(p.code, p.severity) for p in problems(workbook)] == [("older_template", "note")]


@pytest.mark.parametrize("change", [stamped(1), stamped(1.0), stamped(None), deleted("_Sablon")])
def test_a_stamp_that_became_a_number_or_went_missing_does_no_harm(change: Change) -> None:
    assert found(parsed(change)) == []


# --- headers


def test_title_rows_and_blank_rows_above_the_header_are_skipped(definition: Definition) -> None:
    titles = {1: "ANTALYA BÜYÜKŞEHİR BELEDİYESİ", 3: "Durum", 5: "Uluslararasılaşma Eylem Planı"}
    workbook = parsed(with_rows_above(definition, "actions", titles))
    assert values(workbook, "actions") == values(GOOD, "actions")
    assert row(workbook.sheets["actions"], "action_code", "E-4.1").cells["progress_pct"].address == "I10"


def test_columns_may_stand_in_any_order(definition: Definition) -> None:
    workbook = parsed(with_columns_reversed(definition, "actions"))
    assert [dict(sorted(r.items())) for r in values(workbook, "actions")] == [
        dict(sorted(r.items())) for r in values(GOOD, "actions")
    ]
    assert found(workbook) == []


def test_a_blank_first_column_does_not_matter() -> None:
    def shift(book: Workbook) -> None:
        book["Ağlar"].insert_cols(1)
        book["Kapak"].insert_cols(1)

    workbook = parsed(shift)
    assert (values(workbook, "networks"), values(workbook, "cover")) == (
        values(GOOD, "networks"),
        values(GOOD, "cover"),
    )
    assert found(workbook) == []


@pytest.mark.parametrize(
    ("column", "header"),
    [
        ("end_date", "BITIS TARIHI"),
        ("end_date", "Bitiş\nTarihi *:"),
        ("end_date", "End date"),
        ("progress_pct", "İlerleme"),
        ("progress_pct", "Progress"),
        ("budget_try", "bütçe"),
    ],
)
def test_a_header_is_known_in_every_accepted_spelling(
    definition: Definition, column: str, header: str
) -> None:
    workbook = parsed(with_header(definition, "actions", column, header))
    assert (values(workbook, "actions"), found(workbook)) == (values(GOOD, "actions"), [])


def test_an_extra_column_is_listed_and_not_read() -> None:
    workbook = parsed(actions_N1="Onaylayan", actions_N2="Genel Sekreter")
    assert [(p.code, p.severity, p.fact("found")) for p in problems(workbook)] == [
        ("extra_columns", "note", "Onaylayan (N)")
    ]


def test_values_without_a_header_are_listed_and_not_read() -> None:
    assert [(p.code, p.fact("found")) for p in problems(parsed(actions_P4="?"))] == [
        ("columns_without_header", "P")
    ]


def test_a_renamed_essential_column_is_an_error_that_names_the_nearest_header(definition: Definition) -> None:
    workbook = parsed(with_header(definition, "actions", "end_date", "Bitis Tarhi"))
    assert found(workbook) == [("renamed_column", "error", "actions_G1")]
    assert "end_date" not in workbook.sheets["actions"].columns  # never taken for it


@pytest.mark.parametrize(("column", "severity"), [("end_date", "error"), ("weight", "warning")])
def test_a_missing_column_is_named(definition: Definition, column: str, severity: str) -> None:
    workbook = parsed(without_column(definition, "actions", column))
    assert [(p.code, p.severity, p.column) for p in problems(workbook)] == [
        ("missing_column", severity, column)
    ]


def test_a_column_printed_for_the_reader_is_not_missed(definition: Definition) -> None:
    assert found(parsed(without_column(definition, "indicators", "unit"))) == []


def test_without_its_key_column_a_core_sheet_makes_the_file_unreadable(definition: Definition) -> None:
    problem = refused(with_header(definition, "actions", "action_code", "Eylem No"))
    assert (problem.code, problem.sheet, problem.column) == ("missing_key_column", "actions", "action_code")
    assert str(problem.fact("found")).startswith("Eylem No, Tema")


def test_without_its_key_column_an_optional_sheet_is_not_read(definition: Definition) -> None:
    workbook = parsed(without_column(definition, "networks", "network"))
    assert found(workbook) == [("optional_missing_key_column", "warning", "networks_")]
    assert "networks" not in workbook.sheets


def test_two_equal_headers_make_a_core_sheet_unreadable_and_name_both_cells(definition: Definition) -> None:
    problem = refused(with_header(definition, "actions", "end_date", "BASLANGIC TARIHI"))
    assert (problem.code, problem.fact("first"), problem.fact("second")) == ("duplicate_header", "F1", "G1")


def test_two_equal_headers_leave_an_optional_sheet_unread(definition: Definition) -> None:
    workbook = parsed(with_header(definition, "networks", "network_role", "AĞ ADI"))
    assert found(workbook) == [("optional_duplicate_header", "warning", "networks_D1")]
    assert "networks" not in workbook.sheets


def test_an_alias_gives_way_to_the_header_itself() -> None:
    workbook = parsed(actions_N1="Açıklama", actions_N2="serbest")
    assert workbook.sheets["actions"].columns["deviation_reason"] == 13
    assert [p.code for p in problems(workbook)] == ["extra_columns"]


def test_a_header_merged_over_two_rows_below_a_group_row_is_one_header() -> None:
    def group(book: Workbook) -> None:
        ws = book["Eylemler"]
        ws.insert_rows(1, 2)
        for column in range(1, 14):
            if column not in (6, 7):  # the two dates stand under a caption of their own
                ws.cell(2, column).value = ws.cell(3, column).value
                ws.cell(3, column).value = None
                ws.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
        ws["A1"], ws["F2"] = "Plan", "Tarihler"
        ws.merge_cells("A1:M1")
        ws.merge_cells("F2:G2")

    workbook = parsed(group)
    assert (values(workbook, "actions"), found(workbook)) == (values(GOOD, "actions"), [])


# --- the cover


def test_the_fields_of_the_cover_may_stand_in_any_order_below_titles() -> None:
    def reorder(book: Workbook) -> None:
        ws = book["Kapak"]
        fields = [(ws.cell(r, 1).value, ws.cell(r, 2).value) for r in range(1, 11)][::-1]
        ws.insert_rows(1, 3)
        ws["A1"] = "ULUSLARARASILAŞMA RAPORU"
        for number, (field, value) in enumerate(fields, start=4):
            ws.cell(number, 1).value, ws.cell(number, 2).value = field, value

    workbook = parsed(reorder)
    assert values(workbook, "cover")[0].items() == values(GOOD, "cover")[0].items()
    assert found(workbook) == []


def test_a_value_one_cell_farther_right_belongs_to_its_field() -> None:
    cover = parsed(cover_B3=None, cover_C3="Dış İlişkiler").sheets["cover"]
    assert cover.rows[0].cells["unit"].address == "C3"


def test_the_template_s_explanations_beside_an_empty_field_are_no_value() -> None:
    cells = parsed(cover_B1=None, cover_B2=None, cover_B4=None, cover_B9=None).sheets["cover"].rows[0].cells
    assert {"municipality", "workshop", "unit_level", "strategy"}.isdisjoint(cells)


def test_a_cover_without_the_municipality_field_is_unreadable() -> None:
    problem = refused(cover_A1="Kim?")
    assert (problem.code, problem.sheet) == ("missing_key_column", "cover")


def test_a_missing_field_is_named() -> None:
    assert [(p.code, p.severity, p.column) for p in problems(parsed(cover_A7=None, cover_A4=None))] == [
        ("missing_column", "warning", "unit_level"),
        ("missing_column", "error", "approval"),
    ]


def test_a_cover_cell_under_a_merge_is_flagged() -> None:
    workbook = parsed(lambda book: book["Kapak"].merge_cells("B3:B4"))
    assert found(workbook) == [("merged_cell", "warning", "cover_B4")]
    assert "unit_level" not in workbook.sheets["cover"].rows[0].cells


# --- rows


def added(sheet: str, *rows: dict[str, Any]) -> Change:
    """Rows below the data, a blank one between."""

    def change(book: Workbook) -> None:
        ws = book[sheet]
        last = max(c.row for r in ws.iter_rows() for c in r if c.value is not None)
        for number, typed in enumerate(rows, start=last + 2):
            for column, value in typed.items():
                ws[f"{column}{number}"] = value

    return change


ACTION = {"A": "E-8.1", "C": "Toplam", "D": "Hazırlayan: birim"}


@pytest.mark.parametrize(
    ("sheet", "key", "typed", "code"),
    [
        ("Eylemler", "actions", {"A": "TOPLAM", "K": 2350000.5}, "total_row_skipped"),
        ("Eylemler", "actions", {"C": "Genel Toplam:", "I": "275", "K": "=SUM(K2:K9)"}, "total_row_skipped"),
        ("Eylemler", "actions", {"A": "Toplam 8 eylem"}, "total_row_skipped"),
        ("Projeler", "projects", {"A": "Total", "H": 225000}, "total_row_skipped"),
        ("Kardeş Şehirler", "sister_cities", {"B": "toplam", "C": "4 şehir"}, "total_row_skipped"),
        ("Eylemler", "actions", {"A": "* Değerler geçicidir."}, "footnote_skipped"),
        ("Ağlar", "networks", {"A": "Not: üyelikler sürüyor"}, "footnote_skipped"),
        ("Projeler", "projects", {"A": "KAYNAK : proje ofisi"}, "footnote_skipped"),
        ("Eylemler", "actions", {"A": "Bu plan meclis kararıyla yürürlüktedir."}, "footnote_skipped"),
        (
            "Eylemler",
            "actions",
            {"C": "Hazırlayan", "F": "Kontrol Eden", "I": "Onaylayan"},
            "signature_skipped",
        ),
        ("Zorluklar", "challenges", {"A": "İmza:"}, "signature_skipped"),
        (
            "Ağlar",
            "networks",
            {"A": "Ağ Adı", "B": "Üyelik Durumu", "C": "Üyelik Yılı"},
            "repeated_header_skipped",
        ),
        ("Eylemler", "actions", {"A": "EYLEM KODU", "B": "TEMA"}, "repeated_header_skipped"),
    ],
)
def test_a_row_that_is_no_data_is_skipped_and_named(
    sheet: str, key: str, typed: dict[str, Any], code: str
) -> None:
    workbook = parsed(added(sheet, typed))
    assert values(workbook, key) == values(GOOD, key)
    assert [(p.code, p.severity, p.sheet) for p in problems(workbook)] == [(code, "note", key)]


def test_the_names_below_a_line_of_signatures_belong_to_it() -> None:
    workbook = parsed(added("Eylemler", {"C": "Hazırlayan", "I": "Onaylayan"}, {"C": "A. Yılmaz"}))
    assert values(workbook, "actions") == values(GOOD, "actions")
    assert [p.code for p in problems(workbook)] == ["signature_skipped"] * 2


@pytest.mark.parametrize(
    ("sheet", "key", "typed"),
    [
        ("Eylemler", "actions", ACTION),
        ("Eylemler", "actions", {"A": "E-8.1"}),
        ("Eylemler", "actions", {"A": "e 8,1", "C": "Toplam"}),
        ("Eylemler", "actions", {"C": "Kodu unutulmuş eylem"}),
        ("Eylemler", "actions", {"A": "Toplam", "H": "Devam Ediyor"}),
        ("Projeler", "projects", {"A": "Toplam Kalite Belediyeciliği", "B": "IPA"}),
        ("Projeler", "projects", {"A": "Toplam Kalite Belediyeciliği"}),
        ("Kardeş Şehirler", "sister_cities", {"B": "Toplamköy", "C": "Almanya"}),
        ("Zorluklar", "challenges", {"A": "İmza yetkisi gecikiyor", "B": "Mevzuat ve İzin"}),
        ("Zorluklar", "challenges", {"A": "Not: izinler", "C": "Yüksek"}),
        ("Zorluklar", "challenges", {"A": "İmza yetkisi gecikiyor"}),
        ("Ağlar", "networks", {"A": "Üye", "B": "Üye"}),
    ],
)
def test_a_row_of_data_is_never_taken_for_a_total_or_a_footnote(
    sheet: str, key: str, typed: dict[str, Any]
) -> None:
    workbook = parsed(added(sheet, typed))
    assert values(workbook, key)[:-1] == values(GOOD, key)
    assert sorted(map(str, values(workbook, key)[-1].values())) == sorted(map(str, typed.values()))


def test_a_row_with_an_action_code_is_data_even_below_a_line_of_signatures() -> None:
    workbook = parsed(added("Eylemler", {"C": "Hazırlayan"}, {"A": "E-8.1", "C": "Yeni eylem"}))
    assert values(workbook, "actions")[-1] == {"action_code": "E-8.1", "action_name": "Yeni eylem"}


def test_a_footnote_merged_across_the_table_is_skipped() -> None:
    def change(book: Workbook) -> None:
        book["Projeler"]["A20"] = "Tutarlar avro olarak"
        book["Projeler"].merge_cells("A20:K20")

    assert found(parsed(change)) == [("footnote_skipped", "note", "projects_A20")]


def test_blank_rows_between_rows_of_data_are_skipped() -> None:
    workbook = parsed(lambda book: book["Eylemler"].insert_rows(4, 2))
    assert (values(workbook, "actions"), found(workbook)) == (values(GOOD, "actions"), [])
    assert [r.number for r in workbook.sheets["actions"].rows][:3] == [2, 3, 6]


def test_hidden_rows_and_columns_count_with_a_note() -> None:
    def hide(book: Workbook) -> None:
        book["Eylemler"].row_dimensions[3].hidden = True
        book["Eylemler"].row_dimensions[40].hidden = True  # nothing there
        book["Eylemler"].column_dimensions["H"].hidden = True

    workbook = parsed(hide)
    assert values(workbook, "actions") == values(GOOD, "actions")
    assert [(p.code, p.severity, p.fact("count")) for p in problems(workbook)] == [
        ("hidden_rows", "note", 1),
        ("hidden_columns", "note", 1),
    ]


def test_every_cell_covered_by_a_merge_is_flagged_and_its_value_missing() -> None:
    def merge(book: Workbook) -> None:
        book["Eylemler"].merge_cells("D2:D4")  # essential
        book["Eylemler"].merge_cells("L5:M5")  # weight and reason

    workbook = parsed(merge)
    assert found(workbook) == [
        ("merged_cell", "error", "actions_D3"),
        ("merged_cell", "error", "actions_D4"),
        ("merged_cell", "warning", "actions_M5"),
    ]
    assert ["responsible_unit" in r.cells for r in workbook.sheets["actions"].rows[:3]] == [
        True,
        False,
        False,
    ]


def test_a_value_hidden_under_a_merge_is_not_read() -> None:
    cells = {(1, 1): Cell(1, 1, "text", "Ağ Adı"), (1, 2): Cell(1, 2, "text", "Üyelik Durumu")}
    cells |= {(r, c): Cell(r, c, "text", "UCLG" if c == 1 else "Üye") for r in (2, 3) for c in (1, 2)}
    sheet = RawSheet("Ağlar", False, cells, merges=((2, 2, 3, 2),))
    others = tuple(s for s in RAW.sheets if s.name != "Ağlar")
    workbook = parse(replace(RAW, sheets=(*others, sheet)), load())
    assert values(workbook, "networks") == [
        {"network": "UCLG", "membership_status": "Üye"},
        {"network": "UCLG"},
    ]


@pytest.mark.parametrize("shift", [1, -1])
def test_a_row_that_slipped_by_a_column_is_flagged(shift: int) -> None:
    def slip(book: Workbook) -> None:
        ws = book["Eylemler"]
        typed = [ws.cell(4, column).value for column in range(1, 14)]
        moved = [None, *typed][:13] if shift > 0 else [*typed, None][1:]
        for column, value in enumerate(moved, start=1):
            ws.cell(4, column).value = value

    codes = [(p.code, p.severity, p.fact("row")) for p in problems(parsed(slip)) if p.code == "shifted_row"]
    assert codes == [("shifted_row", "warning", 4)]


def test_a_row_with_a_few_mistakes_is_not_called_slipped() -> None:
    workbook = parsed(actions_F4="yaz", actions_G4="kış", actions_H4="?", actions_I4="çok")
    assert found(workbook) == []


# --- nothing in it


def own(keys: dict[str, Any]) -> list[str]:
    """What refuses or notices a template with only these cells of the city's own."""
    rows: dict[str, Any] = {}
    try:
        return [
            p.code
            for p in problems(parse(read(changed_workbook(lambda _b: None, rows=rows, **keys)), load()))
        ]
    except Unreadable as refusal:
        return [refusal.problem.code]


def test_a_template_as_it_was_downloaded_holds_no_data() -> None:
    assert own({}) == ["no_data_rows"]


@pytest.mark.parametrize("place", ["cover_B3", "actions_A2", "indicators_G2", "indicators_J3"])
def test_one_value_of_the_city_s_own_makes_it_a_submission(place: str) -> None:
    assert own({place: "5"}) == []


def test_an_optional_sheet_alone_is_no_submission() -> None:
    assert own({"networks_A2": "UCLG"}) == ["no_data_rows"]


# --- properties

typed_by_a_person = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
    st.sampled_from(
        ["TOPLAM", "Not: x", "Kod", "Durum", "E-1.1", "Hazırlayan", "-", "Ağ Adı", "İlerleme (%)"]
    ),
)


@st.composite
def messy_workbooks(draw: st.DrawFn) -> RawWorkbook:
    """The good workbook with anything typed anywhere, merged and hidden."""
    sheets = []
    for sheet in RAW.sheets:
        cells = dict(sheet.cells)
        places = st.tuples(st.integers(1, 14), st.integers(1, 14))
        for (r, c), value in draw(st.dictionaries(places, typed_by_a_person, max_size=6)).items():
            cells.pop((r, c), None)
            if value is not None:
                kind: Any = (
                    "text" if isinstance(value, str) else "bool" if isinstance(value, bool) else "number"
                )
                cells[r, c] = Cell(r, c, kind, value)
        corners = draw(st.lists(st.tuples(places, st.integers(0, 3), st.integers(0, 3)), max_size=3))
        merges = tuple((r, c, r + h, c + w) for (r, c), h, w in corners)
        ordered = dict(sorted(cells.items()))
        sheets.append(replace(sheet, cells=ordered, merges=merges, hidden_rows=frozenset({3, 4})))
    return replace(RAW, sheets=tuple(sheets))


@given(raw=messy_workbooks())
def test_whatever_is_typed_wherever_is_read_in_place_or_refused(raw: RawWorkbook) -> None:
    with suppress(Unreadable):
        workbook = parse(raw, load())
        assert all(words(problem, load(), "tr") for problem in workbook.problems)
        sheets = {sheet.name: sheet for sheet in raw.sheets}
        for sheet in workbook.sheets.values():
            for cell in (c for r in sheet.rows for c in r.cells.values()):
                assert sheets[sheet.name].cells[cell.row, cell.column] is cell  # never moved, never copied
                assert not is_blank(cell)


def test_a_note_of_the_senders_own_is_said_not_to_be_read_the_templates_are_no_news() -> None:
    def add_note(book: Workbook) -> None:
        book["Eylemler"]["C2"].comment = Comment("Bunu okuyun", "Ayşe")

    assert [p.code for p in problems(parsed(add_note))] == ["comments_not_read"]
    assert problems(parsed()) == []


def test_links_to_other_workbooks_are_said_and_never_followed() -> None:
    linked = dataclasses.replace(read(filled_workbook()), external_links=True)
    assert [(p.code, p.severity) for p in parse(linked, load()).problems] == [("external_links", "note")]
