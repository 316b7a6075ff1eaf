"""Offers meet needs and are followed up; practices, challenges, networks and partners are shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from etl.database.publish import publish, rebuild
from etl.store.archive import Archive
from etl.submit import confirm_new, submit
from tests import opened as pages
from tests.builders import changed_workbook
from tests.good_rows import COOPERATION, good_rows
from tests.opened import figure, numbers, opened
from tests.small_group import words
from ui import labels
from ui.cooperation import matches, views
from ui.format import plain
from ui.matching import pairs

empty, own_home = pages.empty, pages.own_home
TABS = ("matches", "practices", "challenges", "networks", "partners")
AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)
NEED = COOPERATION[0]
OFFER = {**NEED, "direction": "offer", "description": "Lider ortak olabiliriz.", "expires_on": None}
SOLVED = {"challenge": "Proje yazacak personel yetersiz", "category": "project_writing", "severity": "low"}
PRACTICE = {"title": "Kayısı borsası", "theme": "5", "summary": "Iğdır ile yürütülüyor.", "shared": "yes"}
SECRET = "Proje havuzu"


def send(home: Path, definition: Definition, city: str, workshop: str, at: datetime, **sheets: Any) -> None:
    """A confirmed report, published; `sheets` instead of those of the good rows."""
    known = replace(definition, workshops=tuple(replace(w, open=True) for w in definition.workshops))
    rows = {**good_rows(definition), **sheets}
    workbook = changed_workbook(lambda _: None, rows=rows, city=city, workshop=workshop)
    receipt = submit(home, known, workbook, f"{city}-{workshop}.xlsx", "deneme", at).receipt
    assert receipt.acceptance == "acceptable", receipt.problems
    confirm_new(Archive(home), receipt, "deneme", at)
    publish(home, definition)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    """İzmir offers what Antalya looks for, at both workshops; it has solved what Antalya has open."""
    home = tmp_path_factory.mktemp("cooperation")
    for workshop in ("2", "3"):
        open_one = {**SOLVED, "severity": "high", "solution_status": "open"}
        send(home, definition, "antalya", workshop, AT, challenges=[open_one])
        send(
            *(home, definition, "izmir", workshop, AT),
            cooperation=[OFFER],
            challenges=[{**SOLVED, "solution_status": "solved", "solution": "Ortak ekip kuruldu."}],
            good_practices=[PRACTICE],
            networks=[{"network": "uclg_mewa", "membership_status": "observer"}],
        )
    return home


@pytest.fixture
def home(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that may be written to, on a day on which nothing has expired."""
    monkeypatch.setattr(matches, "today", lambda: date(2025, 2, 20))
    return own_home


FOLDED = ("match_details", "practice_details", "help_details", "matches_waiting")


def cooperation(**asked: str) -> AppTest:
    """With every table behind the cards open."""
    return opened("cooperation", FOLDED, **asked)


def boxes(at: AppTest) -> list[str]:
    """The keys of the boxes in which one decides, in the order of the page."""
    found = [block.proto.popover.id.partition("-decide_")[2] for block in at.get("popover")]
    return [key for key in found if key]


def decide(at: AppTest, state: str, reason: str = "", place: int = 0) -> AppTest:
    """Choose, say why, press save; in the box of the match that stands at `place`."""
    key = boxes(at)[place]
    at.session_state[f"decide_{key}"] = True
    at.run()
    at.button_group(key=f"state_{key}").set_value(state)
    at.text_input(key=f"reason_{key}").set_value(reason)
    at.button(key=f"save_{key}").click().run()
    assert not at.exception, at.exception
    return at


def headings(at: AppTest) -> list[str]:
    return [heading.value for heading in at.subheader]


def table_with(at: AppTest, header: str) -> pd.DataFrame:
    return next(f.value for f in at.dataframe if header in f.value.columns)


