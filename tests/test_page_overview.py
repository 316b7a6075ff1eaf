"""Leadership sees where the group stands, and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from tests import opened
from tests.opened import tiles
from tests.small_group import open_page, words
from ui import data, format, labels
from ui.overview.attention import SHOWN, Item, Known, items

group, home, empty = opened.group, opened.home, opened.empty


def chart(at: AppTest) -> dict[str, dict[str, object]]:
    """City -> what stands beside it: its bar, and the words in its row."""
    bars: dict[str, dict[str, object]] = {}
    for trace in json.loads(at.get("plotly_chart")[0].proto.spec)["data"]:
        part = "bar" if trace["type"] == "bar" else trace["mode"]
        values = trace["text"] if part == "text" else trace["customdata"]
        for city, value in zip(trace["y"], values, strict=True):
            bars.setdefault(city, {})[part] = value
    return bars


def test_every_tile_shows_the_figure_of_its_view(home: Path) -> None:
    row = data.workshop_summary("3").iloc[0]
    assert tiles(open_page("overview")) == {
        "Plan ilerlemesi": format.percent(row["plan_progress_pct"], "tr"),
        "Gecikmiş eylem": format.number(row["overdue"], "tr"),
        "Hedefteki göstergeler": format.percent(row["on_track_share_pct"], "tr"),
        "Gelen bildirim": "2\u00a0/\u00a011",
        "Sağlanan hibe (bin avro)": format.number(row["grants_keur"], "tr", 0),
        "Aktif ortaklık": format.number(row["active_partnerships"], "tr"),
    }


def test_a_change_covers_only_the_cities_counted_at_both_workshops_and_says_so(home: Path) -> None:
    # Antalya alone is in both. Ankara's arrival and İzmir's absence are no change.
    row = data.group_change("3", "2", "EYL-01").iloc[0]
    assert row["cities"] == 1
    plan = open_page("overview").metric[0]
    assert plan.delta == format.change(row["change"], "tr", "puan", 0)
    note = next(c.value for c in open_page("overview").caption if "göre" in c.value)
    assert "2\\. Çalıştay’a göre" in note
    assert "değişim 1 şehirle" in note


def test_no_arrow_stands_without_words(home: Path) -> None:
    for metric in open_page("overview").metric:
        assert not metric.delta or any(letter.isalpha() for letter in metric.delta)


def test_where_nothing_is_compared_no_tile_speaks_of_change(home: Path) -> None:
    assert {m.delta for m in open_page("overview", vs="-").metric} == {""}
    at = open_page("overview", workshop="2")  # nobody reported for workshop 1
    assert {m.delta for m in at.metric} == {""}
    assert "karşılaştırma yapılmadı" in words(at)


def test_a_city_without_a_figure_has_no_bar_but_the_reason_in_words(home: Path) -> None:
    shown = chart(open_page("overview"))
    assert {city for city, parts in shown.items() if "bar" in parts} == {"Antalya", "Ankara"}
    assert shown["Mersin"] == {"text": "○ Taslak: karşılaştırmaya girmez"}
    assert shown["Muğla"] == {"text": "○ Onay bekleniyor"}
    assert shown["Bursa"] == {"text": "○ Dosyada düzeltme bekleniyor"}
    assert shown["İzmir"] == {"text": "○ Bildirim gelmedi"}


def test_each_bar_is_the_citys_plan_progress(home: Path) -> None:
    plans = data.plan_progress("3").set_index("city")["plan_progress_pct"]
    shown = chart(open_page("overview"))
    assert shown["Antalya"]["bar"] == format.percent(plans["antalya"], "tr", 1)
    assert shown["Antalya"]["text"] == format.percent(plans["antalya"], "tr")
    before = data.plan_progress("2", "antalya").iloc[0]["plan_progress_pct"]
    assert shown["Antalya"]["markers"] == format.percent(before, "tr", 1)


def _items(language: Language = "tr") -> tuple[Item, ...]:
    known = Known(
        "3", data.participation_state("3"), data.action_status("3"), data.indicator_achievement("3"), []
    )
    return items(known, language)


def test_what_keeps_a_city_out_comes_before_late_actions_and_these_before_weak_indicators(home: Path) -> None:
    kinds = [item.kind for item in _items()]
    assert kinds[:5] == ["missing", "needs_fixing", "awaiting_confirmation", "draft", "no_reason"]
    assert kinds.index("no_reason") < kinds.index("behind")


def test_what_a_city_says_it_does_not_collect_is_no_hole_in_its_data(home: Path) -> None:
    values = data.indicator_achievement("3")
    assert "not_collected" in set(values["value_state"])
    assert "no_value" not in [item.kind for item in _items()]
    values["value_state"] = values["value_state"].replace("not_collected", "empty")
    known = Known("3", data.participation_state("3"), data.action_status("3"), values, [])
    kinds = [item.kind for item in items(known, "tr")]
    assert kinds.index("behind") < kinds.index("no_value")


def test_each_item_names_its_city_and_the_page_that_resolves_it(home: Path) -> None:
    by_kind = {item.kind: item for item in _items()}
    assert (by_kind["draft"].subject, by_kind["draft"].page) == ("Mersin", "submit")
    late = by_kind["no_reason"]
    assert (late.subject, late.page, dict(late.codes)["city"]) == ("Antalya", "city", "antalya")
    assert "E-\u20602.1" in late.sentence
    assert dict(by_kind["behind"].codes)["indicator"] == "TAN-02"


def test_many_missing_cities_are_one_item(home: Path) -> None:
    missing = [item for item in _items() if item.kind == "missing"]
    assert len(missing) == 1
    assert missing[0].subject.startswith("6 şehir (Balıkesir, Denizli, ")


def test_an_explained_delay_ranks_after_an_unexplained_one(home: Path) -> None:
    actions = data.action_status("3")
    late = actions[actions["overdue"]]
    explained = late.assign(city="ankara", deviation_reason="Bütçe")
    known = Known(
        "3", data.participation_state("3"), pd.concat([explained, late]), data.indicator_achievement(), []
    )
    assert [i.kind for i in items(known, "tr")][4:6] == ["no_reason", "no_new_date"]


def test_one_kind_of_item_does_not_crowd_out_the_others(home: Path) -> None:
    actions = data.action_status("3").assign(overdue=True)
    many = pd.concat([actions.assign(city=city) for city in ("bursa", "izmir", "mugla")])
    known = Known("3", data.participation_state("3"), many, data.indicator_achievement("3"), [])
    first = [item.kind for item in items(known, "tr")[:SHOWN]]
    assert (first.count("no_reason"), first.count("no_new_date")) == (2, 1)


def test_the_button_of_an_item_sets_the_filters_of_the_page_it_opens(home: Path) -> None:
    at = open_page("overview")
    place = [item.kind for item in _items()].index("no_reason")
    at.button(key=f"attention_go_{place}").click().run()
    assert not at.exception
    assert at.session_state["city"] == "antalya"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_database_shows_no_figure_and_what_to_do(
    empty: Path, definition: Definition, language: Language
) -> None:
    at = open_page("overview", lang=language)
    assert not at.metric
    assert not at.get("plotly_chart")
    assert definition.text("overview.empty.text", language) in words(at)
    assert labels.city("mersin") in words(at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_one_language(home: Path, definition: Definition, language: Language) -> None:
    said = words(open_page("overview", lang=language))
    other: Language = "en" if language == "tr" else "tr"
    for key in ("overview.attention.title", "overview.progress.title", "overview.attention.draft"):
        assert format.plain(definition.text(key, language)) in said or definition.text(key, language) in said
        assert definition.text(key, other) not in said
