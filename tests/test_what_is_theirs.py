"""Everybody sees what is published; drafts, unshared practices and whole files are their own city's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from definition import Definition
from etl.database.publish import publish
from etl.store.archive import Archive
from etl.submit import confirm_new, submit
from tests import opened
from tests.builders import changed_workbook
from tests.good_rows import good_rows
from tests.small_group import build, open_page, words

own_home = opened.own_home
SECRET, SHARED = "Gizli uygulama", "Açık uygulama"
EYES = {
    "department:antalya": True,
    "organizer": True,
    "": True,
    "department:izmir": False,
    "leadership": False,
}
AT = datetime(2025, 2, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    """The small group; Antalya's newest report has a practice that it shares and one that it does not."""
    home = build(tmp_path_factory.mktemp("theirs"), definition)
    practices = [
        {"title": title, "theme": "5", "summary": f"{title} özeti", "shared": shared}
        for title, shared in ((SECRET, "no"), (SHARED, "yes"))
    ]
    rows = {**good_rows(definition), "good_practices": practices}
    workbook = changed_workbook(lambda _: None, rows=rows, city="antalya", workshop="3")
    receipt = submit(home, definition, workbook, "antalya.xlsx", "deneme", AT).receipt
    assert receipt.acceptance == "acceptable", receipt.problems
    confirm_new(Archive(home), receipt, "deneme", AT)
    publish(home, definition)
    return home


@pytest.fixture
def home(own_home: Path) -> Path:
    return own_home


def seen(page: str, role: str, **asked: str) -> AppTest:
    return open_page(page, **({"role": role} if role else {}), **asked)


def ids(home: Path, city: str | None) -> list[str]:
    return [r.id for r in Archive(home).receipts() if getattr(r, "city", "") == city and hasattr(r, "sha256")]


@pytest.mark.parametrize("role", EYES)
def test_an_unshared_practice_is_seen_by_its_own_city_and_organizers_only(role: str, home: Path) -> None:
    said = words(seen("city", role, city="antalya", workshop="3", tab="lists", list="good_practices"))
    assert SHARED in said
    assert (SECRET in said) is EYES[role]


