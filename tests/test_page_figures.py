"""The tab of context figures: what an upload changes is seen before it counts, and can be taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st

from definition import LANGUAGES, Definition, Language
from etl.database.frozen import freeze
from etl.database.publish import publish
from etl.figures.in_force import in_force
from etl.figures.supply import supply
from tests.figures import AT, GOOD, SOURCE, hand_in, workbook
from tests.small_group import IN_TIME, build, open_page, words
from ui import data

LATER = timedelta(days=1)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition) -> Path:
    publish(tmp_path, definition)
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    st.cache_data.clear()
    st.cache_resource.clear()
    return tmp_path


def awaiting(home: Path, definition: Definition) -> str:
    """One figure changed, one taken out, one new, and three that stay."""
    hand_in(
        home, definition, *GOOD, ("Muğla", "BAG-03", 2024, 7, SOURCE), ("Bursa", "BAG-03", 2024, 8, SOURCE)
    )
    rows = (
        ("Antalya", "BAG-01", 2024, 16500, SOURCE),
        ("İzmir", "BAG-02", 2023, None, None),
        ("Manisa", "BAG-03", 2024, 9, SOURCE),
    )
    return hand_in(home, definition, *rows, at=AT + LATER, confirm=False).id


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anything_was_handed_in_the_tab_says_how(
    home: Path, definition: Definition, language: Language
) -> None:
    at = open_page("workshop", tab="figures", lang=language)
    assert definition.text("figures.nothing_text", language) in words(at)
    labels = [b.label for b in at.get("download_button")]
    assert definition.text("figures.template", language) in labels


def test_a_file_goes_from_the_box_to_its_preview_and_into_the_figures(
    home: Path, definition: Definition
) -> None:
    at = open_page("workshop", tab="figures")
    at.file_uploader(key="figures_file").set_value(("baglam.xlsx", workbook(definition, *GOOD), XLSX))
    at.button(key="figures_send").click().run()
    assert not at.exception
    assert {m.label: m.value for m in at.metric}[definition.text("figures.kind.added", "tr")] == "3"
    assert in_force(data.live_snapshot()) == {}
    at.button(key="figures_confirm").click().run()
    assert len(in_force(data.live_snapshot())) == len(GOOD)


def test_a_press_without_a_file_says_what_is_missing(home: Path, definition: Definition) -> None:
    at = open_page("workshop", tab="figures")
    at.button(key="figures_send").click().run()
    assert [e.value for e in at.error] == [definition.text("figures.no_file", "tr")]


def test_the_preview_says_what_comes_changes_goes_and_stays(home: Path, definition: Definition) -> None:
    upload = awaiting(home, definition)
    at = open_page("workshop", tab="figures", upload=upload)
    shown = {m.label: m.value for m in at.metric}
    named = {
        kind: shown[definition.text(f"figures.kind.{kind}", "tr")] for kind in ("added", "changed", "removed")
    }
    assert named == {"added": "1", "changed": "1", "removed": "1"}
    assert shown[definition.text("figures.kind.kept", "tr")] == "3"
    assert any("İzmir BAG" in w.value.replace("\\", "") for w in at.warning)
    said = words(at)
    assert "16.000" in said
    assert "16.500" in said


def test_confirming_publishes_and_the_table_follows(home: Path, definition: Definition) -> None:
    upload = awaiting(home, definition)
    at = open_page("workshop", tab="figures", upload=upload)
    assert len(at.dataframe[0].value) == 5
    at.button(key="figures_confirm").click().run()
    assert not at.exception
    values = at.dataframe[0].value
    assert list(values["Şehir"]) == ["Antalya", "Antalya", "Bursa", "Manisa", "Muğla"]
    assert list(values["Yıl"])[:2] == ["2024", "2023"]
    assert list(values["Değer"])[:2] == [16500.0, 15200.5]
    assert set(data.figure_upload_state()["state"]) == {"counted"}


def test_a_confirmation_is_of_what_was_read(home: Path, definition: Definition) -> None:
    upload = awaiting(home, definition)
    at = open_page("workshop", tab="figures", upload=upload)
    hand_in(home, definition, ("Antalya", "BAG-01", 2024, 99000, SOURCE), at=AT + LATER / 2)
    at.button(key="figures_confirm").click().run()
    assert definition.text("figures.meanwhile", "tr") in [e.value for e in at.error]
    at.button(key="figures_confirm").click().run()
    assert in_force(data.live_snapshot())[("antalya", "BAG-01", 2024)].value == 16500.0


def test_cancelling_changes_nothing_and_leaves_the_file_in_the_history(
    home: Path, definition: Definition
) -> None:
    upload = awaiting(home, definition)
    before = in_force(data.live_snapshot())
    at = open_page("workshop", tab="figures", upload=upload)
    at.button(key="figures_cancel").click().run()
    assert not at.exception
    assert in_force(data.live_snapshot()) == before
    assert definition.text("figures.cancelled", "tr").rstrip(".") in words(at).replace("\\", "")


def test_errors_are_told_at_their_cells_and_nothing_can_be_confirmed(
    home: Path, definition: Definition
) -> None:
    wrong = workbook(definition, ("Atlantis", "KAP-01", 2024, -4, SOURCE))
    upload = supply(home, definition, wrong, "*kotu*.xlsx", "deneme", AT).receipt
    publish(home, definition)
    at = open_page("workshop", tab="figures", upload=upload.id)
    said = words(at)
    for cell in ("A2", "B2", "D2"):
        assert cell in said
    for head in ("Hücre", "Bulunan", "Beklenen", "Ne yapmalı"):
        assert head in said
    assert not [b for b in at.button if b.key == "figures_confirm"]


@pytest.mark.parametrize("asked", ["yok", "../../etc/passwd", "20250101-000000-000000"])
def test_an_unknown_upload_in_the_address_is_said(home: Path, asked: str) -> None:
    assert open_page("workshop", tab="figures", upload=asked).error


def test_a_file_is_taken_back_with_a_reason_and_brought_back(home: Path, definition: Definition) -> None:
    first = hand_in(home, definition, *GOOD)
    at = open_page("workshop", tab="figures")
    at.button(key=f"take_{first.id}").click().run()
    assert definition.text("figures.withdrawn.no_reason", "tr") in [e.value for e in at.error]
    at.text_input(key=f"reason_{first.id}").set_value("Yanlış yıl")
    at.button(key=f"take_{first.id}").click().run()
    assert "Yanlış yıl" in words(at)
    assert in_force(data.live_snapshot()) == {}
    at.text_input(key=f"reason_{first.id}").set_value("Doğruymuş")
    at.button(key=f"take_{first.id}").click().run()
    assert len(in_force(data.live_snapshot())) == len(GOOD)


def test_nothing_is_handed_in_into_the_past(home: Path, definition: Definition) -> None:
    hand_in(home, definition, *GOOD)
    freeze(home, definition, "O gün", "3", "deneme", AT + LATER)
    hand_in(home, definition, ("Antalya", "BAG-01", 2024, 1, SOURCE), at=AT + 2 * LATER)
    at = open_page("workshop", tab="figures", asof="o-gun")
    assert not at.get("file_uploader")
    assert at.dataframe[0].value["Değer"].iloc[0] == 16000.0


def test_the_indicator_page_shows_cities_by_year_without_target_or_light(
    home: Path, definition: Definition
) -> None:
    hand_in(home, definition, *GOOD)
    at = open_page("indicators", indicator="BAG-01")
    years = at.dataframe[0].value.set_index("Şehir")
    assert list(years.loc["Antalya"]) == [15200.5, 16000.0]
    assert years.loc["İzmir"].isna().all()
    assert {m.label: m.value for m in at.metric}["Şehirlerin toplamı, 2024"] == "16.000\u00a0bin kişi"
    assert "hedefi ve değerlendirmesi yok" in words(at)


def test_the_city_page_shows_its_context_with_year_and_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition
) -> None:
    build(tmp_path, definition)
    hand_in(tmp_path, definition, *GOOD, ("Antalya", "BAG-02", 2022, 5100, "YÖK 2022"), at=IN_TIME)
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    st.cache_data.clear()
    st.cache_resource.clear()
    at = open_page("city", city="antalya", workshop="3", tab="indicators")
    table = next(d.value for d in at.dataframe if "Kaynak" in d.value.columns).set_index("Kod")
    assert list(table.loc["BAG-01", ["Değer", "Yıl", "Kaynak"]]) == ["16.000\u00a0bin kişi", "2024", SOURCE]
    assert list(table.loc["BAG-02", ["Değer", "Yıl", "Kaynak"]]) == ["5.100\u00a0kişi", "2022", "YÖK 2022"]
    assert table.loc["BAG-03", "Kaynak"] == definition.text("figures.state.empty", "tr")


def test_the_definitions_say_where_a_context_figure_is_entered(home: Path, definition: Definition) -> None:
    said = words(open_page("definitions", q="BAG-02"))
    assert definition.text("figures.entered", "tr") in said


def test_a_context_figure_opens_down_to_its_cell_in_the_organizers_file(
    home: Path, definition: Definition
) -> None:
    hand_in(home, definition, *GOOD)
    at = open_page("indicators", indicator="BAG-02")
    at.button(key="context_tiles_sources").click().run()
    assert not at.exception, at.exception
    cell = next(d.value for d in at.dataframe if "Gönderen" in d.value.columns).iloc[0]
    assert (cell["Şehir"], cell["Hücre"]) == ("İzmir", "Bağlam Göstergeleri!D4")
    assert (cell["Çalıştay"], cell["Dosya"]) == (definition.text("labels.organizers", "tr"), "baglam.xlsx")
