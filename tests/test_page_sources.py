"""Whoever doubts a figure sees its cells two clicks later, and can take the file away."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from etl.database import snapshots
from etl.database.views import view_names
from etl.trace.figure import trace_rows, traceable
from etl.trace.walk import LINEAGE
from tests import opened
from tests.small_group import open_page, words
from ui import data, format
from ui.action.headline import _tiles as action_tiles
from ui.city.headline import tiles as city_tiles
from ui.components.tiles import Tile
from ui.components.traced_words import cell_table, other_table
from ui.indicator.heading import _tiles as indicator_tiles
from ui.overview.headline import tiles as overview_tiles

group, home, empty = opened.group, opened.home, opened.empty
PAGES = ("overview", "city", "indicators", "actions")


def asked(page: str, **of: str) -> AppTest:
    at = open_page(page, **of)
    button = next(b for b in at.button if b.key and b.key.endswith("_tiles_sources"))
    button.click().run()
    assert not at.exception, at.exception
    return at


def cells(at: AppTest) -> pd.DataFrame:
    return next(d.value for d in at.dataframe if {"Hücre", "Gönderen"} <= set(d.value.columns))


@pytest.mark.parametrize("page", PAGES)
def test_the_figures_at_the_top_lead_to_their_cells(page: str, home: Path) -> None:
    found = cells(asked(page, city="antalya", indicator="FON-04"))
    assert not found.empty
    assert found["Hücre"].str.fullmatch(r".+![A-Z]+[0-9]+").all()
    assert set(found["Gönderen"]) == {"deneme"}


def test_plan_progress_is_traced_to_the_actions_of_that_city_alone(home: Path) -> None:
    at = asked("city", city="antalya")
    found = cells(at)
    assert set(found["Şehir"]) == {"Antalya"}
    assert set(found["Dosya"]) == {"antalya-3.xlsx"}
    view = data.plan_progress("3", "antalya").iloc[0]
    assert f"Plan ilerlemesi: {format.plain(format.percent(view['plan_progress_pct'], 'tr'))}" in words(at)
    assert set(view["progress_cells"].split("; ")) <= {c.removeprefix("Eylemler!") for c in found["Hücre"]}


def test_late_actions_are_traced_to_end_dates_and_status(home: Path) -> None:
    overdue = next(tile for tile in every_tile("city", data.snapshot_key()) if tile.label == "Gecikmiş eylem")
    assert {cell.header for cell in data.traced(*overdue.origins)[0]} == {"Bitiş Tarihi", "Durum"}


def test_the_original_of_every_file_can_be_taken_away(home: Path) -> None:
    at = asked("overview")
    labels = {b.label for b in at.get("download_button")}
    for file in set(cells(at)["Dosya"]):
        assert any(format.plain(file) in label for label in labels)


def every_tile(page: str, snapshot: str) -> tuple[Tile, ...]:
    from ui.action.asked import Asked as Actions
    from ui.city.report import report
    from ui.indicator.asked import Asked as Indicators

    if page == "overview":
        return overview_tiles(snapshot, "3", "2", "tr")
    if page == "city":
        return city_tiles(snapshot, report("antalya", "3", "2"), "tr")
    if page == "actions":
        return action_tiles(Actions("3", None, (), (), None, "", "tr", snapshot))
    return indicator_tiles(Indicators("FON-04", "3", "2", None, False, "tr", snapshot))


@pytest.mark.parametrize("page", PAGES)
def test_no_figure_at_the_top_of_a_page_is_without_an_origin(page: str, home: Path) -> None:
    for tile in every_tile(page, data.snapshot_key()):
        assert tile.origins, tile.label
        data.traced(*tile.origins)  # raises where a view, column or key is not there


def test_everything_that_enters_a_figure_has_words_in_both_languages(
    home: Path, definition: Definition
) -> None:
    for page in PAGES:
        for tile in every_tile(page, data.snapshot_key()):
            for other in data.traced(*tile.origins)[1]:
                for language in LANGUAGES:
                    assert definition.text(f"trace.what.{other.column}", language)


TABLES = [
    ("overview", {}, "overview_progress", "Tablo"),
    ("city", {"city": "antalya"}, "city_timeline", "Tablo"),
    ("compare", {}, "compare_heat", "Tablo"),
]


@pytest.mark.parametrize(("page", "of", "key", "tab"), TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_behind_a_chart_says_that_its_figures_can_be_pressed(
    page: str,
    of: dict[str, str],
    key: str,
    tab: str,
    language: Language,
    home: Path,
    definition: Definition,
) -> None:
    tab = definition.text("part.table", language)
    at = open_page(page, state={f"{key}_tabs": tab}, lang=language, **of)
    assert definition.text("part.source.how", language) in words(at)


def test_without_data_nothing_offers_to_be_traced_or_says_that_there_is_nothing(
    empty: Path, definition: Definition
) -> None:
    for page in ("overview", "city", "actions"):
        assert not [b for b in open_page(page).button if b.key and b.key.endswith("_tiles_sources")]
    assert definition.text("part.source.none", "tr") in words(asked("indicators", indicator="EYL-01"))


def test_the_sources_of_every_figure_can_be_said_in_both_languages(
    group: Path, definition: Definition
) -> None:
    shown = snapshots.current(group)
    assert shown
    with duckdb.connect(shown, read_only=True) as connection:
        for view in view_names():
            key = LINEAGE[view].key
            asked_for = connection.execute(f"SELECT {', '.join(key)} FROM {view} LIMIT 2").fetchall()
            rows = [
                {name: str(value) for name, value in zip(key, row, strict=True)}
                for row in asked_for
                if None not in row
            ]
            for column in traceable(connection, view) if rows else ():
                cells, others = trace_rows(connection, definition, view, rows, column)
                for language in LANGUAGES:
                    assert len(cell_table(cells, language)) == len(cells)
                    assert len(other_table(others, language)) == len(others)


def test_a_source_cell_says_which_action_or_indicator_its_row_is_about(
    group: Path, definition: Definition
) -> None:
    shown = snapshots.current(group)
    assert shown
    antalya = {"city": "antalya", "workshop": "3"}
    with duckdb.connect(shown, read_only=True) as connection:
        late, _ = trace_rows(connection, definition, "plan_progress", [antalya], "overdue")
        staff = [antalya | {"indicator": "KAP-01"}]
        value, _ = trace_rows(connection, definition, "indicator_value", staff, "actual")
    assert "E-2.1" in set(cell_table(late, "tr")["Satır"])
    assert set(cell_table(value, "tr")["Satır"]) == {f"KAP-01 {definition.indicator('KAP-01').name.tr}"}