def test_an_offer_is_proposed_to_the_city_that_looks_for_it_with_the_reason(home: Path) -> None:
    said = words(cooperation())
    assert "**1 öneri karar bekliyor**" in said
    assert "**İzmir → Antalya** · Proje ortaklığı" in said
    for part in (
        *("Konuları aynı: Proje ortaklığı", "temaları aynı: 4 · Uluslararası Proje ve Fonlar"),
        *("hedef programları aynı: Ufuk Avrupa", "Son gün 30.09.2025 (222 gün kaldı)."),
        *(OFFER["description"], NEED["description"]),
    ):
        assert plain(part) in said


def test_both_texts_lead_to_their_cells(home: Path) -> None:
    at = cooperation()
    next(b for b in at.button if (b.key or "").startswith("match_source_")).click().run()
    assert not at.exception
    cells = table_with(at, "Hücre")
    assert list(cells["Hücre"]) == ["İş Birliği!C2"]
    assert list(cells["Değer"]) == [OFFER["description"]]
    listed = table_with(at, "Arzın kaynağı").iloc[0]
    assert listed["Arzın kaynağı"] == "izmir-3.xlsx · İş Birliği!C2"
    assert listed["Talebin kaynağı"] == "antalya-3.xlsx · İş Birliği!C2"


def test_after_the_deadline_a_match_is_only_counted(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matches, "today", lambda: date(2025, 10, 1))
    at = cooperation()
    assert "1 eşleşmenin son günü geçti" in words(at)
    assert "Karar bekleyen bir öneri yok" in words(at).replace("\\", "")
    assert table_with(at, "Arz")["Durum"].item() == "– Son günü geçti"


def test_a_match_is_accepted_and_stays_so_when_the_rows_move(home: Path, definition: Definition) -> None:
    at = decide(cooperation(), "accepted", "İki birim görüştü")
    assert "Karar verilenler (1)" in headings(at)
    assert "◐ Kabul edildi" in words(at)
    assert "İki birim görüştü" in words(at)
    moved = [COOPERATION[1], {**NEED, "description": "YEŞİL DÖNÜŞÜM projesi için ortak arıyoruz"}]
    send(home, definition, "antalya", "3", AT + timedelta(hours=2), cooperation=moved)
    at = cooperation()
    assert "Karar verilenler (1)" in headings(at)
    assert table_with(at, "Arz")["Talebin kaynağı"].item() == "antalya-3.xlsx · İş Birliği!C3"


def test_other_words_are_another_match_and_the_decision_keeps_its_own(
    home: Path, definition: Definition
) -> None:
    decide(cooperation(), "accepted")
    other = [{**NEED, "description": "Artık başka bir şey arıyoruz."}]
    send(home, definition, "antalya", "3", AT + timedelta(hours=2), cooperation=other)
    at = cooperation()
    assert headings(at)[:2] == ["Öneriler (1)", "Karar verilenler (1)"]
    assert "karar, o günkü sözlerle duruyor" in words(at)
    assert plain(NEED["description"]) in words(at)


def test_declining_needs_a_reason(home: Path) -> None:
    at = decide(cooperation(), "declined")
    assert [e.value.partition(";")[0] for e in at.error] == ["Neden reddedildiğini yazın"]
    assert views.match_record().empty
    at = decide(at, "declined", "Antalya vazgeçti")
    assert "✕ Reddedildi" in words(at)


def test_saving_without_a_choice_says_what_is_missing(home: Path) -> None:
    at = cooperation()
    key = boxes(at)[0]
    at.session_state[f"decide_{key}"] = True
    at.run().button(key=f"save_{key}").click().run()
    assert [e.value for e in at.error] == ["Önce bir karar ya da sonuç seçin."]


def test_an_accepted_match_is_open_at_the_next_workshop_until_its_outcome_is_written(home: Path) -> None:
    decide(cooperation(workshop="2"), "accepted")
    at = cooperation(workshop="3")
    assert "Önceki çalıştaylardan açık kalanlar (1)" in headings(at)
    assert "2. Çalıştay sırasında kabul edildi" in words(at).replace("\\", "")
    decide(at, "took_place", "Heyet geldi", place=1)
    assert "Önceki çalıştaylardan açık kalanlar (1)" not in headings(cooperation(workshop="3"))
    assert "● Gerçekleşti" in words(cooperation(workshop="2"))


