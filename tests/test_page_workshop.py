"""Organizers see who is missing what, and what a workshop agreed on is kept and followed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from etl.access.members import Members
from etl.database.publish import publish, rebuild
from etl.records import set_down
from tests import opened, view_rows
from tests.small_group import open_page, words
from tests.view_rows import ViewRows
from ui import data, format

rows = view_rows.rows
group, home = opened.group, opened.own_home


def test_of_a_task_the_newest_wording_holds(rows: ViewRows) -> None:
    rows.record("task", "k1", 0, workshop="3", decision="Ortak stant", owner="İzmir", state="open")
    rows.record("task", "k1", 5, workshop="3", decision="Ortak stant", owner="Ankara", state="done")
    rows.record("task", "k2", 1, workshop="2", decision="Rehber")
    rows.record("match", "k1", 9, state="accepted")
    assert rows("SELECT task, workshop, owner, state FROM workshop_task ORDER BY task") == [
        ("k1", "3", "Ankara", "done"),
        ("k2", "2", None, "open"),
    ]


def test_a_decision_is_written_down_and_marked_as_done(home: Path, definition: Definition) -> None:
    at = open_page("workshop", tab="tasks", workshop="3")
    at.text_input(key="task_decision").set_value("*Ortak* stant kurulacak")
    at.text_input(key="task_owner").set_value("İzmir")
    at.button(key="task_do").click().run()
    assert not at.exception
    assert format.plain("*Ortak* stant kurulacak") in words(at)
    task = data.workshop_task().iloc[0]
    assert (task["workshop"], task["owner"], task["state"], task["who"]) == ("3", "İzmir", "open", "yerel")
    state = next(b for b in at.button_group if b.key and b.key.startswith("task_state_"))
    state.set_value("done").run()
    assert data.workshop_task().iloc[0]["state"] == "done"
    rebuild(home, definition)
    assert data.workshop_task().iloc[0]["state"] == "done"


def test_what_an_earlier_workshop_left_open_is_named_at_the_next(home: Path, definition: Definition) -> None:
    for state, decision in (("open", "Rehber yazılacak"), ("done", "Liste yapıldı")):
        set_down(home, "task", decision, {"workshop": "2", "decision": decision, "state": state}, "deneme")
    publish(home, definition)
    said = words(open_page("workshop", tab="tasks", workshop="3"))
    assert "Rehber yazılacak" in said
    assert "Liste yapıldı" not in said


def test_nothing_is_written_without_words(home: Path, definition: Definition) -> None:
    at = open_page("workshop", tab="tasks")
    at.button(key="task_do").click().run()
    assert definition.text("workshop.task.no_words", "tr") in [e.value for e in at.error]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_shows_every_city_that_takes_part_and_what_is_missing(
    home: Path, definition: Definition, language: Language
) -> None:
    at = open_page("workshop", workshop="3", lang=language)
    board = at.dataframe[0].value
    city, state = (definition.text(f"workshop.column.{name}", language) for name in ("city", "state"))
    assert len(board) == len(definition.workshop("3").participants)
    said = dict(zip(board[city], board[state], strict=True))
    counted = definition.text("submission.state.counted", language)
    assert said["Antalya"].endswith(counted)
    assert definition.text("submission.state.needs_fixing", language) in said["Bursa"]
    assert definition.text("submission.state.missing", language) in said["Manisa"]
    assert definition.text("workshop.draft", language) in said["Mersin"]
    assert board[city].iloc[0] not in ("Antalya", "Ankara"), "those who have delivered come last"


def test_the_chosen_city_gets_its_letter_and_its_workbook(home: Path) -> None:
    at = open_page("workshop", workshop="3")
    at.selectbox(key="own_ask").set_value("bursa").run()
    assert "Bursa" in at.code[0].value
    assert "düzeltilmesi gereken hücreler" in at.code[0].value
    assert any("Bursa" in b.label for b in at.get("download_button"))


def test_every_lost_point_of_the_data_names_its_cell(home: Path) -> None:
    at = open_page("workshop", workshop="3", ask="antalya")
    score = data.quality_score("3", "antalya").iloc[0]
    title = next(e.label for e in at.expander if "veri kalitesi" in e.label)
    assert title.endswith(f"kuşkulu hücre: {score['lost']}")
    losses = data.quality_loss("3", "antalya")
    assert len(losses) == score["lost"] > 0
    listed = next(h.proto.body for h in at.get("html") if "Neyin" in h.proto.body)
    for cell in losses["cell"].dropna():
        assert f"!{cell}<" in listed


def test_a_city_that_only_has_to_confirm_is_not_told_of_lateness(home: Path) -> None:
    letter = open_page("workshop", workshop="3", ask="mugla").code[0].value
    assert "onayınızı bekliyor" in letter
    assert "“Onayla” düğmesine" in letter
    assert "gecikmeli" not in letter
    assert "çalışma kitabınızı indirebilir" not in letter


def test_a_reminder_is_addressed_to_the_department_of_the_city(home: Path, definition: Definition) -> None:
    members = Members(home)
    members.put(definition, "dis@bursa.bel.tr", "department", ["bursa"], "yerel")
    members.put(definition, "dis@izmir.bel.tr", "department", ["izmir"], "yerel")
    link = reminder_mail_of(open_page("workshop", workshop="3", ask="bursa", role="organizer"))
    assert link.startswith("mailto:dis@bursa.bel.tr?subject=")
    assert reminder_mail_of(open_page("workshop", workshop="3", ask="bursa", role="leadership")).startswith(
        "mailto:?subject="
    )


def reminder_mail_of(at: AppTest) -> str:
    return next(str(b.proto.url) for b in at.get("link_button") if b.proto.url.startswith("mailto:"))
