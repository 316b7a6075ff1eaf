"""Numbers, dates, words and files as people write them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from definition import Definition, Language
from etl.store import receipts
from ui import exports, format, labels

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "turkish", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (1234567, None, "1.234.567", "1,234,567"),
        (0, None, "0", "0"),
        (2.5, 0, "3", "3"),  # half up, as by hand
        (0.125, 2, "0,13", "0.13"),
        (-3, None, "−3", "−3"),
        (-0.001, 1, "0,0", "0.0"),  # never "−0"
        (12.3456, None, "12,35", "12.35"),
    ],
)
def test_numbers_are_written_as_in_each_language(
    value: float, decimals: int | None, turkish: str, english: str
) -> None:
    assert format.number(value, "tr", decimals) == turkish
    assert format.number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("value", "turkish", "english"),
    [
        (45, "%45", "45%"),
        (0, "%0", "0%"),
        (-5, "−%5", "−5%"),
        (79.5, "%80", "80%"),
        (1234, "%1.234", "1,234%"),
    ],
)
def test_the_percent_sign_stands_where_the_language_wants_it(
    value: float, turkish: str, english: str
) -> None:
    assert (format.percent(value, "tr"), format.percent(value, "en")) == (turkish, english)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NaT, pd.NA])
def test_missing_is_said_and_never_zero(missing: float | None) -> None:
    assert format.number(missing, "tr") == format.percent(missing, "tr") == "Veri yok"
    assert format.day(missing, "en") == "No data"  # type: ignore[arg-type]
    assert format.change(missing, "tr") == "karşılaştırılamıyor"


@pytest.mark.parametrize(
    ("value", "turkish", "english"),
    [
        (3, f"3{NBSP}puan arttı", f"up 3{NBSP}puan"),
        (-1.5, f"1,5{NBSP}puan azaldı", f"down 1.5{NBSP}puan"),
        (0, "değişmedi", "unchanged"),
        (0.001, "değişmedi", "unchanged"),  # a change too small to be written is none
    ],
)
def test_a_change_is_told_in_words(value: float, turkish: str, english: str) -> None:
    assert (format.change(value, "tr", "puan"), format.change(value, "en", "puan")) == (turkish, english)


def test_days_and_moments_are_turkish_days_and_moments() -> None:
    assert format.day(date(2024, 6, 3), "tr") == "03.06.2024"
    assert format.day(date(2024, 6, 3), "en") == "3 Jun 2024"
    assert format.moment(datetime(2024, 12, 31, 22, 30, tzinfo=UTC), "tr") == "01.01.2025 01:30"
    assert format.moment(datetime(2025, 1, 1, 1, 30), "tr") == "01.01.2025 01:30"  # as the database has it


@pytest.mark.parametrize(
    ("days", "words"), [(0, "on time"), (1, "1 day late"), (2, "2 days late"), (None, "No data")]
)
def test_lateness_is_counted_in_words(days: float | None, words: str) -> None:
    assert format.late(days, "en") == words


def test_names_sort_by_the_turkish_alphabet() -> None:
    names = [
        "Şanlıurfa",
        "Zonguldak",
        "Iğdır",
        "Çorum",
        "İzmir",
        "Samsun",
        "Denizli",
        "Ordu",
        "Öz",
        "Ceyhan",
        "Van",
    ]
    assert sorted(names, key=format.sort_key) == [
        *(
            "Ceyhan",
            "Çorum",
            "Denizli",
            "Iğdır",
            "İzmir",
            "Ordu",
            "Öz",
            "Samsun",
            "Şanlıurfa",
            "Van",
            "Zonguldak",
        )
    ]


@pytest.mark.parametrize("typed", ["igdir", "IĞDIR", "ığdır", "Iğdır ", "İGDİR"])
def test_searching_forgives_the_keyboard(typed: str) -> None:
    assert format.search_fold(typed) == format.search_fold("Iğdır")


@given(st.text())
def test_any_text_can_be_sorted_and_searched(text: str) -> None:
    assert isinstance(format.sort_key(text), tuple)
    assert format.search_fold(format.search_fold(text)) == format.search_fold(text)


def test_somebody_s_words_never_act_as_markdown() -> None:
    assert format.plain("2. Çalıştay") == "2\\. Çalıştay"
    assert format.plain("![x](http://a.b)\n:red[y]") == "!\\[x\\](http:color[\\:]//a.b) \\:red\\[y\\]"


def test_a_table_for_people_opens_in_a_turkish_spreadsheet_program() -> None:
    table = pd.DataFrame(
        {
            "Şehir": ["İzmir", None],
            "Oran": [12.5, float("nan")],
            "Sayı": [3, 4000],
            "Gün": [date(2024, 6, 3), None],
        }
    )
    written = exports.csv_for_people(table, "tr")
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.decode("utf-8-sig").splitlines() == [
        "Şehir;Oran;Sayı;Gün",
        "İzmir;12,5;3;03.06.2024",
        ";;4000;",
    ]


@pytest.mark.parametrize(
    "evil", ["=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", "\r=1", '=HYPERLINK("http://a")', " =1"]
)
def test_no_cell_of_a_downloaded_table_is_a_formula(evil: str) -> None:
    written = exports.csv_for_people(pd.DataFrame({evil: [evil], "n": [-2.0]}), "tr").decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(written, newline=""), delimiter=";")
    for cell in (head[0], row[0]):
        assert cell.lstrip()[0] == "'"
    assert row[1] == "-2"  # a number stays a number


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_code_has_words_and_a_mark(definition: Definition, language: Language) -> None:
    for status in definition.action_statuses:
        assert len(labels.status(status.code, language) + labels.status_mark(status.code).symbol) > 1
    for light in definition.lights:
        assert len(labels.light(light.code, None, language) + labels.light_mark(light.code).symbol) > 1
    for state in ("value", "zero", "empty", "not_due", "not_applicable", "not_collected", "not_asked"):
        assert labels.missing(state, language)
    assert labels.country("DE; TR", "tr") == "Almanya, Türkiye"


def test_different_marks_never_share_a_symbol_within_one_list(definition: Definition) -> None:
    for codes, mark in (
        ([*(s.code for s in definition.action_statuses), "overdue"], labels.status_mark),
        ([light.code for light in definition.lights], labels.light_mark),
    ):
        assert (
            len({mark(code).symbol for code in codes})
            == len({mark(code).colour for code in codes})
            == len(codes)
        )


@pytest.mark.parametrize(
    ("code", "value", "turkish", "english"),
    [
        ("AGT-01", 12, f"12{NBSP}adet", "12"),  # English merely counts: "12 count" is nothing anybody says
        ("FON-04", 1250, f"1.250{NBSP}bin avro", f"1,250{NBSP}thousand euro"),
    ],
)
def test_a_figure_carries_its_unit_where_people_say_one(
    definition: Definition, code: str, value: float, turkish: str, english: str
) -> None:
    about = definition.indicator(code)
    assert format.measure(value, about, "tr") == turkish
    assert format.measure(value, about, "en") == english


@pytest.mark.parametrize(
    ("kept", "turkish", "english"),
    [
        (receipts.LOCAL, "yerel", "local"),
        (receipts.COMMAND_LINE, "komut satırı", "command line"),
        (receipts.SAMPLE_SENDER, "örnek", "sample"),
        ("ayse@antalya.bel.tr", "ayse@antalya.bel.tr", "ayse@antalya.bel.tr"),
    ],
)
def test_who_did_it_is_said_in_the_reader_s_language(kept: str, turkish: str, english: str) -> None:
    assert (labels.person(kept, "tr"), labels.person(kept, "en")) == (turkish, english)
