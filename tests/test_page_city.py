"""One city's plan: state of the report, figures, actions, indicators, lists, history."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from definition import LANGUAGES, Definition, Language
from tests import opened
from tests.small_group import open_page, words
from ui import data, format
from ui.city import shares
from ui.city.countries import by_country, in_words
from ui.city.report import last_counted, report

group, home, empty = opened.group, opened.home, opened.empty


def tiles(city: str, **asked: str) -> dict[str, str]:
    return {metric.label: metric.value for metric in open_page("city", city=city, **asked).metric}


def test_the_header_says_that_it_counts_how_late_it_is_and_which_version(home: Path) -> None:
    ankara, antalya = (words(open_page("city", city=city)) for city in ("ankara", "antalya"))
    assert "sayıldı" in ankara
    assert "4 gün gecikti" in ankara
    assert "1. sürüm" in ankara
    assert "2. sürüm" in antalya
    assert "zamanında" in antalya


def test_the_tiles_show_the_figures_of_the_views(home: Path) -> None:
    plan = data.plan_progress("3", "antalya").iloc[0]
    lights = data.indicator_achievement("3", "antalya")["light"]
    shown = tiles("antalya")
    assert shown["Plan ilerlemesi"] == format.percent(plan["plan_progress_pct"], "tr")
    assert shown["Gecikmiş eylem"] == format.number(plan["overdue"], "tr") == "1"
    assert shown["Hedefteki göstergeler"] == f"{(lights == 'on_track').sum()}\u00a0/\u00a0{lights.count()}"
    assert shown["Sağlanan hibe (bin avro)"] == "225"
    assert shown["Ağ üyeliği"] == "3"


def test_a_city_that_reported_only_now_is_compared_with_nothing(home: Path) -> None:
    at = open_page("city", city="ankara")
    assert {metric.delta for metric in at.metric} == {""}
    assert "karşılaştırma yapılmadı" in words(at)


def test_declared_and_computed_status_stand_side_by_side_with_the_reason(home: Path) -> None:
    said = words(open_page("city", city="antalya"))
    row = said[said.index("E-2.1 ") : said.index("E-3.1 ")]
    assert "Devam Ediyor" in row
    assert "Gecikmiş" in row
    assert "Bitiş tarihi geçti, tamamlanmadı. 61 gün gecikti." in row
    assert "15.01.2024" in row
    assert "31.10.2024" in row
    assert "%60" in row
    assert "AGT-03" in row


def test_a_city_with_only_a_draft_shows_its_actions_and_no_figure(home: Path) -> None:
    at = open_page("city", city="mersin")
    said = words(at)
    assert "Taslak: karşılaştırmaya girmez" in said
    assert "E-2.1 " in said
    assert not at.metric


@pytest.mark.parametrize(
    ("city", "sentence"),
    [
        ("mugla", "Dosya denetimden geçti, onay bekleniyor"),
        ("bursa", "Gönderilen dosyada düzeltilecek hatalar var"),
        ("denizli", "Bu çalıştay için bildirim gelmedi"),
    ],
)
def test_a_city_without_a_counted_report_says_why_and_shows_no_figure(
    home: Path, city: str, sentence: str
) -> None:
    at = open_page("city", city=city)
    assert sentence in words(at)
    assert not at.metric
    assert "E-2.1" not in words(at)


def test_a_missing_city_leads_to_its_last_report(home: Path) -> None:
    at = open_page("city", city="izmir")
    at.button(key="city_earlier").click().run()
    assert at.session_state["workshop"] == "2"
    assert last_counted("izmir", "3") == "2"
    assert last_counted("denizli", "3") is None


def test_every_bar_counts_every_action_once(home: Path) -> None:
    rows = data.submission_action(report("antalya", "3", "2").submission_id)
    for share in shares.shares(rows, data.action_change("3", "2", "antalya"), "tr"):
        assert sum(part.actions for part in share.parts) == len(rows) == 8, share.title


def test_an_action_that_nobody_touched_since_the_compared_workshop_is_named_unchanged(home: Path) -> None:
    rows = data.submission_action(report("antalya", "3", "2").submission_id)
    fresh = shares.shares(rows, data.action_change("3", "2", "antalya"), "tr")[2]
    # E-2.1 moved; E-1.1, E-4.2 and E-7.1 had ended; the other four stand where they stood.
    assert {p.words: p.actions for p in fresh.parts} == {"Güncellendi": 1, "Değişmedi": 4, "Bitmişti": 3}


def test_without_a_compared_workshop_nothing_is_called_unchanged(home: Path) -> None:
    rows = data.submission_action(report("ankara", "3", "2").submission_id)
    assert shares.shares(rows, None, "tr")[2].parts == ()


def card(said: str, code: str) -> str:
    start = said.index(f"<span>{code}</span>")
    return said[start : said.index("</article>", start)]


def test_an_indicator_card_goes_from_reference_over_actual_to_target(home: Path) -> None:
    said = words(open_page("city", city="antalya", tab="indicators"))
    row = data.indicator_achievement("3", "antalya", "KAP-04").iloc[0]
    shown = card(said, "KAP-04")  # 1,5 -> 2, stands at 1,95
    assert "1,5\u00a0binde" in shown
    assert "1,95\u00a0binde" in shown
    assert f"<b>{format.percent(row['achievement_pct'], 'tr')}</b>" in shown
    assert "hedefe 0,05\u00a0binde kaldı" in shown
    assert "Hedefte" in shown
    assert f"hücre {row['source_cells']}" in shown


def test_a_missing_value_says_why_and_shows_neither_zero_nor_a_bar(home: Path) -> None:
    shown = card(words(open_page("city", city="antalya", tab="indicators")), "DAY-01")
    assert "○ Toplanmıyor" in shown
    assert 'class="bar"' not in shown
    assert "%0" not in shown


def test_a_passed_target_says_so_and_the_bar_stops(home: Path) -> None:
    shown = card(words(open_page("city", city="antalya", tab="indicators")), "KAP-03")  # 18 of 15
    assert "<b>%120</b> · hedef aşıldı" in shown
    assert "width:100.0%" in shown


def _list(sheet: str, language: Language) -> pd.DataFrame:
    at = open_page("city", city="antalya", lang=language, tab="lists", list=sheet)
    shown: pd.DataFrame = at.dataframe[0].value
    return shown


@pytest.mark.parametrize(
    ("language", "sheet", "country", "kind"),
    [
        ("tr", "sister_cities", "Almanya", "Kardeş Şehir"),
        ("en", "sister_cities", "Germany", "Sister city"),
    ],
)
def test_codes_and_countries_of_the_lists_are_words(
    home: Path, language: Language, sheet: str, country: str, kind: str
) -> None:
    ties = _list(sheet, language)
    known = data.sister_city("3", "antalya")
    assert list(ties.iloc[:, 2] == country) == list(known["country"] == "DE")
    assert list(ties.iloc[:, 0] == kind) == list(known["partnership_type"] == "sister_city")


def test_a_year_of_a_list_is_no_amount(home: Path) -> None:
    assert set(_list("networks", "tr")["Üyelik Yılı"].dropna()) <= {str(year) for year in range(1900, 2026)}


def test_the_history_has_a_row_for_every_workshop_and_no_zero_where_nothing_was_sent(home: Path) -> None:
    at = open_page("city", city="antalya", tab="history", state={"city_history_tabs": "Tablo"})
    table = at.dataframe[0].value
    assert list(table["Durum"]) == ["gönderilmedi", "sayıldı", "sayıldı"]
    assert pd.isna(table["Plan ilerlemesi (%)"].iloc[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_database_shows_what_is_missing(
    empty: Path, definition: Definition, language: Language
) -> None:
    at = open_page("city", city="izmir", lang=language)
    assert definition.text("city.notice.missing.title", language) in words(at)
    assert not at.metric


@pytest.mark.parametrize("tab", ["actions", "indicators", "lists", "history"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_opens_in_both_languages(home: Path, tab: str, language: Language) -> None:
    open_page("city", city="antalya", tab=tab, lang=language)


def test_partners_are_counted_by_country_the_most_frequent_first(home: Path, definition: Definition) -> None:
    rows = pd.DataFrame(
        {"country": ["DE", "IT", "DE", None], "partner_countries": ["IT;ES", "ES", None, None]}
    )
    countries_of = {
        key: by_country(definition.workbook.sheet(key), rows, "tr")
        for key in ("sister_cities", "projects", "networks")
    }
    assert in_words(countries_of["sister_cities"], "tr") == "2 ülke: Almanya 2, İtalya 1"
    assert in_words(countries_of["projects"], "tr") == "2 ülke: İspanya 2, İtalya 1"
    assert countries_of["networks"].empty
