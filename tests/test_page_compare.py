"""Cities beside each other and two workshops beside each other: fair, and equal to the views."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Language
from tests import opened as pages
from tests.opened import figure, opened, said, table
from ui import data, format, labels
from ui.charts.theme_heatmap import MISSING, UNRANKED
from ui.comparison.asked import Asked
from ui.comparison.heat import table as heat_table
from ui.comparison.pair import table as pair_table
from ui.comparison.position import Scale, _warnings, among, positions

group, home, empty = pages.group, pages.home, pages.empty
TABS = ("cities", "workshops", "changes")


def asked() -> Asked:
    return Asked("3", None, "tr", data.snapshot_key())


def cells(scale: Scale = "own") -> pd.DataFrame:
    return positions(asked(), scale)


def test_the_colour_is_the_achievement_of_the_view(home: Path) -> None:
    view = data.indicator_achievement("3").set_index(["city", "indicator"])["achievement_clipped_pct"]
    ranked = cells().query("kind == 'ranked'")
    assert not ranked.empty
    expected = [view[city, code] for city, code in zip(ranked["city"], ranked["indicator"], strict=True)]
    assert list(ranked["position"]) == expected


def test_a_cell_shows_the_raw_percentage_and_the_light(home: Path) -> None:
    view = data.indicator_achievement("3", "ankara", "KRD-05").iloc[0]
    cell = cells().query("city == 'ankara' and indicator == 'KRD-05'").iloc[0]
    mark = labels.light_mark(view["light"]).symbol
    assert cell["shown"] == f"{mark} {format.percent(view['achievement_pct'], 'tr')}"


@pytest.mark.parametrize(
    ("city", "reason"),
    [("mersin", "Taslak: sayılmaz"), ("mugla", "Onay bekleniyor"), ("denizli", "Veri göndermedi")],
)
def test_a_city_that_does_not_count_is_hatched_with_its_reason(home: Path, city: str, reason: str) -> None:
    own = cells()[lambda rows: rows["city"] == city]
    assert set(own["kind"]) == {MISSING}
    assert set(own["note"]) == {reason}


def test_of_two_cities_none_is_ranked(home: Path) -> None:
    # Only Antalya and Ankara count at workshop 3: whoever is not first would be last.
    assert set(cells("among")["kind"]) == {MISSING, UNRANKED}


def test_a_value_with_a_warning_is_shown_but_not_ranked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = data.indicator_achievement("3", "ankara", "KRD-05").iloc[0]
    warned = {(row["submission_id"], row["actual_cell"]): "Birim hatası olabilir."}
    monkeypatch.setattr("ui.comparison.position._warnings", lambda _asked: warned)
    (cell,) = list(cells().query("kind == 'unranked'").itertuples())
    assert (cell.city, cell.indicator, cell.shown[:2]) == ("ankara", "KRD-05", "? ")
    assert "Birim hatası olabilir." in cell.note


def test_warnings_stand_at_the_cells_of_values_only(home: Path) -> None:
    problems = data.submission_problem(data.submission_latest("antalya", "3").iloc[0]["submission_id"])
    assert set(_warnings(asked())) <= set(zip(problems["submission_id"], problems["cell"], strict=True))


@pytest.mark.parametrize(
    ("indicator", "values", "expected"),
    [
        ("KRD-05", (10, 30, 20), (0, 100, 50)),  # higher is better
        ("KAP-05", (10, 30, 20), (100, 0, 50)),  # lower is better
        ("KRD-05", (10, 10, 20), (25, 25, 100)),  # equal ones share the middle of their places
        ("KRD-05", (10, None, 20), (None, None, None)),  # two are too few
    ],
)
def test_the_position_follows_the_direction(
    indicator: str, values: tuple[float | None, ...], expected: tuple[float | None, ...]
) -> None:
    rows = pd.DataFrame({"indicator": indicator, "actual": pd.Series(values, dtype=float)})
    found = among(rows)
    assert [None if p != p else p for p in found] == list(expected)


def test_what_is_computed_has_no_target_and_stands_among_the_cities_only(home: Path) -> None:
    assert "EYL-01" not in set(cells("own")["indicator"])
    assert "EYL-01" in set(cells("among")["indicator"])


def test_the_switch_changes_the_chart_and_its_legend(home: Path) -> None:
    at = opened("compare")
    heat = next(t for t in figure(at)["data"] if t["type"] == "heatmap")
    assert "Kendi hedefine göre" in heat["colorbar"]["title"]["text"]
    at.segmented_control(key="own_scale").set_value("among").run()
    heat = next(t for t in figure(at)["data"] if t["type"] == "heatmap")
    assert "konum" in heat["colorbar"]["title"]["text"]
    assert at.query_params["scale"] == "among"


def test_the_empty_columns_are_explained(home: Path) -> None:
    assert "2 / 11 şehir" in said(opened("compare"))
    assert "Mersin: Taslak: sayılmaz" in said(opened("compare"))


def test_all_indicators_of_the_group_equal_the_view(home: Path) -> None:
    shown = table(opened("compare", tab="workshops")).set_index("Kod")
    view = data.group_change("3", "2").set_index("indicator")
    assert len(shown) == len(view)
    for code, row in view.iterrows():
        pd.testing.assert_series_equal(
            shown.loc[code, ["2. Çalıştay", "3. Çalıştay", "Değişim"]].astype(float),
            row[["compared_value", "value", "change"]].astype(float),
            check_names=False,
            check_index=False,
        )
        assert shown.loc[code, "Şehirler"] == f"{row['cities']} / 11 şehir"


def test_one_indicator_shows_the_group_and_every_city(home: Path) -> None:
    at = opened("compare", tab="workshops", indicator="AGT-01")
    bars = [t for t in figure(at)["data"] if t["mode"] == "markers"]
    assert len(bars) == 2
    assert len(bars[0]["y"]) == 11
    assert "iki çalıştayda da sayılan 1 / 11 şehir" in said(at)


def test_the_group_and_the_cities_of_one_indicator_equal_the_views(home: Path) -> None:
    shown = pair_table(Asked("3", "2", "tr", data.snapshot_key()), "AGT-01")[0].set_index("Şehir")
    group = data.group_change("3", "2", "AGT-01").iloc[0]
    city = data.workshop_change("3", "2", "antalya", "AGT-01").iloc[0]
    columns = ["2. Çalıştay", "3. Çalıştay", "Değişim"]
    assert list(shown.loc["Grup (1 / 11 şehir)", columns]) == [
        *(group["compared_value"], group["value"], group["change"])
    ]
    assert list(shown.loc["Antalya", columns]) == [*(city["compared_actual"], city["actual"], city["change"])]
    assert shown.loc["Mersin", "Neye göre"] == "Taslak: sayılmaz"


def test_progress_and_corrections_never_share_a_list(home: Path) -> None:
    at = opened("compare", tab="changes")
    titles = [heading.value.partition(" (")[0] for heading in at.subheader]
    assert titles == [
        *("Gerçek ilerleme: eylemler", "Durumu değişen göstergeler"),
        *("Değişen planlar", "Düzeltilen eski veriler"),
    ]


def test_an_action_that_advanced_and_a_moved_end_date_stand_apart(home: Path) -> None:
    at = opened("compare", tab="changes")
    advanced = table(at)[["Şehir", "Kod"]].drop_duplicates().to_numpy().tolist()
    view = data.action_change("3", "2")
    progressed = view[view["kind"].isin(["progress", "status"])]
    assert len(advanced) == progressed.groupby(["city", "action_code"]).ngroups > 0
    replanned = [f for f in at.dataframe if "Değişiklik" in f.value.columns]
    assert "Bitiş tarihi değişti" in set(replanned[0].value["Değişiklik"])


def test_a_corrected_cell_is_listed_with_both_sources(home: Path) -> None:
    at = opened("compare", tab="changes")
    corrected = next(f.value for f in at.dataframe if "Düzeltilen" in f.value.columns)
    view = data.correction("3")
    assert len(corrected) == len(view) == 1
    assert corrected.iloc[0]["Şimdi"] == "31.10.2024"
    assert corrected.iloc[0]["Kaynak"] == "antalya-3.xlsx · Eylemler!G3"


@pytest.mark.parametrize("tab", TABS)
def test_without_a_compared_workshop_nothing_is_compared(home: Path, tab: str) -> None:
    at = opened("compare", tab=tab, vs="-")
    assert tab == "cities" or "seçili değil" in said(at)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_opens_in_both_languages(home: Path, tab: str, language: Language) -> None:
    opened("compare", tab=tab, lang=language)


@pytest.mark.parametrize("tab", TABS)
def test_a_workshop_nobody_reported_before_has_nothing_to_compare_with(home: Path, tab: str) -> None:
    opened("compare", tab=tab, workshop="2", vs="1")


@pytest.mark.parametrize("tab", TABS)
def test_an_empty_database_shows_no_chart(empty: Path, tab: str) -> None:
    assert not opened("compare", tab=tab).get("plotly_chart")


def test_only_the_chosen_cities_stand_beside_each_other_and_a_link_keeps_them(home: Path) -> None:
    page = opened("compare", peers="antalya,mersin")
    assert set(table_of(page)["Şehir"]) == {"Antalya", "Mersin"}
    assert "1 / 2 şehir · Mersin: Taslak: sayılmaz" in said(page)
    two = opened("compare", tab="workshops", indicator="KRD-05", peers="antalya,mersin")
    assert {"Antalya", "Mersin ○ Taslak: sayılmaz"} == set(figure(two)["layout"]["yaxis"]["categoryarray"])
    assert set(table_of(opened("compare", peers="atlantis"))["Şehir"]) > {"Antalya", "Mersin"}


def test_only_the_chosen_cities_are_given_a_position(home: Path) -> None:
    all_of_them = Asked("3", None, "tr", data.snapshot_key())
    few = Asked("3", None, "tr", data.snapshot_key(), peers=("antalya",))
    assert set(positions(few, "among")["city"]) == {"antalya"}
    assert len(set(positions(all_of_them, "among")["city"])) > 1


def table_of(page: AppTest) -> pd.DataFrame:
    """The table behind the chart, whose tab is not open."""
    peers = tuple(page.multiselect(key="own_peers").value)
    return heat_table(Asked("3", "2", "tr", data.snapshot_key(), peers), "own")[0]
