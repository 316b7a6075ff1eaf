"""From every page that shows figures one control leads to its slides, workbook and brief."""

from __future__ import annotations

import io
import logging
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from etl.database.frozen import code_of, freeze
from tests import opened
from tests.small_group import open_page, send_one, words
from ui import data, take_along
from ui.documents import made
from ui.shell import PAGES

group, home, empty = opened.group, opened.home, opened.empty
KINDS = ("slides", "workbook", "brief")


def opened_control(page: str, **asked: str) -> AppTest:
    """The page with its control pressed."""
    return open_page(page, state={"take_along": True}, **asked)


def offered(at: AppTest) -> dict[str, str]:
    """The label of each document's button by its key."""
    return {
        button.proto.id.rpartition("-")[2]: button.label
        for button in at.get("download_button")
        if "take_along_" in button.proto.id
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", take_along.PAGES)
def test_every_page_with_figures_offers_all_three(
    home: Path, definition: Definition, page: str, language: Language
) -> None:
    at = opened_control(page, workshop="3", lang=language)
    labels = list(offered(at).values())
    assert labels == [definition.text(f"pack.{kind}", language) for kind in KINDS]


@pytest.mark.parametrize("page", ["submit", "definitions", "manage"])
def test_a_page_without_figures_offers_none(home: Path, page: str) -> None:
    assert set(PAGES) == {*take_along.PAGES, "submit", "definitions", "manage"}
    assert offered(opened_control(page)) == {}


def test_nothing_is_made_before_somebody_asks(home: Path) -> None:
    at = open_page("overview", workshop="3")
    assert offered(at) == {}
    assert len(made._shelf()) == 0


def test_what_was_made_once_is_not_made_again_until_the_data_are_others(
    home: Path, definition: Definition
) -> None:
    opened_control("overview", workshop="3")
    (first,) = made._shelf().values()
    opened_control("compare", workshop="3")
    opened_control("overview", workshop="3")
    assert list(made._shelf().values()) == [first]


@pytest.mark.parametrize(
    ("page", "asked", "city", "indicator"),
    [
        ("city", {"city": "ankara"}, "ankara", None),
        ("actions", {"city": "ankara"}, "ankara", None),
        ("actions", {}, None, None),
        ("overview", {"city": "ankara", "indicator": "AGT-01"}, None, None),
        ("indicators", {"indicator": "AGT-01", "city": "ankara"}, None, "AGT-01"),
        ("compare", {"indicator": "AGT-01", "city": "ankara"}, None, None),
        ("compare", {"indicator": "AGT-01", "city": "ankara", "tab": "changes"}, "ankara", None),
        ("compare", {"indicator": "AGT-01", "city": "ankara", "tab": "workshops"}, None, "AGT-01"),
    ],
)
def test_the_pack_is_of_what_the_page_lets_choose(
    home: Path, page: str, asked: dict[str, str], city: str | None, indicator: str | None
) -> None:
    at = opened_control(page, workshop="3", vs="2", **asked)
    (wanted,) = made._shelf()
    assert (wanted.city, wanted.indicator, wanted.workshop, wanted.vs) == (city, indicator, "3", "2")
    scope = next(line for line in words(at).splitlines() if line.startswith("**") and "3" in line)
    assert ("Ankara" in scope) == (city is not None)
    assert ("AGT" in scope) == (indicator is not None)


@pytest.mark.parametrize(
    ("asked", "peers"),
    [
        ({"peers": "izmir,ankara"}, ("ankara", "izmir")),
        ({"peers": "ankara", "tab": "workshops", "indicator": "AGT-01"}, ("ankara",)),
        ({"peers": "ankara", "tab": "workshops"}, ()),  # the group's figures are of all cities
        ({"peers": "ankara", "tab": "changes"}, ()),
        ({"peers": "atlantis"}, ()),
    ],
)
def test_the_cities_that_are_compared_are_those_of_the_pack(
    home: Path, asked: dict[str, str], peers: tuple[str, ...]
) -> None:
    opened_control("compare", workshop="3", vs="2", **asked)
    (wanted,) = made._shelf()
    assert wanted.peers == peers


def test_the_tab_of_the_workshop_page_offers_the_same(home: Path, definition: Definition) -> None:
    at = open_page("workshop", tab="pack", workshop="3")
    shown = [button.label for button in at.get("download_button")]
    assert shown == [definition.text(f"pack.{kind}", "tr") for kind in KINDS]
    (mine,) = made._shelf()
    opened_control("overview", workshop="3")
    assert list(made._shelf()) == [mine]


def test_what_fails_is_said_on_the_page_with_a_code_for_support(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> bytes:
        raise RuntimeError("no room left")

    monkeypatch.setattr(made, "deck", broken)
    with caplog.at_level(logging.ERROR, "pano"):
        at = opened_control("overview", workshop="3")
    assert offered(at) == {}
    (box,) = at.error
    assert definition.text("shell.fault.title", "tr") in box.value
    logged = next(record.args for record in caplog.records if record.name == "pano")
    assert logged
    assert str(logged[0]) in box.value
    assert len(at.metric) == 6, "the page itself is there"


def test_without_any_data_it_is_made_and_says_so(empty: Path) -> None:
    assert len(offered(opened_control("overview", workshop="3"))) == 3


def test_a_new_report_is_in_the_next_pack(
    tmp_path: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    send_one(tmp_path, definition, "antalya", "3")
    opened_control("overview", workshop="3")
    send_one(tmp_path, definition, "ankara", "3")
    opened_control("overview", workshop="3")
    (newest,) = [of for of in made._shelf() if of.snapshot == data.snapshot_key()]
    sheets = load_workbook(io.BytesIO(made._shelf()[newest]["workbook"]))
    assert "Ankara" in [row[0] for row in sheets["Eylemlerin durumu"].iter_rows(values_only=True)]


def test_a_frozen_view_is_taken_along_as_it_stood(
    tmp_path: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    send_one(tmp_path, definition, "antalya", "3")
    freeze(tmp_path, definition, "Toplantı", "3", "deneme", datetime(2025, 2, 20, 9, tzinfo=UTC))
    send_one(tmp_path, definition, "ankara", "3")
    made._shelf().clear()
    opened_control("overview", workshop="3", asof=code_of("Toplantı"))
    (wanted,) = made._shelf()
    assert wanted.today == date(2025, 2, 20), "what was late on that day is late in it"
    sheets = load_workbook(io.BytesIO(made._shelf()[wanted]["workbook"]))
    assert [row[0] for row in sheets["Eylemlerin durumu"].iter_rows(min_row=2, values_only=True)] == [
        "Antalya"
    ]
