"""One indicator of all cities: tiles, chart, table, meaning and sources agree with the views."""

from __future__ import annotations

from pathlib import Path

import pytest

from definition import LANGUAGES, Definition, Language
from tests import opened as pages
from tests.opened import figure, opened, said, table, tiles
from ui import data, format
from ui.indicator.inhabitants import applies, inhabitants

group, home, empty = pages.group, pages.home, pages.empty
TABS = ("chart", "table", "meaning", "origins")


def test_the_tiles_show_the_figures_of_the_views(home: Path, definition: Definition) -> None:
    shown = tiles(opened("indicators", indicator="KRD-05"))
    view = data.group_figure("3", "KRD-05").iloc[0]
    about = definition.indicator("KRD-05")
    assert shown["Şehirlerin toplamı"] == format.measure(view["value"], about, "tr")
    assert shown["Şehirler ortancası"] == format.measure(view["median"], about, "tr")
    assert shown["Ortalama gerçekleşme"] == format.percent(view["mean_achievement_pct"], "tr")
    assert shown["Verisi olmayan"] == "9 / 11"


def test_beside_the_group_figure_stands_how_many_cities_are_behind_it(home: Path) -> None:
    assert "2 / 11 şehir" in said(opened("indicators", indicator="KRD-05")).replace("\\", "")


def test_the_table_has_every_city_with_the_values_of_the_view(home: Path) -> None:
    shown = table(opened("indicators", indicator="AGT-01", tab="table")).set_index("Şehir")
    view = data.indicator_achievement("3", indicator="AGT-01").set_index("city")
    assert len(shown) == 11
    for city, name in (("ankara", "Ankara"), ("antalya", "Antalya")):
        assert shown.loc[name, "Değer (adet)"] == view.loc[city, "actual"]
        assert shown.loc[name, "Hedef"] == view.loc[city, "target"]


@pytest.mark.parametrize(
    ("city", "reason"),
    [
        ("Mersin", "Taslak: sayılmaz"),
        ("Muğla", "Onay bekleniyor"),
        ("Bursa", "Düzeltme bekleniyor"),
        ("Denizli", "Veri göndermedi"),
    ],
)
def test_a_city_without_a_value_says_why_and_is_not_zero(home: Path, city: str, reason: str) -> None:
    shown = table(opened("indicators", indicator="AGT-01", tab="table")).set_index("Şehir")
    assert shown.loc[city, "Açıklama"] == reason
    assert format.is_missing(shown.loc[city, "Değer (adet)"])


def test_choosing_another_indicator_changes_heading_tiles_and_table_together(home: Path) -> None:
    at = opened("indicators", indicator="KRD-05", tab="table")
    before = table(at)
    at.selectbox(key="choose_indicator").select("KAP-01").run()
    assert not at.exception
    assert at.title[0].value == "Dış ilişkiler biriminde görevli personel sayısı"
    assert not table(at).equals(before)
    assert "Değer (kişi)" in table(at).columns


def test_choosing_another_indicator_changes_the_chart(home: Path) -> None:
    at = opened("indicators", indicator="KRD-05")
    before = figure(at)["data"]
    at.selectbox(key="choose_indicator").select("KAP-01").run()
    assert figure(at)["data"] != before


def test_the_chart_draws_what_the_view_holds_and_a_gap_where_nothing_is(home: Path) -> None:
    actuals = [
        t for t in figure(opened("indicators", indicator="KAP-01"))["data"] if t["name"] == "Gerçekleşen"
    ]
    view = data.indicator_achievement("3", "antalya", "KAP-01").iloc[0]["actual"]
    by_place = dict(enumerate(actuals))  # in alphabetical order: Ankara, Antalya, …
    assert by_place[1]["customdata"][-1].startswith(f"3. Çalıştay: {format.number(view, 'tr')}")
    assert by_place[0]["customdata"][1] == "2. Çalıştay: Veri yok"


def test_per_inhabitant_divides_by_the_population_shown(home: Path, definition: Definition) -> None:
    at = opened("indicators", indicator="KRD-05", per_head="1", tab="table")
    shown = table(at).set_index("Şehir").loc["Ankara"]
    view = data.indicator_achievement("3", "ankara", "KRD-05").iloc[0]
    assert shown["Nüfus (payda)"] == definition.municipality("ankara").population[-1][1]
    assert shown["Nüfus yılı"] == "2024"
    assert shown["Değer (adet / 100.000 kişi)"] == view["actual"] * 100_000 / shown["Nüfus (payda)"]


def test_only_counts_that_add_up_are_divided_by_inhabitants(definition: Definition) -> None:
    divided = {i.code for i in definition.indicators if applies(i)}
    assert {"KAP-01", "KRD-05", "AGT-01"} <= divided
    assert divided.isdisjoint({"KRD-02", "FON-04", "TAN-01", "KAP-05", "EYL-01"})


def test_a_year_without_a_census_takes_the_nearest_one_known() -> None:
    assert inhabitants("ankara", "1").year == 2024


def test_a_change_that_cannot_be_said_names_the_reason(home: Path) -> None:
    moved = table(opened("indicators", indicator="KRD-05", tab="table", vs="1")).set_index("Şehir")
    assert set(moved["1. Çalıştay’a göre"]) == {"karşılaştırılacak veri yok"}


def test_every_value_names_file_sheet_and_cells(home: Path) -> None:
    rows = table(opened("indicators", indicator="AGT-01", tab="origins"))
    actual = rows[(rows["Şehir"] == "Antalya") & (rows["Ne"] == "Gerçekleşen")].iloc[0]
    view = data.indicator_achievement("3", "antalya", "AGT-01").iloc[0]
    assert (actual["Dosya"], actual["Hücreler"]) == ("antalya-3.xlsx", view["source_cells"])
    assert actual["Değer"] == view["actual"]


def test_the_meaning_is_the_definitions(home: Path, definition: Definition) -> None:
    at = opened("indicators", indicator="KAP-05", tab="meaning")
    assert definition.indicator("KAP-05").definition.tr in said(at)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_opens_in_both_languages(home: Path, tab: str, language: Language) -> None:
    opened("indicators", indicator="FON-01", tab=tab, lang=language, city="antalya", per_head="1")


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("indicator", ["KAP-01", "EYL-02", "KAP-05"])
def test_an_empty_database_shows_no_figure(empty: Path, tab: str, indicator: str) -> None:
    at = opened("indicators", tab=tab, indicator=indicator)
    assert not at.get("plotly_chart")
    assert "0" not in tiles(at).values()
