"""Every slide, sheet and page can stand alone: what data it shows, in whose words, and nothing pushed off."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from definition import LANGUAGES, Definition, Language
from tests import opened
from tests.office import resaved
from tests.packs import AT, bars, chart_frames, chart_of, pack_of, pages, slides, workbook
from tests.small_group import send_one
from ui import format, labels
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.deck import deck
from ui.theme import BLUE, STATUS

group, home, empty = opened.group, opened.home, opened.empty


@pytest.mark.parametrize("city", [None, "antalya"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_and_page_says_which_data_it_shows_and_that_it_is_invented(
    home: Path, definition: Definition, language: Language, city: str | None
) -> None:
    pack = pack_of(home, language=language, is_sample=True, city=city)
    banner = definition.text("shell.banner", language)
    for slide in slides(pack):
        foot = next(text for text in slide if banner in text)
        assert all(note in foot for note in pack.footnotes)
    for page in pages(pack):
        assert banner in page
        assert all(" ".join(note.split()) in page for note in pack.footnotes)
    for sheet in workbook(pack).worksheets:
        assert banner in sheet.oddHeader.center.text
        assert pack.footnotes[0] in sheet.oddFooter.left.text
    about = [row[0] for row in workbook(pack).worksheets[-1].iter_rows(values_only=True)]
    assert {banner, *pack.footnotes} <= set(about)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_called_by_what_it_shows_and_can_be_read_aloud(home: Path, language: Language) -> None:
    pack = pack_of(home, language=language, indicator="AGT-01")
    frames = chart_frames(pack)
    assert len(frames) == 5
    drawn = [table for table in pack.tables if table.chart]
    for table, (title, frame) in zip(drawn, frames.items(), strict=True):
        assert table.chart
        assert title == f"{table.title}: {table.finding}"
        alt = frame._element.nvGraphicFramePr.cNvPr.get("descr")
        assert table.finding in alt
        assert all(name in alt for name in table.chart.categories)
        axis = frame.chart.value_axis.axis_title.text_frame.text
        assert axis == table.chart.axis != ""


def test_cities_stand_in_turkish_alphabetical_order_and_the_farthest_plan_on_top(home: Path) -> None:
    for key in ("moved", "statuses", "lit"):
        names = list(chart_of(pack_of(home), key).plots[0].categories)
        assert names == sorted(names, key=format.sort_key)
    values = list(bars(chart_of(pack_of(home), "progress")).values())
    assert values == sorted(values, reverse=True)


def test_a_city_without_a_figure_has_no_bar_but_its_name_and_reason_stand_below(home: Path) -> None:
    pack = pack_of(home)
    names = {name for name, _ in bars(chart_of(pack, "progress"))}
    assert names == {"Antalya", "Ankara"}
    slide = next(s for s in slides(pack) if s[0].startswith(labels.say("overview.progress.title", "tr")))
    assert any("2 / 11 şehir" in text and "Mersin: Taslak: sayılmaz" in text for text in slide)


def test_a_status_has_the_colour_it_has_on_the_screen(home: Path) -> None:
    colours = {labels.status(code, "tr"): mark.colour.lstrip("#") for code, mark in STATUS.items()}
    series = chart_of(pack_of(home), "statuses").plots[0].series
    assert len(series) > 1
    for one in series:
        assert str(one.format.fill.fore_color.rgb) == colours[one.name]


def test_of_two_workshops_the_earlier_one_comes_first_and_the_newer_one_is_blue(home: Path) -> None:
    series = chart_of(pack_of(home), "moved").plots[0].series
    assert [one.name for one in series] == [labels.workshop_short(code, "tr") for code in ("2", "3")]
    assert str(series[1].format.fill.fore_color.rgb) == BLUE.lstrip("#")


def test_a_chart_can_be_edited_by_whoever_presents_it(home: Path) -> None:
    chart = chart_of(pack_of(home), "moved")
    inside = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert inside is not None
    assert "Antalya" in [cell.value for row in inside.iter_rows() for cell in row]


def test_a_percent_sign_stands_where_each_language_writes_it(home: Path) -> None:
    for language, written in (("tr", '"%"0'), ("en", '0"%"')):
        chart = chart_of(pack_of(home, language=language), "progress")
        assert chart.value_axis.tick_labels.number_format == written
        assert chart._chartSpace.xpath("c:lang/@val")[0].startswith(language)


def test_words_on_slides_know_their_language(home: Path) -> None:
    made = Presentation(io.BytesIO(deck(pack_of(home))))
    runs = [run for slide in made.slides for run in slide._element.iter("{*}rPr")]
    assert runs
    assert {run.get("lang") for run in runs} == {"tr-TR"}


def test_the_same_snapshot_makes_the_same_brief_to_the_byte(home: Path) -> None:
    assert brief(pack_of(home), AT) == brief(pack_of(home), AT)


@pytest.mark.parametrize("letters", ["şehir adı ", "W", "Uluslararasılaştırılamayacaklar"])
def test_a_city_is_one_page_however_long_its_words_are(
    tmp_path: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, letters: str
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    long = (letters * 300)[:299] + "."
    typed: dict[str, Any] = {}
    for row in (2, 3, 4):
        typed |= {f"actions_C{row}": f"{row}{long}"[:300], f"actions_E{row}": f"{row}{long}"[:300]}
        typed |= {
            f"actions_G{row}": date(2024, 3, 31),
            f"actions_H{row}": "Devam Ediyor",
            f"actions_I{row}": 10,
        }
    past = replace(definition, workshops=tuple(replace(w, open=True) for w in definition.workshops))
    send_one(tmp_path, past, "antalya", "2")
    send_one(tmp_path, definition, "antalya", "3", **typed)
    for pack in (pack_of(tmp_path, city="antalya"), pack_of(tmp_path)):
        read = pages(pack)
        assert len(read) == (1 if pack.is_of_city else 1 + len(pack.cities))
        page = next(page for page in read if page.startswith("Antalya"))
        assert labels.say("pack.city_quality", "tr", quality="", warnings="")[-10:-2] in page
    for slide in Presentation(io.BytesIO(deck(pack))).slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= 6858000 + 1, "nothing stands below the slide"


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_become_smaller_before_a_page_becomes_two(home: Path, language: Language) -> None:
    pack = pack_of(home, language=language, city="antalya", is_sample=True)
    (city,) = pack.cities
    late, behind = (
        pd.DataFrame([["W" * 300] * frame.shape[1]] * 40, columns=frame.columns)
        for frame in (city.late, city.behind)
    )
    crowded = replace(city, late=late, behind=behind, moves=(("W" * 300, "%10 → %20"),) * 8)
    read = pages(replace(pack, cities=(crowded,)))
    assert len(read) == 1
    assert " ".join(city.quality.split()) in read[0], "the last line is still there"
    assert labels.say("pack.more", language, n=34) in read[0]


def test_what_somebody_typed_is_shown_and_never_obeyed(
    tmp_path: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    hostile = '#panic("x") =cmd|x <b>'
    send_one(tmp_path, definition, "antalya", "3", actions_C3=hostile, actions_G3=date(2024, 3, 31))
    pack = pack_of(tmp_path, vs=None)
    assert any(hostile in page for page in pages(pack))
    cells = [cell for sheet in workbook(pack) for row in sheet.iter_rows() for cell in row]
    assert hostile in [cell.value for cell in cells]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_opens_in_libreoffice_with_the_same_cells(
    home: Path, tmp_path: Path, language: Language
) -> None:
    (tmp_path / "in").mkdir()
    sent = tmp_path / "in" / "paket.xlsx"
    sent.write_bytes(book(pack_of(home, language=language, indicator="AGT-01")))
    before = load_workbook(sent)
    after = load_workbook(resaved([sent], tmp_path / "out")[0])
    assert after.sheetnames == before.sheetnames
    for sheet in before.worksheets:
        cells = [c.value for row in sheet.iter_rows() for c in row if c.value is not None]
        again = [c.value for row in after[sheet.title].iter_rows() for c in row if c.value is not None]
        assert [c for c in again if isinstance(c, str)] == [c for c in cells if isinstance(c, str)]
        numbers, same = ([c for c in cs if isinstance(c, (int, float))] for cs in (cells, again))
        assert same == pytest.approx(numbers)
