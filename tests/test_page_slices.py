"""Veri gönder for a city whose units share the work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from definition import Definition
from etl.store.archive import Archive
from tests import slices
from tests.builders import changed_workbook
from tests.slices import AT, FAIRS, FOREIGN, YOUTH, actions, cut, progress
from tests.small_group import open_page, words
from ui.format import plain
from ui.submission.downloads import _marked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition) -> Iterator[Path]:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    slices.counted(tmp_path, definition)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield tmp_path
    st.cache_data.clear()
    st.cache_resource.clear()


def sent(data: bytes) -> AppTest:
    at = open_page("submit", city="antalya")
    at.file_uploader(key="file_first").set_value(("fuar.xlsx", data, XLSX))
    at.button(key="send_first").click().run()
    assert not at.exception, at.exception
    return at


def said(at: AppTest) -> str:
    boxes = [e.value for kind in ("info", "success", "warning", "error") for e in at.get(kind)]
    return "\n".join([words(at), *boxes])


def screen_id(at: AppTest) -> str:
    asked = at.query_params["id"]
    return asked if isinstance(asked, str) else str(asked[0])


def downloads(at: AppTest) -> set[str]:
    return {element.proto.label for element in at.get("download_button")}


def test_each_unit_is_offered_with_the_number_of_its_actions(home: Path) -> None:
    at = open_page("submit", city="antalya", state={"slices": True})
    assert at.selectbox(key="slice_unit").options == [
        f"{FOREIGN} · 4 eylem",
        f"{YOUTH} · 2 eylem",
        f"{FAIRS} · 2 eylem",
    ]
    assert "Birimin dosyasını indir" in downloads(at)


def test_nothing_is_read_before_somebody_opens_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.submission.slices._units", lambda *_: pytest.fail("read"))
    assert "Birimin dosyasını indir" not in downloads(open_page("submit", city="antalya"))


def test_a_city_without_any_report_is_told_to_send_the_whole_workbook_first(home: Path) -> None:
    at = open_page("submit", city="bursa", state={"slices": True})
    assert "önce bütün çalışma kitabını gönderin" in words(at)


def test_a_slice_goes_through_the_same_box_and_its_rows_are_said_to_be_taken_over(
    home: Path, definition: Definition
) -> None:
    at = sent(cut(home, definition, FAIRS, progress("E-5.1", 5)))
    assert f"{FAIRS} biriminin satırları aktarıldı" in said(at)
    assert {"Birleşik çalışma kitabını indir", "Birimin gönderdiği dosya"} <= downloads(at)
    at.button(key="confirm").click().run()
    assert "Gönderiminiz sayıldı" in said(at)


def test_what_is_still_missing_is_listed_under_the_good_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    slices.at_earlier_workshop(tmp_path, definition)
    at = sent(cut(tmp_path, definition, FAIRS))
    told = said(at)
    assert f"{FAIRS} biriminin satırları aktarıldı" in told
    assert "birleşik çalışma kitabını indirip kalanları doldurun" in told
    assert "düzeltme bekliyor" in told


def test_a_slice_with_a_mistake_says_that_nothing_was_taken_over(home: Path, definition: Definition) -> None:
    told = said(sent(cut(home, definition, FAIRS, slices.added("E-5.7", YOUTH))))
    assert "Hiçbir satırı aktarılmadı" in told
    assert "D4" in told


def test_the_marked_slice_can_be_downloaded_to_be_corrected(home: Path, definition: Definition) -> None:
    data = cut(home, definition, FAIRS, slices.added("E-5.7", YOUTH))
    receipt = slices.send(home, definition, data, AT + timedelta(hours=1))
    assert actions(_marked(str(home), receipt.id)) == actions(data)


def test_the_versions_a_merge_was_made_from_are_no_rivals(home: Path, definition: Definition) -> None:
    first = slices.send(home, definition, cut(home, definition, YOUTH), AT + timedelta(hours=1))
    at = sent(cut(home, definition, FAIRS, progress("E-5.1", 5)))
    assert Archive(home).submitted(screen_id(at)).merged_from == first.id
    assert "onay bekleyen bir dosya daha var" not in said(at)
    assert "ama şimdi" not in said(at), "nor did anything come after the version that counts"


def test_a_whole_workbook_that_would_overwrite_what_units_sent_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    slices.at_earlier_workshop(tmp_path, definition)
    slices.send(tmp_path, definition, cut(tmp_path, definition, FAIRS, progress("E-5.1", 5)), AT)
    told = said(sent(changed_workbook(lambda _: None, rows=slices.divided(definition))))
    assert "Birimlerin gönderdikleri bu dosyadakilerden farklı" in told
    assert plain("E-5.1") in told


def test_one_that_was_filled_in_from_the_merged_version_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition
) -> None:
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    slices.at_earlier_workshop(tmp_path, definition)
    merged = slices.send(tmp_path, definition, cut(tmp_path, definition, FAIRS, progress("E-5.1", 5)), AT)
    at = sent(slices.with_book(Archive(tmp_path).original(merged.sha256), slices.completed))
    assert at.button(key="confirm").label
    assert "Birimlerin gönderdikleri" not in said(at)
