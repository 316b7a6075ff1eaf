"""The frame around the pages: languages, filters, the sample, the freshest figures; without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from definition import Definition, Language
from etl.database.publish import publish
from etl.store.archive import Archive
from etl.submit import confirm_new, submit
from tests.builders import filled_workbook
from tests.served import get
from ui import charts, data, database, format
from ui.serving import translated_page
from ui.shell import PAGES

SHELL = str(Path(__file__).parent.parent / "ui" / "shell.py")
AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder for real data. What Streamlit keeps outlives a test, so it is dropped."""
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    st.cache_data.clear()
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def open_shell(name: str = "overview", **params: str) -> AppTest:
    shell = AppTest.from_file(SHELL, default_timeout=60)
    shell._page_hash = calc_hash("" if name == "overview" else name)
    for key, value in params.items():
        shell.query_params[key] = value
    return shell.run()


def count_one(home: Path, definition: Definition, at: datetime = AT, **cells: Any) -> None:
    receipt = submit(home, definition, filled_workbook(**cells), "antalya.xlsx", "deneme", at).receipt
    confirm_new(Archive(home), receipt, "deneme", at)
    publish(home, definition)


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_on_an_empty_database(
    home: Path, definition: Definition, name: str, language: Language
) -> None:
    shell = open_shell(name, lang=language)
    assert not shell.exception
    assert len(shell.title) == 1
    assert definition.text("shell.footer_empty", language) in [c.value for c in shell.caption]
    assert not [m for m in shell.markdown if definition.text("shell.banner", language) in m.value]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_while_only_one_city_has_sent(home: Path, definition: Definition, name: str) -> None:
    count_one(home, definition)
    for city in ("antalya", "izmir"):
        shell = open_shell(name, city=city)
        assert not shell.exception
        assert any(c.value.startswith("Veri durumu: ") for c in shell.caption)


def test_the_first_start_makes_the_sample_and_says_so_on_the_page(home: Path, definition: Definition) -> None:
    (home / "SAMPLE").touch()
    shell = open_shell()
    assert not shell.exception
    assert any(definition.text("shell.banner", "tr") in m.value for m in shell.markdown)
    assert len(data.participation_state("3")) == len(definition.workshop("3").participants)


def test_filters_come_from_the_link_and_nonsense_in_it_is_ignored(home: Path) -> None:
    shell = open_shell("city", city="izmir", workshop="2")
    assert shell.selectbox(key="choose_city").value == "izmir"
    assert (shell.selectbox(key="choose_workshop").value, shell.selectbox(key="choose_vs").value) == (
        "2",
        "1",
    )
    shell = open_shell("city", city="atlantis", workshop="99", vs="3")
    assert not shell.exception
    assert shell.selectbox(key="choose_city").value == "ankara"  # the first in the alphabet
    assert (shell.selectbox(key="choose_workshop").value, shell.selectbox(key="choose_vs").value) == (
        "3",
        "2",
    )


def test_choosing_an_earlier_workshop_leaves_nothing_to_compare_with(home: Path) -> None:
    shell = open_shell("overview", vs="2")
    shell.selectbox(key="choose_workshop").select("1").run()
    assert shell.selectbox(key="choose_vs").value == "-"
    assert shell.session_state["workshop"] == "1"  # what the URL will say


def test_a_publication_shows_at_the_next_question(home: Path, definition: Definition) -> None:
    count_one(home, definition)
    before = data.plan_progress("3", "antalya")["plan_progress_pct"].item()
    count_one(home, definition, AT + timedelta(hours=1), actions_H3="Tamamlandı", actions_I3=100)
    assert data.plan_progress("3", "antalya")["plan_progress_pct"].item() > before


def test_without_a_snapshot_the_data_says_so(home: Path) -> None:
    with pytest.raises(database.NothingPublishedError):
        data.workshop_summary()


def test_the_served_page_speaks_the_language_of_its_url() -> None:
    turkish, english = get("/city"), get("/city?lang=en")
    assert '<html lang="tr">' in turkish.text
    assert '<html lang="en">' in english.text
    assert "Uluslararasılaşma Eylem Planı Panosu" in turkish.text
    assert "etag" not in turkish.headers  # else a browser would show the other language from its cache
    assert "default-src 'self'" in turkish.headers["content-security-policy"]


