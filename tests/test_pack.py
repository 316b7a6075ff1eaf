"""What is taken along to the workshop says exactly what the screen says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from definition import LANGUAGES, Definition, Language
from tests import opened
from tests.opened import table, tiles
from tests.packs import bars, chart_of, pack_of, pages, sheet_rows, slides
from tests.small_group import open_page
from ui import data, format, labels
from ui.components.data_table import words_of
from ui.overview.headline import PLAN

group, home, empty = opened.group, opened.home, opened.empty
INDICATOR = "AGT-01"
Bars = dict[tuple[str, str], float]


def _known(values: dict[tuple[str, str], Any]) -> Bars:
    return {key: float(value) for key, value in values.items() if value == value and value is not None}


def _progress(language: Language) -> Bars:
    now = labels.workshop_short("3", language) + " (%)"
    rows = data.plan_progress("3").itertuples()
    return _known({(labels.city(row.city), now): row.plan_progress_pct for row in rows})


def _moved(language: Language) -> Bars:
    before, now = (labels.workshop_short(code, language) for code in ("2", "3"))
    rows = list(data.workshop_change("3", "2", indicator=PLAN).itertuples())
    return _known(
        {(labels.city(row.city), before): row.compared_actual for row in rows}
        | {(labels.city(row.city), now): row.actual for row in rows}
    )


def _statuses(language: Language) -> Bars:
    found: Bars = {}
    for row in data.action_status("3").itertuples():
        key = labels.city(str(row.city)), labels.status(str(row.computed_status), language)
        found[key] = found.get(key, 0) + 1
    return found


def _lit(language: Language) -> Bars:
    found: Bars = {}
    for row in data.indicator_achievement("3").dropna(subset=["light"]).itertuples():
        key = labels.city(str(row.city)), labels.light(str(row.light), None, language)
        found[key] = found.get(key, 0) + 1
    return found


def _indicator(language: Language) -> Bars:
    actual = labels.say("indicators.column.actual", language, unit=labels.unit(INDICATOR, language))
    target = labels.say("indicators.column.target", language)
    rows = list(data.indicator_achievement("3", indicator=INDICATOR).itertuples())
    return _known(
        {(labels.city(row.city), actual): row.actual for row in rows}
        | {(labels.city(row.city), target): row.target for row in rows}
    )


VIEWS: dict[str, Callable[[Language], Bars]] = {
    "progress": _progress,
    "moved": _moved,
    "statuses": _statuses,
    "lit": _lit,
    "indicator": _indicator,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", VIEWS)
def test_a_chart_and_its_sheet_show_the_figures_of_the_view(home: Path, key: str, language: Language) -> None:
    pack = pack_of(home, language=language, indicator=INDICATOR)
    view = VIEWS[key](language)
    assert view, "nothing would be compared"
    drawn = {pair: value for pair, value in bars(chart_of(pack, key)).items() if value or key != "statuses"}
    unlit = labels.say("pack.unlit", language)
    judged = {pair: value for pair, value in drawn.items() if pair[1] != unlit and (value or key != "lit")}
    assert judged == pytest.approx(view, abs=0.051)
    shown = pack.table(key)
    assert shown
    rows = {row[shown.frame.columns[0]]: row for row in sheet_rows(pack, shown.title)}
    for (city, series), value in view.items():
        assert rows[city][series] == pytest.approx(value, abs=0.051)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headline_figures_are_those_of_the_screen_in_every_document(
    home: Path, language: Language
) -> None:
    shown = tiles(open_page("overview", workshop="3", lang=language))
    pack = pack_of(home, language=language)
    assert {tile.label: tile.value for tile in pack.tiles} == shown
    first, page = slides(pack)[0], pages(pack)[0]
    lines = {row[labels.say("pack.figure", language)]: row for row in sheet_rows(pack, _headline(language))}
    for label, value in shown.items():
        assert {label, value} <= set(first)
        assert lines[label][labels.say("pack.value", language)] == value
        assert " ".join(value.split()) in page


def _headline(language: Language) -> str:
    return labels.say("pack.headline", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_says_how_far_each_plan_is_or_why_nobody_knows(home: Path, language: Language) -> None:
    page = pages(pack_of(home, language=language))[0]
    for row in data.plan_progress("3").itertuples():
        assert f"{labels.city(row.city)} {format.percent(row.plan_progress_pct, language)}" in page
    assert f"Mersin ○ {labels.say('overview.progress.draft', language)}" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "page", "asked", "place"),
    [
        ("actions", "compare", {"tab": "changes"}, 0),
        ("lights", "compare", {"tab": "changes"}, 1),
        ("replanned", "compare", {"tab": "changes"}, 2),
        ("group", "compare", {"tab": "workshops"}, 0),
        ("plan", "actions", {}, 0),
        ("indicator", "indicators", {"tab": "table", "indicator": INDICATOR}, 0),
    ],
)
def test_a_list_in_workbook_and_slides_is_the_table_of_the_page(
    home: Path, key: str, page: str, asked: dict[str, str], place: int, language: Language
) -> None:
    shown = table(open_page(page, workshop="3", vs="2", lang=language, **asked), place)
    pack = pack_of(home, language=language, indicator=INDICATOR)
    own = pack.table(key)
    assert own
    assert len(shown), "nothing would be compared"
    _same(pd.DataFrame(sheet_rows(pack, own.title)), shown)
    if own.shown:
        of = next(slide for slide in reversed(slides(pack)) if slide[0].startswith(own.title))
        assert {words_of(value, language) for value in shown.iloc[:3, 1]} <= set(of)


def _same(sheet: pd.DataFrame, screen: pd.DataFrame) -> None:
    assert list(sheet.columns) == [str(name) for name in screen.columns]
    for name in screen.columns:
        wanted = [None if format.is_missing(v) or v == "" else v for v in screen[name]]
        found = [None if format.is_missing(v) else v for v in sheet[str(name)]]
        for mine, theirs in zip(found, wanted, strict=True):
            if isinstance(theirs, float):
                assert mine == pytest.approx(theirs)
            else:
                assert mine == theirs


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pack_of_a_city_shows_its_page(home: Path, language: Language) -> None:
    shown = tiles(open_page("city", city="antalya", workshop="3", vs="2", lang=language))
    pack = pack_of(home, language=language, city="antalya")
    assert {tile.label: tile.value for tile in pack.tiles} == shown
    (page,) = pages(pack)
    assert page.startswith("Antalya ")
    for label, value in shown.items():
        assert {label, value} <= set(slides(pack)[0])
        assert " ".join(value.split()) in page
    plans = data.plan_progress(city="antalya").set_index("workshop")["plan_progress_pct"]
    drawn = {name: value for (name, _), value in bars(chart_of(pack, "history")).items()}
    assert drawn == pytest.approx({labels.workshop(code, language): plans[code] for code in ("2", "3")})
    assert "Ankara" not in " ".join(text for slide in slides(pack) for text in slide[:-1] if text != slide[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_city_says_what_is_late_and_what_is_behind_target(
    home: Path, language: Language
) -> None:
    page = next(page for page in pages(pack_of(home, language=language)) if page.startswith("Antalya"))
    plan = data.action_status("3", "antalya")
    for row in plan[plan["overdue"]].itertuples():
        assert f"{row.action_code} {row.action_name}" in page
    achieved = data.indicator_achievement("3", "antalya")
    lagging = achieved[achieved["light"] == "behind"]
    title = labels.say("pack.behind", language)
    assert f"{title} ({len(lagging)})" in page
    for row in lagging.sort_values("achievement_pct", kind="stable").head(8).itertuples():
        assert row.indicator in page.split(title)[1]
    quality = data.quality_score("3", "antalya")["score_pct"].item()
    assert format.percent(quality, language) in page.split(title)[1]


def test_a_page_of_all_cities_and_one_of_every_city_that_takes_part(
    home: Path, definition: Definition
) -> None:
    read = pages(pack_of(home))
    names = sorted((labels.city(c) for c in definition.workshop("3").participants), key=format.sort_key)
    assert len(read) == 1 + len(names)
    for page, name in zip(read[1:], names, strict=True):
        assert page.startswith(name)


def test_without_a_report_the_pack_says_so_and_is_still_made(empty: Path, definition: Definition) -> None:
    for city in (None, "antalya"):
        pack = pack_of(empty, city=city)
        assert pack.tiles == ()
        assert definition.text("pack.no_report", "tr") in pages(pack)[-1]
        assert definition.text("pack.no_report", "tr") in slides(pack)[0]
        assert sheet_rows(pack, definition.text("pack.about", "tr"))


def test_without_a_compared_workshop_nothing_is_said_to_have_changed(home: Path) -> None:
    pack = pack_of(home, vs=None)
    assert {t.key for t in pack.tables} == {"progress", "statuses", "lit", "late", "plan", "values"}
    assert labels.say("pack.moves", "tr", since="")[:8] not in " ".join(pages(pack))


def test_a_pack_of_chosen_cities_speaks_of_no_other(home: Path, definition: Definition) -> None:
    pack = pack_of(home, peers=("ankara", "antalya"), indicator="AGT-01")
    assert "Karşılaştırılan: Ankara, Antalya." in pack.subtitle
    assert [page.name for page in pack.cities] == ["Ankara", "Antalya"]
    others = {m.name for m in definition.municipalities} - {"Ankara", "Antalya"}
    of_cities = [one for one in pack.tables if "Şehir" in one.frame]
    assert len(of_cities) > 8
    for one in of_cities:
        assert others.isdisjoint(one.frame["Şehir"]), one.key
        if one.chart:
            assert set(one.chart.categories) <= {"Ankara", "Antalya"}, one.key
