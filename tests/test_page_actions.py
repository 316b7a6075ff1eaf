"""The actions of all plans: counts, filters and lists agree with the views."""

from __future__ import annotations

from pathlib import Path

import pytest

from definition import LANGUAGES, Language
from tests import opened as pages
from tests.opened import figure, opened, said, table, tiles
from ui import data

group, home, empty = pages.group, pages.home, pages.empty
TABS = ("table", "timeline", "division", "dropped")


def test_the_tiles_add_up_the_plans_of_the_view(home: Path) -> None:
    plans = data.plan_progress("3")
    shown = tiles(opened("actions"))
    assert shown["Eylem"] == str(plans["actions"].sum())
    assert shown["Gecikmiş"] == str(plans["overdue"].sum())
    assert shown["Tamamlandı"] == str(plans["completed"].sum())


def test_the_table_holds_every_action_the_longest_overdue_first(home: Path) -> None:
    rows = table(opened("actions"))
    assert len(rows) == len(data.action_status("3"))
    first = rows.iloc[0]
    assert (first["Şehir"], first["Kod"], first["Gecikme (gün)"]) == ("Antalya", "E-2.1", 61)


def test_declared_and_computed_status_stand_side_by_side_with_the_reason(home: Path) -> None:
    first = table(opened("actions")).iloc[0]
    assert (first["Beyan edilen"], first["Hesaplanan"]) == ("◐ Devam Ediyor", "▲ Gecikmiş")
    assert first["Gerekçe"] == "Bitiş tarihi geçti, tamamlanmadı."


def test_every_row_names_its_file_and_cells(home: Path) -> None:
    first = table(opened("actions")).iloc[0]
    assert (first["Dosya"], first["Hücreler (Eylemler)"]) == ("antalya-3.xlsx", "H3; I3; G3")


@pytest.mark.parametrize(
    ("asked", "column", "values"),
    [
        ({"city": "ankara"}, "Şehir", {"Ankara"}),
        ({"status": "completed,not_started"}, "Hesaplanan", {"● Tamamlandı", "○ Başlamadı"}),
        ({"only": "overdue"}, "Hesaplanan", {"▲ Gecikmiş"}),
        ({"theme": "2"}, "Tema", {"2 · Ağlar ve Temsil"}),
    ],
)
def test_the_address_holds_the_filters(
    home: Path, asked: dict[str, str], column: str, values: set[str]
) -> None:
    assert set(table(opened("actions", **asked))[column]) == values


def test_an_unknown_filter_in_the_address_leaves_nothing_out(home: Path) -> None:
    assert len(table(opened("actions", status="nonsense", theme="99", only="x", city="atlantis"))) == 16


def test_search_knows_turkish_letters(home: Path) -> None:
    names = data.action_status("3")["action_name"]
    word = next(w for name in names for w in name.split() if set(w) & set("ığşçöü"))
    plain = word.upper().translate(str.maketrans("ĞŞÇÖÜ", "GSCOU"))
    found = table(opened("actions", search=plain))
    assert 0 < len(found) < len(names)


def test_choosing_a_city_changes_tiles_and_table_together(home: Path) -> None:
    at = opened("actions")
    at.selectbox(key="own_city").select("antalya").run()
    assert tiles(at)["Eylem"] == str(len(table(at))) == "8"
    assert set(table(at)["Şehir"]) == {"Antalya"}


def test_a_filter_is_written_into_the_address(home: Path) -> None:
    at = opened("actions")
    at.multiselect(key="own_status").select("overdue").run()
    assert at.query_params["status"] == "overdue"
    assert len(table(at)) == 1


def test_what_has_not_moved_since_the_last_report_stands_still(home: Path) -> None:
    # Antalya typed 30 for the progress of E-2.1 at workshop 2 and nothing else differently; Ankara is new.
    stale = table(opened("actions", only="stale"))
    assert set(stale["Şehir"]) == {"Antalya"}
    assert "E-2.1" not in set(stale["Kod"])
    assert stale["Hesaplanan"].isin(["● Tamamlandı", "✕ İptal Edildi"]).sum() == 0


def test_a_first_report_is_not_said_to_stand_still(home: Path) -> None:
    assert tiles(opened("actions", city="ankara"))["Hareketsiz"] == "Veri yok"


def test_the_timeline_draws_the_filtered_actions(home: Path) -> None:
    bars = [t for t in figure(opened("actions", tab="timeline", city="ankara"))["data"] if t["type"] == "bar"]
    dated = data.action_status("3", "ankara").dropna(subset=["start_date", "end_date"])
    assert sum(len(bar["y"]) for bar in bars) == len(dated)


def test_the_timeline_says_when_it_leaves_some_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.action.timeline.SHOWN", 3)
    at = opened("actions", tab="timeline")
    assert "ilk 3 tanesi" in said(at)


def test_cancelled_actions_are_listed_as_dropped(home: Path) -> None:
    cancelled = data.action_status("3").query("status == 'cancelled'")
    assert len(table(opened("actions", tab="dropped"))) == len(cancelled) > 0


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_opens_in_both_languages(home: Path, tab: str, language: Language) -> None:
    opened("actions", tab=tab, lang=language)


def test_an_empty_database_says_so_and_shows_no_zero(empty: Path) -> None:
    at = opened("actions")
    assert "sayılan eylem yok" in said(at)
    assert set(tiles(at).values()) == {"Veri yok"}


def test_a_city_that_has_not_reported_shows_no_zero(home: Path) -> None:
    assert set(tiles(opened("actions", city="denizli")).values()) == {"Veri yok"}