def test_streamlit_s_own_page_has_everything_that_is_replaced() -> None:
    own = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    made = translated_page(own, "tr")
    assert '<html lang="tr">' in made
    assert "<title>Uluslararasılaşma Eylem Planı Panosu</title>" in made
    assert "head.js" in made
    assert "You need to enable JavaScript" not in made


def test_the_overview_opens_by_its_name_too_with_its_filters() -> None:
    answer = get("/overview?workshop=2&lang=en")
    assert (answer.status, answer.headers["location"]) == (302, "./?workshop=2&lang=en")


def test_a_remembered_language_goes_into_a_bare_url() -> None:
    chosen = get("/dil/en", referer="http://127.0.0.1:8501/city?city=izmir")
    assert chosen.headers["location"] == "/city?city=izmir&lang=en"
    cookie = chosen.headers["set-cookie"].partition(";")[0]
    assert get("/city?city=izmir", cookie=cookie).headers["location"] == "/city?city=izmir&lang=en"
    assert get("/city?lang=tr", cookie=cookie).status == 200
    assert get("/dil/de").status == 404


def test_the_language_route_never_leads_elsewhere() -> None:
    for referer in ("http://elsewhere.example/x?a=b", "http://127.0.0.1:8501//elsewhere.example", "nonsense"):
        location = get("/dil/tr", referer=referer).headers["location"]
        assert location.startswith("/")
        assert not location.startswith("//")


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_chart_says_what_it_shows_and_writes_numbers_its_reader_s_way(
    home: Path, definition: Definition, language: Language
) -> None:
    count_one(home, definition)
    for figure in figures(language):
        assert len(charts.alt_text(figure)) > 20
        assert figure.layout.separators == (",." if language == "tr" else ".,")


def figures(language: Language) -> Iterator[go.Figure]:
    actions = data.action_status("3")
    counts = actions.groupby("computed_status").size().reset_index(name="actions")
    yield charts.status_stack(counts.rename(columns={"computed_status": "status"}).assign(row="x"), language)
    yield charts.gantt(actions, language, period_end=date(2024, 12, 31), today=date(2025, 1, 31))
    values = data.indicator_value(indicator="KAP-01")
    yield charts.lines(
        values, "KAP-01", language, city="antalya", medians=data.group_figure(indicator="KAP-01")
    )
    ends = values.assign(row="Antalya", before=1.0, after=2.0, before_shown="1", after_shown="2")
    yield charts.dumbbell(ends, "3", "2", language)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"city": "atlantis"}, ["Bağlantıdaki şehir yok ya da hiçbir çalıştaya katılmıyor: “atlantis”"]),
        ({"workshop": "99"}, ["Bağlantıdaki çalıştay bulunamadı: “99”"]),
        ({"indicator": "X-99", "vs": "7"}, ["karşılaştırma çalıştayı bulunamadı: “7”"]),
        ({"city": "[x](http://a.example)" + "y" * 50}, [format.plain("“[x](http://a.example)yyy")]),
        ({"city": "antalya", "workshop": "2", "vs": "2", "indicator": "AGT-01"}, []),
    ],
)
def test_a_link_to_what_there_is_not_says_so(home: Path, asked: dict[str, str], said: list[str]) -> None:
    at = open_shell("city", **asked)
    assert at.title
    found = [w.value for w in at.warning if "Bağlantı" in w.value]
    assert len(found) == len(said)
    assert all(part in words for part, words in zip(said, found, strict=True))


def test_a_page_says_nothing_of_a_choice_that_it_does_not_offer(home: Path) -> None:
    assert not [w for w in open_shell("overview", city="atlantis").warning if "Bağlantı" in w.value]
    assert [w for w in open_shell("actions", city="atlantis").warning if "Bağlantı" in w.value]
    assert [w for w in open_shell("indicators", indicator="X-99").warning if "gösterge" in w.value]
