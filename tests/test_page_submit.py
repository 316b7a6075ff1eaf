"""A department head sends a workbook, mends it, confirms it, takes it back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import streamlit as st
from openpyxl import Workbook, load_workbook
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from definition import Definition, Language, Text
from etl.database.assemble import PublishError
from etl.database.publish import publish
from etl.prefilled import prefilled_template
from etl.programme import Programme
from etl.sandbox import reading
from etl.sandbox.confinement import Confinement
from etl.sandbox.reading import Sandbox
from etl.store import home as data_homes
from etl.store.archive import Archive
from etl.submit import confirm_new, decide, submit
from tests.builders import changed_workbook, filled_workbook
from tests.good_rows import good_rows
from tests.packages import package
from ui.submission import acts, deadline, report

SHELL = str(Path(__file__).parent.parent / "ui" / "shell.py")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT = datetime(2025, 2, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition) -> Iterator[Path]:
    """A data folder of our own, published and empty."""
    monkeypatch.setenv("PANO_DATA", str(tmp_path))
    publish(tmp_path, definition)
    st.cache_data.clear()
    st.cache_resource.clear()
    yield tmp_path
    st.cache_data.clear()
    st.cache_resource.clear()


@dataclass
class Screen:
    """The page as somebody sees it."""

    at: AppTest

    def words(self) -> str:
        """Everything that can be read on it."""
        kinds = ("title", "subheader", "markdown", "caption", "info", "success", "warning", "error")
        said = [element.value for kind in kinds for element in self.at.get(kind)]
        return "\n".join([*said, *self.tables(), *(m.value for m in self.at.metric)])

    def tables(self) -> list[str]:
        return [element.proto.body for element in self.at.get("html")]

    def press(self, key: str) -> Screen:
        self.at.button(key=key).click().run()
        return self.sound()

    def send(self, data: bytes, name: str = "antalya.xlsx", box: str = "first") -> Screen:
        self.at.file_uploader(key=f"file_{box}").set_value((name, data, XLSX))
        return self.press(f"send_{box}")

    def sound(self) -> Screen:
        assert not self.at.exception, self.at.exception
        return self

    @property
    def id(self) -> str:
        asked = self.at.query_params["id"]
        return asked if isinstance(asked, str) else str(asked[0])

    def counts(self) -> list[str]:
        return [metric.value for metric in self.at.metric]

    def has(self, key: str) -> bool:
        return any(button.key == key for button in self.at.button)


def open_page(*, state: Mapping[str, object] | None = None, **asked: str) -> Screen:
    """`state`: what was opened already, by widget key."""
    at = AppTest.from_file(SHELL, default_timeout=30)
    at._page_hash = calc_hash("submit")
    for name, opened in (state or {}).items():
        at.session_state[name] = opened
    for name, value in {"city": "antalya", **asked}.items():
        at.query_params[name] = value
    at.run()
    return Screen(at).sound()


def counted(home: Path, definition: Definition, data: bytes, at: datetime = AT) -> str:
    receipt = submit(home, definition, data, "antalya.xlsx", "deneme", at).receipt
    decide(home, definition, receipt.id, "confirmed", "deneme", at=at)
    publish(home, definition)
    return receipt.id


def without_first_action(book: Workbook) -> None:
    book["Eylemler"].delete_rows(2)


def test_an_empty_database_offers_the_empty_template_and_the_box(home: Path) -> None:
    words = open_page().words()
    assert "şablon boş gelir" in words
    assert "Henüz gönderim yok." in words


def test_a_bad_workbook_shows_its_message_at_its_cell(home: Path) -> None:
    screen = open_page().send(filled_workbook(actions_H3="Bitti"))
    assert "1 hata var, düzeltme bekliyor" in screen.words()
    table = next(t for t in screen.tables() if "Ne yapmalı" in t)
    for told in ("Eylemler", "H3", "Bitti", "Tamamlandı"):
        assert told in table
    assert not screen.has("confirm")


def test_the_corrected_file_goes_into_the_box_below_the_table(home: Path) -> None:
    screen = open_page().send(filled_workbook(actions_H3="Bitti"))
    first = screen.id
    screen.send(filled_workbook(), box="again")
    assert screen.id != first
    assert screen.has("confirm")


def test_equal_findings_share_a_line_with_all_their_cells(home: Path) -> None:
    screen = open_page().send(filled_workbook(actions_H3="Bitti", actions_H5="Bitti"))
    table = next(t for t in screen.tables() if "Ne yapmalı" in t)
    assert "H3, H5" in table
    assert table.count("Bitti”") == 1


def test_what_somebody_typed_never_becomes_part_of_the_page(home: Path) -> None:
    screen = open_page().send(filled_workbook(actions_H3="<img src=x onerror=alert(1)>"))
    assert all("<img" not in table for table in screen.tables())


def test_a_good_workbook_is_previewed_confirmed_counted_withdrawn_and_restored(
    home: Path, definition: Definition
) -> None:
    screen = open_page().send(filled_workbook())
    assert "onayınızı bekliyor" in screen.words()
    added, *rest = screen.counts()
    assert (int(added) > 0, rest) == (True, ["0", "0", "0"])
    screen.press("confirm")
    receipt = next(t for t in screen.tables() if "Makbuz no" in t)
    for told in (screen.id, "antalya.xlsx", "yerel", "SHA-256", "Eylemler 8", "Gönderiminiz sayıldı"):
        assert told in receipt
    screen.at.text_input(key="withdraw_reason").set_value("Yanlış dosya")
    screen.press("withdraw_do")
    assert "Neden: Yanlış dosya" in screen.words()
    screen.at.text_input(key="restore_reason").set_value("Doğruymuş")
    screen.press("restore_do")
    assert "Gönderiminiz sayıldı" in screen.words()
    history = open_page(id=screen.id, state={"decisions": True}).words()
    for told in ("Geri getirildi", "Doğruymuş", "Geri alındı", "Yanlış dosya", "Onaylandı"):
        assert told in history


def test_nothing_is_withdrawn_without_a_reason(home: Path, definition: Definition) -> None:
    screen = open_page(id=counted(home, definition, filled_workbook())).press("withdraw_do")
    assert "Nedenini kısaca yazın" in screen.words()
    assert "Gönderiminiz sayıldı" in screen.words()


def test_nothing_is_restored_without_a_reason(home: Path, definition: Definition) -> None:
    sent = counted(home, definition, filled_workbook())
    decide(home, definition, sent, "withdrawn", "deneme", "Yanlış dosya")
    publish(home, definition)
    screen = open_page(id=sent).press("restore_do")
    assert "Nedenini kısaca yazın" in screen.words()
    assert "Geri alındı" in screen.words() or "geri alındı" in screen.words()


def test_a_counted_submission_says_what_it_changed_even_when_others_have_come_since(
    home: Path, definition: Definition
) -> None:
    first = counted(home, definition, filled_workbook())
    second = counted(home, definition, filled_workbook(actions_I3=41), AT + timedelta(hours=1))
    counted(home, definition, filled_workbook(actions_I3=42), AT + timedelta(hours=2))
    opened = {"changed": True}
    assert "hepsi yeni" in open_page(id=first, state=opened).words()
    told = open_page(id=second, state=opened).words()
    assert f"{first} numaralı sürüme göre" in told
    assert "%41" in told
    assert "%42" not in told


def test_many_errors_can_be_read_sheet_by_sheet(home: Path) -> None:
    spoiled = {f"actions_I{row}": 140 for row in range(2, 9)} | {"indicators_F2": -1, "indicators_F3": -2}
    screen = open_page().send(filled_workbook(**spoiled))
    pills = next(p for p in screen.at.button_group if p.key == "errors_of")
    assert any("Göstergeler (2)" in label for label in pills.options)
    pills.set_value("Göstergeler").run()
    table = next(t for t in screen.tables() if "Ne yapmalı" in t)
    assert "F2" in table
    assert "I2" not in table


def test_a_reminder_is_ready_to_be_mailed(home: Path, definition: Definition) -> None:
    letter = open_page(state={"reminder": True}).at.code[0].value
    for told in ("Sayın Antalya Büyükşehir Belediyesi", "henüz gelmedi", "Son gönderim günü"):
        assert told in letter
    counted(home, definition, filled_workbook())
    assert "alındı ve sayıldı" in open_page(state={"reminder": True}).at.code[0].value


def test_the_preview_counts_what_is_added_changed_removed_and_the_same(
    home: Path, definition: Definition
) -> None:
    old = counted(home, definition, filled_workbook())
    screen = open_page().send(changed_workbook(without_first_action, actions_I3=41))
    _, changed, removed, unchanged = screen.counts()
    assert (changed, removed) == ("1", "1")
    assert int(unchanged) > 20
    assert old in screen.words()
    said = screen.words().replace("\\", "")  # which keep a sender's words from being markup
    assert "Eylemler: 8 satırın 1'i bu dosyada yok: E-1.1" in said, "what is lost, in the open"
    cells = next(t for t in screen.tables() if "Eski" in t)
    assert "%41" in cells
    assert "satır yok" in cells


def test_cancelling_counts_nothing_and_leaves_the_page_as_at_first(home: Path) -> None:
    screen = open_page().send(filled_workbook())
    screen.press("cancel")
    assert "id" not in screen.at.query_params
    assert "geri alındı" in screen.words()
    assert screen.has("send_first")


def test_an_unreadable_file_gets_one_sentence_and_what_to_do(home: Path) -> None:
    screen = open_page().send(b"%PDF-1.7 \n", "rapor.pdf")
    panel = next(t for t in screen.tables() if "Dosya okunamadı" in t)
    assert "Dosya PDF" in panel
    assert "Ne yapmalı:" in panel
    assert "Şehri okunamayan dosyalar (1)" in [e.label for e in screen.at.expander]


@pytest.mark.parametrize("unknown", ["20250203-093000-abcdef", "../../etc/passwd", "<b>x</b>"])
def test_an_id_nobody_was_given_is_said_and_the_page_begins_anew(home: Path, unknown: str) -> None:
    screen = open_page(id=unknown)
    assert "numaralı bir gönderim yok" in screen.words()
    assert screen.has("send_first")


def test_the_id_in_the_address_finds_the_submission_after_a_restart(
    home: Path, definition: Definition
) -> None:
    sent = open_page().send(filled_workbook(actions_H3="Bitti"))
    assert "H3" in "".join(open_page(id=sent.id).tables())


def test_a_file_whose_sender_was_cut_off_before_publishing_is_found_too(
    home: Path, definition: Definition
) -> None:
    receipt = submit(home, definition, filled_workbook(), "antalya.xlsx", "deneme", AT).receipt
    assert open_page(id=receipt.id).has("confirm")


def test_the_same_file_again_changes_nothing_and_says_so(home: Path, definition: Definition) -> None:
    first = counted(home, definition, filled_workbook())
    screen = open_page().send(filled_workbook())
    assert screen.id == first
    assert "hiçbir rakam değişmez" in screen.words()


def test_a_file_of_another_city_is_confirmed_only_on_purpose(home: Path) -> None:
    screen = open_page(city="izmir").send(filled_workbook())
    assert "Bu dosya Antalya için doldurulmuş, ama sayfada İzmir seçili" in screen.words()
    assert screen.at.button(key="confirm").disabled
    screen.press("other_city")
    assert not screen.at.button(key="confirm").disabled
    assert screen.at.session_state["city"] == "antalya"


def test_a_draft_is_said_to_stay_out_of_comparison(home: Path) -> None:
    screen = open_page().send(filled_workbook(cover_B7="Taslak", cover_B8=None))
    assert "karşılaştırmalara" in screen.words()
    screen.press("confirm")
    assert "Taslağınız kaydedildi" in screen.words()


def test_a_replaced_version_leads_to_the_one_that_counts(home: Path, definition: Definition) -> None:
    old = counted(home, definition, filled_workbook())
    new = counted(home, definition, filled_workbook(actions_I2=35), AT + timedelta(hours=1))
    panel = next(t for t in open_page(id=old).tables() if "yerine yenisi geldi" in t)
    assert f"?id={new}" in panel


def test_a_decision_taken_elsewhere_meanwhile_is_said(home: Path, definition: Definition) -> None:
    screen = open_page().send(filled_workbook())
    decide(home, definition, screen.id, "confirmed", "başkası")
    screen.press("confirm")
    assert "başka bir pencerede" in screen.words()
    assert "Gönderiminiz sayıldı" in screen.words()


def test_when_publishing_fails_the_file_is_safe_and_a_support_code_is_shown(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Path:
        raise PublishError("check_x: (1,)")

    monkeypatch.setattr(acts, "publish", broken)
    screen = open_page()
    screen.at.file_uploader(key="file_first").set_value(("antalya.xlsx", filled_workbook(), XLSX))
    screen.press("send_first")
    assert "destek kodunu" in screen.words()
    assert "PublishError" not in screen.words()
    monkeypatch.undo()
    monkeypatch.setenv("PANO_DATA", str(home))
    assert open_page(id=screen.id).has("confirm")


def test_pressing_the_button_without_a_file_asks_for_one(home: Path) -> None:
    assert "Önce dosyayı seçin." in open_page().press("send_first").words()


def test_the_template_says_which_report_it_is_filled_from(home: Path, definition: Definition) -> None:
    source = counted(home, definition, filled_workbook())
    assert f"(no {source})" in open_page().words()


def test_the_page_speaks_english_too(home: Path) -> None:
    words = open_page(lang="en").send(filled_workbook(actions_H3="Bitti")).words()
    assert "1 error to be fixed" in words
    assert "What to do" in words


def test_going_live_asks_first_and_then_begins_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition
) -> None:
    monkeypatch.delenv("PANO_DATA", raising=False)
    monkeypatch.setattr(data_homes, "PROJECT", tmp_path)
    counted(tmp_path / "data" / "sample", definition, filled_workbook())
    screen = open_page()
    assert screen.at.button(key="go_live").disabled
    screen.at.checkbox(key="live_sure").check().run()
    screen.press("go_live")
    assert (tmp_path / "data" / "LIVE").exists()
    assert "Henüz gönderim yok." in screen.words()
    assert not screen.has("go_live")
    assert (tmp_path / "data" / "sample" / "archive").is_dir()


@pytest.mark.parametrize(
    ("days", "kind", "words"),
    [
        (-3, "days_left", "3 gün kaldı"),
        (-1, "day_left", "1 gün kaldı"),
        (0, "last_day", "Bugün son gün"),
        (2, "late", "2 gün gecikti"),
        (60, "late", "60 gün gecikti"),
        (61, "long_past", "Yükleme açık"),
    ],
)
def test_the_banner_counts_the_days_in_words(
    definition: Definition, days: int, kind: str, words: str
) -> None:
    workshop = definition.workshop("3")
    today = workshop.deadline + timedelta(days)
    assert deadline.standing(workshop, today) == kind
    assert words in deadline.sentence(workshop, today, "tr")
    assert "07.02.2025" in deadline.sentence(workshop, today, "tr")


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_line_names_the_place_once(definition: Definition, language: Language) -> None:
    data = filled_workbook(actions_G2="31.02.2025")
    checked = submit_checked(definition, data)
    line = report.lines(checked, definition, language)[0]
    assert (line.sheet, line.cells) == ("Eylemler", ("G2",))
    assert not line.message.startswith("Eylemler")
    assert line.message[0].isupper() or not line.message[0].isalpha()


def submit_checked(definition: Definition, data: bytes) -> tuple[report.Problem, ...]:
    from etl.check import check

    return check(data, "antalya.xlsx", definition, date(2025, 2, 3)).problems


def test_an_older_file_is_not_confirmed_over_a_newer_one_unawares(home: Path, definition: Definition) -> None:
    older = submit(home, definition, filled_workbook(actions_I3=30), "eski.xlsx", "deneme", AT).receipt
    newer = counted(home, definition, filled_workbook(actions_I3=45), AT + timedelta(hours=1))
    words = open_page(id=older.id).words()
    assert "daha yeni bir gönderiminiz sayıldı" in words
    assert newer in words


def test_when_many_files_wait_the_sender_is_asked_to_come_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_TURNS", reading._Turns(at_once=0, queue=0))
    screen = open_page().send(filled_workbook())
    assert "birkaç dakika sonra yeniden gönderin" in screen.words()
    assert len(Archive(home).originals()) == 1, "the bytes are kept all the same"


def test_who_sent_enough_for_a_day_is_told_before_the_file_is_taken(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "exceeded", lambda *_asked: "files_a_day")
    screen = open_page().send(filled_workbook())
    assert "Bugün 50 dosya gönderildi" in screen.words()
    assert Archive(home).originals() == set()


def test_a_file_that_its_reader_does_not_survive_is_called_unreadable(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.submit.Sandbox", partial(Sandbox, confinement=Confinement(wall_seconds=0)))
    heavy = package("".join(f'<row r="{r}">{"<c><v>1</v></c>" * 15}</row>' for r in range(1, 20_001)))
    screen = open_page().send(heavy)
    assert "çözümlenemedi" in screen.words()
    assert Archive(home).originals(), "the bytes are kept"
    assert open_page().words(), "the app goes on"


def test_the_preview_says_which_headline_figures_move_from_what_to_what(
    home: Path, definition: Definition
) -> None:
    counted(home, definition, filled_workbook(), AT)
    screen = open_page().send(filled_workbook(actions_I3=75))
    words = screen.words()
    assert "Onaylarsanız değişecek başlıca rakamlar" in words
    assert "Şehriniz" in words
    assert "Bütün şehirler" in words
    assert "Plan ilerlemesi" in words
    assert "75" in words
    assert any("Daha önce bildirilenin düzeltmesi (1)" in e.label for e in screen.at.expander)


def test_a_file_that_moves_no_figure_says_so(home: Path, definition: Definition) -> None:
    counted(home, definition, filled_workbook(), AT)
    screen = open_page().send(filled_workbook(actions_E2="Valilik; Üniversite"))
    assert "Başlıca rakamların hiçbiri değişmiyor" in screen.words()


def test_who_confirms_learns_what_was_confirmed_while_the_page_was_open(
    home: Path, definition: Definition
) -> None:
    screen = open_page().send(filled_workbook(actions_I3=75))
    other = counted(home, definition, filled_workbook(actions_I3=65), AT)
    screen.press("confirm")
    assert "Henüz onaylanmadı" in screen.words()
    assert other in screen.words(), "the comparison is with the one that counts now"
    screen.press("confirm")
    assert "Gönderiminiz sayıldı" in screen.words()


def test_two_who_send_for_one_city_are_told_of_each_other(home: Path, definition: Definition) -> None:
    other = submit(home, definition, filled_workbook(actions_I3=65), "b.xlsx", "ayşe", AT).receipt
    screen = open_page().send(filled_workbook(actions_I3=75))
    words = screen.words()
    assert "onay bekleyen bir dosya daha var" in words
    assert other.id in words
    assert "ayşe" in words


def test_the_template_sent_back_untouched_changes_nothing_and_can_be_confirmed_as_such(
    home: Path, definition: Definition
) -> None:
    counted(home, definition, filled_workbook(), AT)
    screen = open_page().send(prefilled_template(home, definition, "antalya", "3").data)
    assert "Değişiklik yok" in screen.words()
    assert screen.at.button(key="confirm").label == "Değişiklik olmadığını onayla"
    assert "Gönderiminiz sayıldı" in screen.press("confirm").words()


# ------------------------------------------------------------------ what is still to be done


def test_the_page_begins_with_what_waits_for_the_city(home: Path, definition: Definition) -> None:
    sent = submit(home, definition, filled_workbook(), "antalya.xlsx", "deneme").receipt
    publish(home, definition)
    first_page = open_page()
    (waiting,) = [w.value for w in first_page.at.warning if "onayınızı bekliyor" in w.value]
    assert f"?id={sent.id}" in waiting
    decide(home, definition, sent.id, "confirmed", "deneme")
    publish(home, definition)
    assert not [w for w in open_page().at.warning if "onayınızı bekliyor" in w.value]


def test_a_draft_fills_the_next_template_and_is_what_the_next_file_is_compared_with(
    home: Path, definition: Definition
) -> None:
    rows = dict(good_rows(definition))
    rows["cover"] = [dict(rows["cover"][0]) | {"approval": "draft", "approved_on": None}]
    drafted = changed_workbook(lambda _: None, rows=rows, actions_I3=42)
    receipt = submit(home, definition, drafted, "taslak.xlsx", "deneme").receipt
    confirm_new(Archive(home), receipt, "deneme")
    publish(home, definition)
    page = open_page()
    assert [w.value for w in page.at.warning if "**taslağınız** elimizde" in w.value]
    assert [m.value for m in page.at.markdown if "**taslağınızdaki** değerlerle gelir" in m.value]
    book = load_workbook(io.BytesIO(prefilled_template(home, definition, "antalya", "3").data))
    actions = book[definition.workbook.sheet("actions").name.tr]
    assert actions["I3"].value == 42
    again = changed_workbook(lambda _: None, actions_I3=45)  # approved, and one cell is another one
    waiting = submit(home, definition, again, "onayli.xlsx", "deneme").receipt
    publish(home, definition)
    screen = open_page(id=waiting.id)
    shown = {metric.label: metric.value for metric in screen.at.metric}
    assert (shown["Eklenen satır"], shown["Kaldırılan satır"]) == ("0", "0")


def test_withdrawing_says_beforehand_what_will_count(home: Path, definition: Definition) -> None:
    first = counted(home, definition, filled_workbook())
    captions = [caption.value for caption in open_page(id=first).at.caption]
    assert [c for c in captions if "başka bir sürümünüz yok" in c]
    second = counted(home, definition, filled_workbook(actions_I3=42), AT + timedelta(hours=1))
    captions = [caption.value for caption in open_page(id=second).at.caption]
    assert [c for c in captions if f"(no {first}) geçerli olur" in c]


def test_a_file_from_another_citys_template_is_confirmed_only_on_purpose(
    home: Path, definition: Definition
) -> None:
    sent = submit(home, definition, filled_workbook(cover_B1="İzmir"), "izmir.xlsx", "deneme").receipt
    publish(home, definition)
    screen = open_page(id=sent.id, city="izmir")
    assert [e.value for e in screen.at.error if "Antalya için hazırlanmış şablondan" in e.value]
    assert screen.at.button(key="confirm").disabled
    screen.at.checkbox(key=f"other_template_{sent.id}").check().run()
    assert not screen.at.button(key="confirm").disabled


def test_with_several_workshops_open_the_one_that_closes_next_is_asked_for(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = replace(definition.workshop("3"), code="4", number=4, title=Text("4. Çalıştay", "4th Workshop"))
    span = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    Programme(home).put(replace(new, **span, deadline=date(2026, 2, 10)), "o@example.org", is_new=True)
    publish(home, definition)
    for day, code in ((date(2026, 2, 1), "4"), (date(2025, 2, 1), "3"), (date(2027, 1, 1), "4")):
        monkeypatch.setattr("ui.submission.start.today", lambda day=day: day)
        assert open_page().at.selectbox(key="open_workshop").value == code
