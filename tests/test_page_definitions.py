"""What each figure, word and message means, drawn from the definition alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from definition import LANGUAGES, Definition, Language
from etl.database.publish import publish
from etl.validate.achievement import Method, achievement
from ui.catalogue import achievement as method
from ui.catalogue import checks, indicators, statuses
from ui.catalogue.draw import CHAPTERS
from ui.catalogue.section import Section, found

SHELL = str(Path(__file__).parent.parent / "ui" / "shell.py")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition) -> Path:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    publish(tmp_path, definition)
    st.cache_data.clear()
    st.cache_resource.clear()
    return tmp_path


def open_page(**asked: str) -> AppTest:
    at = AppTest.from_file(SHELL, default_timeout=30)
    at._page_hash = calc_hash("definitions")
    for name, value in asked.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    return at


def tables(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_has_a_word_for_everything_the_definition_says(
    definition: Definition, chapter: str, language: Language
) -> None:
    sections = CHAPTERS[chapter](definition, language)
    assert sections
    for section in sections:
        assert section.rows, section.title
        assert {len(row) for row in section.rows} == {len(section.headers)}


def test_anchors_are_the_same_in_both_languages_and_stand_once(definition: Definition) -> None:
    anchors = {
        language: [s.anchor for chapter in CHAPTERS.values() for s in chapter(definition, language)]
        for language in LANGUAGES
    }
    assert anchors["tr"] == anchors["en"]
    assert len(set(anchors["tr"])) == len(anchors["tr"])


def test_every_indicator_of_the_catalogue_is_explained(definition: Definition) -> None:
    shown = {str(row[0])[:6] for s in indicators.sections(definition, "tr") for row in s.rows}
    assert {i.code for i in definition.indicators} <= shown


def test_every_message_is_listed_with_its_code(definition: Definition) -> None:
    listed = {row[0] for section in checks.sections(definition, "tr") for row in section.rows}
    spoken = {key.split(".")[1] for key in definition.texts if re.fullmatch(r"problem\..*\.message", key)}
    assert listed == spoken
    assert not any("{" in cell for s in checks.sections(definition, "en") for row in s.rows for cell in row)


def test_overdue_names_the_statuses_that_cannot_be_late(definition: Definition) -> None:
    overdue = statuses.sections(definition, "tr")[1]
    assert all(s.label.tr in overdue.intro for s in definition.action_statuses if s.ended)


def test_every_way_to_achievement_has_an_example(definition: Definition) -> None:
    reached = {achievement(e.indicator(definition), e.numbers).method for e in method.EXAMPLES}
    assert reached == set(get_args(Method))


@pytest.mark.parametrize(
    ("example", "pct"),
    [
        ("20 24 22", "%50"),
        ("180 120 150", "%50"),
        ("12 12 12", "%100"),
        ("– 10 12", "%120"),
        ("180 120 200", "−%33"),
    ],
)
def test_the_worked_examples_are_those_of_the_method(definition: Definition, example: str, pct: str) -> None:
    rows = method.sections(definition, "tr")[0].rows
    assert [row[6] for row in rows if " ".join(row[3:6]) == example] == [pct]


def test_the_bounds_of_the_light_come_from_the_definition(definition: Definition) -> None:
    bands = method.sections(definition, "tr")[1]
    assert [row[1] for row in bands.rows] == ["80 ve üstü", "60 ile 80 arası (80 hariç)", "60 altı"]


@pytest.mark.parametrize("query", ["kardes sehir", "KARDEŞ ŞEHİR", "şehir kardeş"])
def test_a_search_forgives_turkish_letters_and_the_order_of_words(query: str) -> None:
    section = Section("a", "Başlık", ("x",), (("Kardeş Şehir sayısı",), ("Ağ sayısı",)))
    hit = found(section, query)
    assert hit is not None
    assert hit.rows == (("Kardeş Şehir sayısı",),)


def test_a_search_looks_at_words_not_at_markup() -> None:
    assert found(Section("a", "b", ("x",), (("<small>y</small>",),)), "small") is None


def test_the_page_opens_on_an_empty_database(home: Path) -> None:
    assert "KAP-01" in tables(open_page())


def test_a_link_with_a_code_shows_that_definition(home: Path) -> None:
    shown = tables(open_page(q="FON-04"))
    assert "FON-04" in shown
    assert "KAP-01" not in shown


def test_a_link_with_a_chapter_opens_it(home: Path) -> None:
    at = open_page(tab="statuses", lang="en")
    assert "In progress" in tables(at)
    assert "KAP-01" not in tables(at)


def test_a_search_that_finds_nothing_says_so(home: Path) -> None:
    assert any("bir tanım yok" in caption.value for caption in open_page(q="zzz").caption)
