"""What a person typed, and what is made of it: one table for each family of columns."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from definition import Column, ColumnType, Definition, Text, load
from etl.cells import Cell, Kind
from etl.interpret.cell import Context, interpret
from etl.interpret.findings import UNREAD, Reading
from etl.interpret.turkish import asked, going_to, share_of_it, starting_from
from etl.messages import words
from etl.problems import Problem

THIS_YEAR = 2025
NOTHING = Text("", "")
Case = tuple[Any, Any, tuple[str, ...]]  # typed, value, codes of the findings


def column(type_: ColumnType, **more: Any) -> Column:
    return Column("column", Text("Sütun", "Column"), type_, "essential", NOTHING, **more)


def cell(typed: Any, kind: Kind | None = None) -> Cell:
    kinds: dict[type, Kind] = {str: "text", datetime: "date", bool: "bool", int: "number", float: "number"}
    return Cell(2, 3, kind or kinds[type(typed)], typed)


def percent(typed: float) -> Cell:
    return cell(typed, "percent")


def read(typed: Any, asked: Column, indicator: str = "", epoch_1904: bool = False) -> Reading:
    definition = load()
    about = definition.indicator(indicator) if indicator else None
    context = Context(definition, THIS_YEAR, epoch_1904, about)
    return interpret(typed if isinstance(typed, Cell) else cell(typed), asked, context)


def assert_read(case: Case, asked: Column, indicator: str = "") -> None:
    typed, value, codes = case
    reading = read(typed, asked, indicator)
    assert all(words(Problem(f.code, "note", facts=f.facts), load(), "tr") for f in reading.findings)
    assert (reading.value, tuple(f.code for f in reading.findings)) == (value, codes)


def kinds(reading: Reading) -> list[str]:
    return [finding.kind for finding in reading.findings]


EMPTY = ("read_as_empty",)
AS_TEXT = ("number_as_text",)

NUMBERS: list[Case] = [
    (12.5, 12.5, ()),
    (0, 0, ()),
    ("1234", 1234, ()),
    (" 1\u00a0234,5 ", 1234.5, ()),
    ("1\u202f234\u202f567", 1234567, ()),
    ("12,34", 12.34, ()),
    ("-5", -5, ()),
    ("−5,5", -5.5, ()),
    ("1.234,56", 1234.56, AS_TEXT),
    ("1.234.567", 1234567, AS_TEXT),
    ("1,234.56", 1234.56, AS_TEXT),
    ("1,234,567", 1234567, AS_TEXT),
    ("1,234", 1.234, AS_TEXT),
    ("12.34", 12.34, AS_TEXT),
    ("0.125", 0.125, AS_TEXT),
    ("1234.567", 1234.567, AS_TEXT),
    ("1.234", 1234, AS_TEXT),  # the column is one of money
    ("750.000", 750000, AS_TEXT),
    ("₺1.234,56", 1234.56, AS_TEXT),
    ("1.234 TL", 1234, AS_TEXT),
    ("750.000 tl", 750000, AS_TEXT),
    ("TRY 5", 5, AS_TEXT),
    ("5 €", None, ("other_currency",)),
    ("$1,234.56", None, ("other_currency",)),
    ("yaklaşık 100", None, ("inexact_number",)),
    ("10-15", None, ("inexact_number",)),
    ("100+", None, ("inexact_number",)),
    ("750 bin", None, ("inexact_number",)),
    ("1 2 3", None, ("inexact_number",)),
    ("12.34,56", None, ("inexact_number",)),
    ("1,2,3", None, ("inexact_number",)),
    ("3. çeyrekte 5", None, ("inexact_number",)),
    ("٣", None, ("inexact_number",)),
    ("çok", None, ("not_a_number",)),
    ("-", None, EMPTY),
    ("—", None, EMPTY),
    ("YOK", None, EMPTY),
    ("N/A", None, EMPTY),
    ("%45", None, ("percent_unexpected",)),
    (percent(0.45), None, ("percent_unexpected",)),
    (True, None, ("not_a_number",)),
    (datetime(2024, 2, 3), None, ("date_for_number",)),
    (1e15, None, ("number_too_large",)),
    (float("inf"), None, ("number_too_large",)),
    (float("nan"), None, ("number_too_large",)),
]


@pytest.mark.parametrize("case", NUMBERS, ids=str)
def test_a_number_is_read_as_a_turkish_reader_means_it(case: Case) -> None:
    assert_read(case, column("number", currency="TRY"))


@pytest.mark.parametrize(
    "case",
    [
        (5, 5, ()),
        (5.0, 5, ()),
        (2.9999999999, 3, ()),
        ("5", 5, ()),
        (5.5, None, ("not_whole",)),
        ("5,5", None, ("not_whole",)),
        ("1,234", None, ("not_whole",)),
        ("1.234", 1234, AS_TEXT),
        (3_000_000_000, None, ("number_too_large",)),
    ],
    ids=str,
)
def test_a_whole_number_has_no_decimals(case: Case) -> None:
    assert_read(case, column("integer"))
    value = read(case[0], column("integer")).value
    assert value is None or isinstance(value, int)


PERCENTAGES: list[Case] = [
    ("%45", 45, ()),
    ("% 45", 45, ()),
    ("45%", 45, ()),
    ("45,0 %", 45, ()),
    ("45", 45, ()),
    (45, 45, ()),
    (percent(0.45), 45, ()),
    (percent(0.29), 29, ()),
    (percent(0), 0, ()),
    (percent(1), 100, ()),
    ("%0,45", 0.45, ()),
    (0, 0, ()),
    (1, 1, ()),
    (0.45, None, ("percent_or_fraction",)),
    ("0,45", None, ("percent_or_fraction",)),
    (101, None, ("percent_out_of_range",)),
    (-1, None, ("percent_out_of_range",)),
    ("%140", None, ("percent_out_of_range",)),
    (percent(45), None, ("percent_out_of_range",)),
    (float("nan"), None, ("percent_out_of_range",)),
    ("yok", None, EMPTY),
    ("%kırk", None, ("not_a_number",)),
    ("45 TL", None, ("currency_unexpected",)),
    (datetime(2024, 2, 3), None, ("date_for_number",)),
    (True, None, ("not_a_number",)),
]


@pytest.mark.parametrize("case", PERCENTAGES, ids=str)
def test_a_percentage_is_0_to_100_whichever_way_it_is_written(case: Case) -> None:
    assert_read(case, column("percent", minimum=0, maximum=100))


def test_a_fraction_without_a_percent_sign_asks_which_one_is_meant() -> None:
    facts = dict(read(0.45, column("percent")).findings[0].facts)
    assert (facts["small"], facts["large"]) == (0.45, 45)


def test_of_two_readings_the_one_that_can_be_is_asked_about() -> None:
    (finding,) = read("2.100", column("measure"), "KAP-04").findings
    assert dict(finding.facts)["near"] == 2.1


@pytest.mark.parametrize(
    ("indicator", "typed", "value", "codes"),
    [
        ("KRD-02", percent(0.5), 50, ()),  # %
        ("KRD-02", 0.5, None, ("percent_or_fraction",)),
        ("KAP-01", 12, 12, ()),  # people
        ("KAP-01", 12.5, None, ("not_whole",)),
        ("KAP-01", "12 kişi", 12, AS_TEXT),
        ("KAP-01", "12 KİŞİ", 12, AS_TEXT),
        ("KAP-01", "12 adet", None, ("inexact_number",)),
        ("KAP-04", 1.95, 1.95, ()),  # per mille
        ("KAP-04", 0.45, 0.45, ()),
        ("KAP-04", 1000, 1000, ()),
        ("KAP-04", 1001, 1001, ("per_mille_out_of_range",)),
        ("KAP-04", "2.100", 2100, ("per_mille_out_of_range",)),
        ("KAP-01", "1.250", 1250, AS_TEXT),
        ("KRD-05", "1.250", 1250, AS_TEXT),
        ("FON-04", "1.250", 1250, ("ambiguous_number",)),
        ("FON-04", "225,5 bin avro", 225.5, AS_TEXT),
        ("FON-04", "225 €", None, ("currency_unexpected",)),
        ("", 12.5, 12.5, ()),  # a code nobody knows
    ],
)
def test_a_measure_follows_the_unit_of_its_indicator(
    indicator: str, typed: Any, value: Any, codes: tuple[str, ...]
) -> None:
    assert_read((typed, value, codes), column("measure"), indicator)


@pytest.mark.parametrize(
    "case",
    [
        (2012, 2012, ()),
        ("2012", 2012, ()),
        (1900, 1900, ()),
        (THIS_YEAR, THIS_YEAR, ()),
        (THIS_YEAR + 1, None, ("year_out_of_range",)),
        (1899, None, ("year_out_of_range",)),
        (12, None, ("year_out_of_range",)),
        (2012.5, None, ("not_whole",)),
        ("2012 yılı", None, ("inexact_number",)),
        (datetime(2012, 1, 1), None, ("date_for_number",)),
    ],
    ids=str,
)
def test_a_year_lies_between_1900_and_this_one(case: Case) -> None:
    assert_read(case, column("year", minimum=1900))


DAY = date(2026, 3, 15)
DATES: list[Case] = [
    (datetime(2026, 3, 15), DAY, ()),
    (datetime(2026, 3, 15, 14, 30), DAY, ()),
    *(
        (typed, DAY, ())
        for typed in (
            *("15.03.2026", "15/3/2026", "15-03-2026", "15 . 03 . 2026", "15 Mart 2026", "15 MART 2026"),
            *(
                "15 Mar 2026",
                "15-Mar-2026",
                "15 mart 2026 Pazar",
                "15.03.2026 14:30",
                "2026-03-15",
                "2026/03/15",
            ),
            *(
                "2026-03-15T00:00:00",
                "2026-03-15 00:00:00.000",
                "15 March 2026",
                "March 15, 2026",
                "15\u00a0Mart 2026",
            ),
        )
    ),
    ("15 Ağustos 2025", date(2025, 8, 15), ()),
    ("1 Şub 2025", date(2025, 2, 1), ()),
    ("15 AĞUSTOS 2025", date(2025, 8, 15), ()),
    ("03.04.2025", date(2025, 4, 3), ()),
    (46096, DAY, ("date_from_number",)),
    (46096.75, DAY, ("date_from_number",)),
    (2026, None, ("date_incomplete",)),
    (5, None, ("not_a_date",)),
    (20260315, DAY, ("date_from_number",)),
    (20261503, None, ("not_a_date",)),
    (5032026, date(2026, 3, 5), ("date_from_number",)),  # its zero is lost
    *(
        (typed, DAY, ("date_read",))
        for typed in (
            *("1503 2026", "15 032026", "1503.2026", "15.032026", "15032026", "1503  2026."),
            *("20260315", "2026 0315", "2026 03 15", "2026.0315", "2026. 03.15"),
        )
    ),
    ("15 03 2026", DAY, ()),
    ("15.03 2026", DAY, ()),
    ("3102 2026", None, ("date_impossible",)),
    ("2026 1503", None, ("date_impossible",)),
    ("0315 2026", None, ("date_month_first",)),
    ("1503 2206", None, ("date_year_implausible",)),
    *((typed, None, ("date_incomplete",)) for typed in ("2025 2026", "2011 2012", "2011.2012")),
    ("12/31/2026", None, ("date_month_first",)),
    ("31.02.2026", None, ("date_impossible",)),
    ("32.13.2026", None, ("date_impossible",)),
    ("0.3.2026", None, ("date_impossible",)),
    *(
        (typed, None, ("date_incomplete",))
        for typed in ("2026", "Mart 2026", "03.2026", "03/2026", "2026 3. çeyrek")
    ),
    *(
        (typed, None, ("date_incomplete",))
        for typed in ("2026 sonu", "2026 yılı", "3. çeyrek 2026", "III. çeyrek")
    ),
    ("15.03.26", None, ("date_two_digit_year",)),
    ("15 Mart 26", None, ("date_two_digit_year",)),
    *((f"15.03.{year}", None, ("date_year_implausible",)) for year in ("0206", "2206", "1926", "206")),
    (datetime(1926, 3, 15), None, ("date_year_implausible",)),
    (datetime(1900, 1, 1, 12), None, ("date_year_implausible",)),
    ("devam ediyor", None, ("not_a_date",)),
    ("15.03.2026 - 20.03.2026", None, ("not_a_date",)),
    ("-", None, EMPTY),
    (True, None, ("not_a_date",)),
    (percent(0.45), None, ("not_a_date",)),
]


@pytest.mark.parametrize("case", DATES, ids=str)
def test_a_date_is_read_day_first(case: Case) -> None:
    assert_read(case, column("date"))


def test_a_day_number_counts_from_the_epoch_of_its_workbook() -> None:
    assert read(44634, column("date"), epoch_1904=True).value == DAY


@pytest.mark.parametrize(
    "case",
    [
        ("AB proje ofisi", "AB proje ofisi", ()),
        ("  iki   boşluk\u00a0", "iki boşluk", ()),
        ("+90 312 000 00 00", "+90 312 000 00 00", ()),
        ("@belediye", "@belediye", ()),
        ("-5 derece", "-5 derece", ()),
        ("=1+1", "=1+1", ("text_is_formula",)),
        ("a\u202eb", "ab", ("characters_removed",)),
        ("a\x07b", "ab", ("characters_removed",)),
        ("x" * 21, "x" * 21, ("text_too_long",)),
        ("yok", None, EMPTY),
        ("…", None, EMPTY),
        (2024, "2024", ()),
        (12.5, "12,5", ()),
        (percent(0.45), "%45", ()),
        (True, "DOĞRU", ()),
        (datetime(2024, 3, 2), "02.03.2024", ("date_as_text",)),
    ],
    ids=str,
)
def test_words_are_kept_as_typed_but_for_what_nobody_sees(case: Case) -> None:
    assert_read(case, column("text", max_length=20))


def test_a_text_that_is_too_long_is_a_warning_even_where_it_is_essential() -> None:
    assert kinds(read("x" * 21, column("text", max_length=20))) == ["warning"]


@pytest.mark.parametrize(
    ("type_", "typed", "value", "codes"),
    [
        ("texts", "Ajans; Üniversite ;; Oda", ("Ajans", "Üniversite", "Oda"), ()),
        ("texts", "Ajans\nOda", ("Ajans", "Oda"), ()),
        ("texts", "Ajans, Oda", ("Ajans, Oda",), ()),
        ("texts", ";", None, ()),
        ("email", "birim@ornek.bel.tr", "birim@ornek.bel.tr", ()),
        ("email", "mailto:birim@ornek.bel.tr", "birim@ornek.bel.tr", ()),
        ("email", "birim@ornek", None, ("not_an_email",)),
        ("email", "a@b.tr; c@d.tr", None, ("not_an_email",)),
        ("url", "https://ornek.bel.tr/a?b=1", "https://ornek.bel.tr/a?b=1", ()),
        ("url", "HTTP://ORNEK.BEL.TR", "HTTP://ORNEK.BEL.TR", ()),
        ("url", "www.ornek.bel.tr", None, ("not_a_url",)),
        ("url", "javascript:alert(1)", None, ("not_a_url",)),
        ("url", "https://ornek", None, ("not_a_url",)),
    ],
)
def test_words_of_a_certain_shape(type_: ColumnType, typed: str, value: Any, codes: tuple[str, ...]) -> None:
    assert_read((typed, value, codes), column(type_))


READ_AS = ("code_read_as",)


@pytest.mark.parametrize(
    "case",
    [
        ("E-4.1", "E-4.1", ()),
        (" E-4.1\u00a0", "E-4.1", ()),
        ("e-4.1", "E-4.1", READ_AS),
        ("E 4.1", "E-4.1", READ_AS),
        ("E4.1", "E-4.1", READ_AS),
        ("E–4,1", "E-4.1", READ_AS),
        ("E-04.01", "E-4.1", READ_AS),
        ("E-4.10", "E-4.10", ()),
        ("4.1", None, ("bad_code",)),
        ("E-4", None, ("bad_code",)),
        ("E-4.1.2", None, ("bad_code",)),
        ("F-4.1", None, ("bad_code",)),
        (4.1, None, ("code_became_number",)),
        (percent(0.41), None, ("code_became_number",)),
        (datetime(2024, 1, 4), None, ("code_became_date",)),
        ("-", None, EMPTY),
    ],
    ids=str,
)
def test_a_code_is_brought_to_its_shape_and_never_made_up(case: Case) -> None:
    assert_read(case, column("code", pattern=r"E-[1-9][0-9]?\.[1-9][0-9]{0,3}"))


@pytest.mark.parametrize(
    ("list_key", "typed", "value", "codes"),
    [
        ("action_statuses", "Devam Ediyor", "in_progress", ()),
        ("action_statuses", "DEVAM EDİYOR", "in_progress", ()),
        ("action_statuses", "devam  ediyor.", "in_progress", ()),
        ("action_statuses", "In progress", "in_progress", ()),
        ("action_statuses", "in_progress", "in_progress", ()),
        ("action_statuses", "Basladi", None, ("not_in_list",)),
        ("action_statuses", "GECİKMİŞ", None, ("status_is_computed",)),
        ("action_statuses", "overdue", None, ("status_is_computed",)),
        ("action_statuses", "yok", None, EMPTY),
        ("strategies", "Yok", "none", ()),  # a word for nothing that is a value here
        ("themes", "Ağlar ve Temsil", "2", ()),
        ("themes", "2. Ağlar ve Temsil", "2", ()),
        ("themes", 2, "2", ()),
        ("themes", 2.0, "2", ()),
        ("themes", 9, None, ("not_in_list",)),
        ("themes", 2.5, None, ("not_in_list",)),
        ("programmes", "Erasmus", "erasmus", ()),
        ("networks", "ıclei", "iclei", ()),
        ("networks", "Akdeniz  Limanları Birliği", "Akdeniz Limanları Birliği", ()),
        ("networks", "-", None, EMPTY),
        ("municipalities", "IZMIR", "izmir", ()),
        ("municipalities", "Antalia", None, ("unknown_municipality",)),
        ("workshops", "2. Çalıştay - Antalya 2024", "2", ()),
        ("workshops", "9. Çalıştay", None, ("unknown_workshop",)),
        ("indicators", "kap 01", "KAP-01", ()),
        ("indicators", "KAP-99", None, ("unknown_indicator",)),
        ("yes_no", True, None, ("not_in_list",)),
        ("yes_no", datetime(2024, 1, 1), None, ("not_in_list",)),
    ],
)
def test_a_value_of_a_list_is_known_by_its_folded_spelling(
    list_key: str, typed: Any, value: Any, codes: tuple[str, ...]
) -> None:
    assert_read((typed, value, codes), column("list", list_key=list_key))


def test_every_value_of_every_list_is_understood_in_both_languages(definition: Definition) -> None:
    for key, closed in definition.lists.items():
        for choice in closed.choices:
            for typed in (choice.label.tr, choice.label.en, choice.label.tr.upper(), *choice.aliases):
                assert read(typed, column("list", list_key=key)).value == choice.code, (key, typed)


def test_a_word_that_is_not_in_the_list_is_answered_with_the_list() -> None:
    facts = dict(read("bitti", column("list", list_key="action_statuses")).findings[0].facts)
    assert facts["choices"] == "Başlamadı / Devam Ediyor / Tamamlandı / Ertelendi / İptal Edildi"


def test_a_long_list_answers_with_what_is_near() -> None:
    facts = dict(read("Antalia", column("list", list_key="municipalities")).findings[0].facts)
    assert "Antalya" in str(facts["choices"]).split(" / ")


@pytest.mark.parametrize(
    ("list_key", "typed", "near"),
    [
        ("action_statuses", "Bitti", "Tamamlandı"),
        ("action_statuses", "Yapılıyor", "Devam Ediyor"),
        ("action_statuses", "Başladı", "Devam Ediyor"),  # not Başlamadı, which it resembles
        ("action_statuses", "Tamamland", "Tamamlandı"),
        ("action_statuses", "Bitti gibi", None),
        ("approvals", "Onaylı", "Onaylandı"),
        ("themes", "Kültür ve Gençlik", "Kültür, Eğitim ve Gençlik"),
        ("themes", "Göç", "Göç, Dayanışma ve İnsani Yardım"),
        ("missing_reasons", "Bilinmiyor", "Toplanmıyor"),
        ("municipalities", "Antalia", "Antalya"),
        ("municipalities", "İzmir Bld.", "İzmir"),
        ("indicators", "KAP1", "KAP-01"),
        ("indicators", "FON-99", None),  # as near to one as to the other
        ("countries", "Deutschland", "Almanya"),
        ("countries", "Italia", "İtalya"),
        ("countries", "España", "İspanya"),
        ("countries", "Grèce", "Yunanistan"),
        ("countries", "Россия", "Rusya"),
        ("countries", "مصر", "Mısır"),
        ("countries", "Almanyaa", "Almanya"),
        ("countries", "Atlantis", None),
        ("countries", "United Nations", None),
    ],
)
def test_an_unknown_word_is_answered_with_the_value_that_was_probably_meant(
    list_key: str, typed: str, near: str | None
) -> None:
    type_: ColumnType = "country" if list_key == "countries" else "list"
    reading = read(typed, column(type_, list_key=list_key))
    assert (reading.value, dict(reading.findings[0].facts).get("near")) == (None, near)


def test_every_other_word_of_a_list_is_none_of_its_values(definition: Definition) -> None:
    """A word of `meant` that the list knows would be taken and never be asked about."""
    lists = {
        key: closed for key, closed in definition.lists.items() if f"meant.{key}" in str(definition.texts)
    }
    assert len(lists) == 3
    for key, text in definition.texts.items():
        list_key = key.split(".")[1] if key.startswith("meant.") else ""
        if list_key in lists:
            for word in f"{text.tr};{text.en}".split(";"):
                reading = read(word, column("list", list_key=list_key))
                label = definition.lists[list_key].label(key.split(".")[2]).tr
                assert dict(reading.findings[0].facts).get("near") == label, word


@pytest.mark.parametrize(
    ("typed", "near"), [("6.2", "E-6.2"), (6.2, "E-6.2"), (datetime(2024, 2, 6), "E-6.2"), ("ikinci", None)]
)
def test_a_code_without_its_letters_is_asked_about(typed: Any, near: str | None) -> None:
    asked = column("code", pattern=r"E-[1-9][0-9]?\.[1-9][0-9]{0,3}", example="E-4.1")
    assert dict(read(typed, asked).findings[0].facts).get("near") == near


@pytest.mark.parametrize(
    ("number", "start", "goal", "share"),
    [
        ("0", "0'dan", "0'a", "0'ı"),
        ("16", "16'dan", "16'ya", "16'sı"),
        ("18", "18'den", "18'e", "18'i"),
        ("23", "23'ten", "23'e", "23'ü"),
        ("40", "40'tan", "40'a", "40'ı"),
        ("246,3", "246,3'ten", "246,3'e", "246,3'ü"),
        ("1250", "1250'den", "1250'ye", "1250'si"),
        ("1200", "1200'den", "1200'e", "1200'ü"),
        ("3000000", "3000000'dan", "3000000'a", "3000000'u"),
    ],
)
def test_a_number_takes_the_ending_that_is_heard(number: str, start: str, goal: str, share: str) -> None:
    assert (starting_from(number), going_to(number), share_of_it(number)) == (start, goal, share)


@pytest.mark.parametrize(
    ("word", "particle"),
    [
        ("Tamamlandı", "mı"),
        ("Devam Ediyor", "mu"),
        ("Üye", "mi"),
        ("Dünya Gözü", "mü"),
        ("E-6.2", "mi"),
        ("IRAK", "mı"),
    ],
)
def test_a_question_takes_the_ending_that_is_heard(word: str, particle: str) -> None:
    assert asked(word) == particle


@pytest.mark.parametrize(
    ("type_", "typed", "value", "codes"),
    [
        ("country", "Almanya", "DE", ()),
        ("country", "ALMANYA", "DE", ()),
        ("country", "Germany", "DE", ()),
        ("country", "de", "DE", ()),
        ("country", "Namibya", "NA", ()),
        ("country", "N/A", None, EMPTY),
        ("country", "NA", None, EMPTY),
        ("country", "Almanyaa", None, ("unknown_country",)),
        ("countries", "Almanya; İtalya", ("DE", "IT"), ()),
        ("countries", "Almanya; italya ;Almanya", ("DE", "IT"), ()),
        ("countries", "Almanya", ("DE",), ()),
        ("countries", "Bosna-Hersek", ("BA",), ()),
        ("countries", "Almanya, İtalya ve İspanya", ("DE", "IT", "ES"), ("separator_read",)),
        ("countries", "Almanya; Atlantis", None, ("unknown_country_of_several",)),
        ("countries", "yok", None, EMPTY),
    ],
)
def test_countries_are_kept_as_their_iso_codes(
    type_: ColumnType, typed: str, value: Any, codes: tuple[str, ...]
) -> None:
    assert_read((typed, value, codes), column(type_, list_key="countries"))


@pytest.mark.parametrize("type_", get_args(ColumnType))
@pytest.mark.parametrize(
    ("broken", "code"),
    [(cell("#REF!", "error"), "error_value"), (cell("=A1", "formula"), "formula_without_value")],
)
def test_an_error_or_a_formula_without_result_is_missing_and_never_zero(
    type_: ColumnType, broken: Cell, code: str
) -> None:
    assert_read((broken, None, (code,)), column(type_, list_key="themes"))


def test_the_stored_result_of_a_formula_is_taken_and_noted() -> None:
    reading = read(Cell(2, 3, "number", 5, formula=True), column("number"))
    assert (reading.value, kinds(reading)) == (5, ["note"])


NOTES = {
    "read_as_empty",
    "number_as_text",
    "date_from_number",
    "date_read",
    "date_as_text",
    "code_read_as",
    "separator_read",
}


@pytest.mark.parametrize("case", [*NUMBERS, *PERCENTAGES, *DATES], ids=str)
def test_what_changes_no_value_is_a_note_and_everything_else_a_flag(case: Case) -> None:
    type_: ColumnType = "date" if case in DATES else "percent" if case in PERCENTAGES else "number"
    for finding in read(case[0], column(type_, currency="TRY")).findings:
        assert (finding.kind == "note") == (finding.code in NOTES)


@pytest.mark.parametrize("case", [*NUMBERS, *PERCENTAGES, *DATES], ids=str)
def test_what_is_no_value_for_being_unread_says_so(case: Case) -> None:
    type_: ColumnType = "date" if case in DATES else "percent" if case in PERCENTAGES else "number"
    reading = read(case[0], column(type_, currency="TRY"))
    flagged = [f for f in reading.findings if f.kind == "flag"]
    assert all(UNREAD in dict(f.facts) for f in flagged)
    assert not (flagged and reading.value is not None)


# --- properties

any_cell = st.one_of(
    st.builds(cell, st.text(max_size=60)),
    st.builds(cell, st.text(alphabet="0123456789.,- %₺TLE/ ", max_size=14)),
    st.builds(cell, st.one_of(st.integers(), st.floats(), st.booleans(), st.datetimes())),
    st.builds(percent, st.floats()),
    st.builds(cell, st.text(), st.sampled_from(["error", "formula"])),
)


@given(typed=any_cell, type_=st.sampled_from(get_args(ColumnType)), key=st.sampled_from(sorted(load().lists)))
def test_nothing_a_cell_may_hold_breaks_the_reading(typed: Cell, type_: ColumnType, key: str) -> None:
    for indicator in ("", "KAP-01", "KRD-02"):
        reading = read(typed, column(type_, list_key=key, pattern="E-[0-9]+", max_length=40), indicator)
        assert reading.value is not None or reading.findings or not str(typed.value).strip(" ;\n")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_written_the_turkish_way_is_the_number_that_was_meant(number: Any) -> None:
    turkish = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert read(turkish, column("number")).value == float(number)


@given(st.floats(min_value=-1e14, max_value=1e14))
def test_a_number_in_a_cell_is_taken_as_it_is(number: float) -> None:
    assert read(number, column("number")).value == number


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)), st.sampled_from([".", "/", "-", " "]))
def test_a_day_first_date_is_the_day_that_was_meant(day: date, between: str) -> None:
    assert read(f"{day.day}{between}{day.month:02}{between}{day.year}", column("date")).value == day


@given(st.dates(date(1955, 1, 1), date(2100, 12, 31)))
def test_a_day_number_is_the_day_a_spreadsheet_shows(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    assert read(serial, column("date")).value == day