def test_everything_that_was_decided_stays_in_the_history(home: Path, definition: Definition) -> None:
    at = decide(cooperation(), "accepted", "Önce evet")
    at = decide(at, "came_to_nothing", "Sonra olmadı")
    said = words(at)
    assert said.index("Sonra olmadı") < said.index("Önce evet")
    rebuild(home, definition)
    assert list(views.match_record()["state"]) == ["came_to_nothing", "accepted"]


def test_filters_leave_what_fits_them(home: Path) -> None:
    assert "Öneriler (1)" in headings(cooperation(city="antalya", topic="project_partnership"))
    assert "Öneriler (0)" in headings(cooperation(city="bursa"))
    assert "Öneriler (0)" in headings(cooperation(topic="training"))


def test_the_share_of_a_city_is_capped_over_all_whatever_is_filtered(
    home: Path, definition: Definition
) -> None:
    wanted = [{**NEED, "description": f"{n}. proje için ortak arıyoruz."} for n in range(5)]
    send(home, definition, "antalya", "3", AT + timedelta(hours=2), cooperation=wanted)
    for asked in ({}, {"city": "antalya"}):
        at = cooperation(**asked)
        assert "**3 öneri karar bekliyor** · 2 eşleşme sırada" in words(at)
        assert "Bir şehre aynı anda en çok 3 eşleşme düşer" in words(at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_practice_that_is_not_shared_is_nowhere(home: Path, language: Language) -> None:
    for tab in TABS:
        for search in ("", SECRET):
            at = cooperation(tab=tab, lang=language, search=search)
            tables = " ".join(frame.value.to_csv() for frame in at.dataframe)
            assert SECRET not in words(at).replace("\\", "") + tables
    assert set(views.shared_practice("3")["shared"]) == {"yes"}


@pytest.mark.parametrize("search", ["igdir", "IĞDIR", "ığdır", "KAYISI borsasi", "izmir kayisi"])
def test_practices_are_found_however_they_are_typed(home: Path, search: str) -> None:
    found = table_with(cooperation(tab="practices", search=search), "Uygulama")
    assert list(found["Uygulama"]) == ["Kayısı borsası"]


def test_a_practice_is_found_by_theme_and_adaptability(home: Path) -> None:
    assert len(table_with(cooperation(tab="practices"), "Uygulama")) == 2
    for asked in ({"theme": "6"}, {"ease": "easy"}):
        found = table_with(cooperation(tab="practices", **asked), "Uygulama")
        assert list(found["Uygulama"]) == ["Genç elçiler programı"]
    assert "Aramanıza uyan" in words(cooperation(tab="practices", search="yok böyle bir şey"))


def test_a_practice_stands_with_city_result_link_and_cell(home: Path) -> None:
    at = cooperation(tab="practices", city="", theme="6")
    said = words(at).replace("\\", "")
    assert "Antalya · 6 · " in said
    assert "240 katılımcı" in said
    assert "antalya-3.xlsx · İyi Uygulamalar!A2" in said
    assert [b.proto.url for b in at.get("link_button")] == ["https://ornek.bel.tr/genc-elciler"]


def test_challenges_are_counted_by_kind_and_lead_to_who_solved_one(home: Path) -> None:
    at = cooperation(tab="challenges")
    assert figure(at)["data"][0]["y"] == ["Proje Yazma ve Ortak Bulma<br>(2 / 2 şehir)"]
    said = words(at).replace("\\", "")
    assert "**Antalya**: Proje yazacak personel yetersiz" in said
    assert "**İzmir** aynı zorluğu çözdü: Ortak ekip kuruldu." in said
    assert list(table_with(at, "Çözüm durumu")["Çözüm durumu"]) == ["○ Açık", "● Çözüldü"]


def test_challenges_of_another_kind_or_severity_are_left_out(home: Path) -> None:
    for asked in ({"category": "visa"}, {"severity": "medium"}):
        at = cooperation(tab="challenges", **asked)
        assert "Bildirilen zorluklar ve çözümleri (0)" in headings(at)
        assert "Bu seçimde, bir şehirde açık durup" in words(at)


def test_a_membership_is_a_sign_and_a_word_and_two_cities_share_what_both_have(home: Path) -> None:
    at = cooperation(tab="networks")
    matrix = table_with(at, "Üye sayısı").set_index("Ağ")
    assert matrix.loc["UCLG-MEWA"].to_dict() == {"Üye sayısı": 1, "Antalya": "● Üye", "İzmir": "◐ Gözlemci"}
    others = matrix.drop("UCLG-MEWA")
    assert set(others["İzmir"]) == {"–"}
    assert "**1 ağ ortak.** Yalnız Antalya: 2 · yalnız İzmir: 0" in words(at)
    assert list(at.dataframe[0].value["İzmir"]) == ["◐ Gözlemci"]


def test_partner_countries_have_their_names_and_a_joint_project_counts_once(home: Path) -> None:
    found = cooperation(tab="partners", stage="all")
    projects = views.project_once("3")
    joint = projects[projects["joint_code"].notna()]
    assert joint["city"].nunique() == 2  # both cities sent the same list
    (code,) = set(joint["joint_code"])
    listed = table_with(found, "Ortak kod").set_index("Ortak kod").loc[code]
    assert listed["Şehirler"] == "Antalya, İzmir"
    bars = figure(found)["data"][0]
    counted = dict(zip(bars["y"], bars["x"], strict=True))
    country = joint["partner_countries"].iloc[0].split(";")[0].strip()
    of_it = projects[projects["partner_countries"].fillna("").str.contains(country)]
    assert counted[labels.country(country, "tr")] == of_it["project_key"].nunique() < len(of_it)


def test_the_map_colours_each_country_as_long_as_its_bar(home: Path) -> None:
    bars = figure(cooperation(tab="partners", stage="all"))["data"][0]
    on_the_map = figure(cooperation(tab="partners", stage="all", **{"as": "map"}))["data"][-1]
    names = [labels.country(code, "tr") for code in on_the_map["locations"]]
    counted = dict(zip(names, numbers(on_the_map["z"]), strict=True))
    assert counted == dict(zip(bars["y"], numbers(bars["x"]), strict=True))


def test_a_country_without_an_iso_code_has_a_name_too() -> None:
    assert labels.country("QN; DE", "tr") == "Kuzey Kıbrıs Türk Cumhuriyeti, Almanya"


def test_nothing_is_decided_in_a_frozen_view(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.data.as_of", lambda: "donmus")
    monkeypatch.setattr("ui.components.frozen_banner", lambda: None)
    assert not [b for b in cooperation().button if (b.key or "").startswith("save_")]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_opens_in_both_languages(home: Path, tab: str, language: Language) -> None:
    at = cooperation(tab=tab, lang=language)
    assert at.title[0].value == {"tr": "İş birliği", "en": "Cooperation"}[language]
    assert len(at.dataframe)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_at_all_each_tab_says_so_calmly(
    empty: Path, definition: Definition, tab: str, language: Language
) -> None:
    at = cooperation(tab=tab, lang=language)
    assert definition.text("cooperation.no_report_text", language) in words(at)
    assert not at.get("plotly_chart")
    assert not at.dataframe


@pytest.mark.parametrize("tab", TABS)
def test_one_city_alone_has_nobody_to_meet(
    tab: str, tmp_path: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(tmp_path, definition, "antalya", "3", AT)
    for _ in pages.used(tmp_path, monkeypatch):
        at = cooperation(tab=tab)
        assert "Bu sayfa, ilk belediyenin" not in words(at)
        if tab == "matches":
            assert "Birbirini karşılayan bir arz ve talep yok" in words(at).replace("\\", "")
        if tab == "networks":
            assert "İki şehrin ortak ağları" not in headings(at)


def test_the_matches_of_the_page_are_those_of_the_view(home: Path) -> None:
    shown = table_with(cooperation(), "Arz")
    assert list(shown["Arz"]) == [p.offer.text for p in pairs(views.cooperation_match("3"))]