@pytest.mark.parametrize("role", EYES)
def test_the_cells_of_an_unshared_practice_tell_where_they_stand_and_not_what_they_say(
    role: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = AppTest.from_function(_the_cells_behind_the_practices, default_timeout=60)
    if role:
        at.query_params["role"] = role
    at.run()
    assert not at.exception
    said = at.text[0].value
    assert SHARED in said
    assert (SECRET in said) is EYES[role]
    assert ("(paylaşılmadı)" in said) is not EYES[role]


@pytest.mark.parametrize(
    ("role", "own"),
    [("department:antalya", True), ("organizer", True), ("department:izmir", False), ("leadership", False)],
)
def test_a_whole_file_is_handed_to_its_own_city_and_organizers_only(role: str, own: bool, home: Path) -> None:
    at = AppTest.from_function(_the_sources_of_antalyas_plan, default_timeout=60)
    at.query_params["role"] = role
    at.run()
    assert not at.exception
    offered = [b for b in at.get("download_button") if "Antalya" in b.proto.label]
    assert bool(offered) is own
    said = "".join(caption.value for caption in at.caption)
    assert ("yalnızca kendi belediyesine" in said) is not own
    assert "hücre" in said  # the cells themselves are there for everybody


def _the_sources_of_antalyas_plan() -> None:
    from ui.components.sources import _cells
    from ui.origin import origin

    _cells([origin("plan_progress", "plan_progress_pct", workshop="3", city="antalya")], "test")


def _the_cells_behind_the_practices() -> None:
    import streamlit as st

    from definition import load
    from ui import data
    from ui.components.traced_words import cell_table
    from ui.components.unshared import unshared_hidden
    from ui.origin import of_rows

    found = data.good_practice("3", "antalya")
    origin = of_rows("good_practice", "title", found)
    assert origin is not None
    assert load()
    cells, _ = data.traced(origin)
    st.text(cell_table(unshared_hidden(cells), "tr").to_string())


@pytest.mark.parametrize(
    ("role", "sees"),
    [("department:mersin", True), ("organizer", True), ("department:izmir", False), ("leadership", False)],
)
def test_the_actions_of_a_draft_are_seen_by_its_own_city_and_organizers_only(
    role: str, sees: bool, home: Path
) -> None:
    said = words(seen("city", role, city="mersin", workshop="3", tab="actions"))
    assert ("E-2.1" in said or "Zamanı" in said) is sees


def test_the_page_for_sending_shows_a_department_head_their_own_city_first(home: Path) -> None:
    at = seen("submit", "department:mersin")
    assert at.selectbox(key="choose_city").value == "mersin"
    assert "Mersin" in words(at)


def test_another_citys_submissions_are_closed_and_the_way_to_ones_own_is_shown(home: Path) -> None:
    at = seen("submit", "department:izmir", city="antalya")
    said = words(at)
    assert "Antalya gönderimleri size açık değil" in said
    assert not any(i in said for i in ids(home, "antalya"))
    at.button(key="own_izmir").click().run()
    assert "İzmir" in words(at)
    assert "açık değil" not in words(at)


def test_the_number_of_another_citys_submission_leads_nowhere(home: Path) -> None:
    for submission in ids(home, "antalya"):
        at = seen("submit", "department:izmir", id=submission)
        assert [e.value for e in at.error if "gönderim yok" in e.value or submission in e.value]
        assert "antalya.xlsx" not in words(at)
        assert [b.proto.id for b in at.get("download_button") if "download_original" in b.proto.id] == []


def test_a_file_for_another_city_is_kept_refused_and_touches_nothing(
    home: Path, definition: Definition
) -> None:
    before = len(ids(home, "antalya"))
    workbook = changed_workbook(lambda _: None, rows=good_rows(definition), city="antalya", workshop="3")
    receipt = submit(home, definition, workbook, "yanlis.xlsx", "yerel", own={"izmir"}).receipt
    assert (receipt.acceptance, receipt.city, receipt.workshop) == ("needs_fixing", None, None)
    assert [(p.code, p.sheet, p.cell) for p in receipt.problems] == [("not_your_city", "cover", "B1")]
    assert Archive(home).original(receipt.sha256) == workbook
    publish(home, definition)
    assert len(ids(home, "antalya")) == before
    at = seen("submit", "department:izmir", id=receipt.id)
    assert "Dosya Antalya içindir; siz İzmir adına gönderebilirsiniz" in words(at)


def test_an_organizer_reads_a_waiting_file_and_leaves_the_confirming_to_its_city(home: Path) -> None:
    waiting = ids(home, "mugla")[0]
    keys = {b.key for b in seen("submit", "organizer", id=waiting).button}
    assert "confirm" not in keys
    assert "confirm" in {b.key for b in seen("submit", "department:mugla", id=waiting).button}


@pytest.mark.parametrize("role", ["leadership", "organizer"])
def test_a_warning_does_not_quote_what_a_city_did_not_share(
    role: str, home: Path, definition: Definition
) -> None:
    rows = dict(good_rows(definition))
    rows["good_practices"] = [{**rows["good_practices"][0], "shared": "no", "link": "GIZLI-PROJE"}]
    workbook = changed_workbook(lambda _: None, rows=rows, city="antalya")
    receipt = submit(home, definition, workbook, "antalya.xlsx", "a@example.org").receipt
    confirm_new(Archive(home), receipt, "a@example.org")
    publish(home, definition)
    said = words(seen("workshop", role, workshop="3", ask="antalya"))
    assert ("GIZLI-PROJE" in said) is (role == "organizer")
    assert "İyi Uygulamalar!" in said
