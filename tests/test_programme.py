"""Organizers keep the workshops and who takes part in them; everything else follows."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

import definition as definition_package
from definition import Definition, Text, Workshop
from etl.__main__ import main
from etl.access.activity import Activity
from etl.database.frozen import freeze, frozen_snapshot
from etl.database.publish import publish, rebuild
from etl.programme import Programme, ProgrammeError, keep_up
from tests import opened
from tests.small_group import open_page, words
from ui import format

group, home = opened.group, opened.own_home
EXPECTED = "SELECT cities_expected FROM workshop_summary WHERE workshop = '3'"
AT = datetime(2025, 6, 1, 9, tzinfo=UTC)
FOURTH = Workshop(
    code="4",
    number=4,
    title=Text("4. Çalıştay – Muğla 2026", "4th Workshop – Muğla 2026"),
    host="mugla",
    held_from=date(2026, 3, 5),
    held_to=date(2026, 3, 6),
    period_start=date(2025, 1, 1),
    period_end=date(2025, 12, 31),
    deadline=date(2026, 2, 10),
    open=True,
    participants=("antalya", "izmir", "konya"),
)


def test_a_kept_workshop_stands_beside_the_shipped_ones(home: Path, definition: Definition) -> None:
    Programme(home).put(FOURTH, "o@example.org", AT)
    keep_up(home)
    known = definition_package.load()
    assert [w.code for w in known.workshops] == [*(w.code for w in definition.workshops), "4"]
    assert known.workshop("4") == FOURTH
    assert known.fingerprint != definition.fingerprint, "figures must be calculated anew"


def test_a_kept_workshop_replaces_the_shipped_one_with_its_code(home: Path, definition: Definition) -> None:
    closed = replace(definition.workshop("3"), open=False, participants=("antalya",))
    Programme(home).put(closed, "o@example.org", AT)
    keep_up(home)
    assert definition_package.load().workshop("3") == closed


def test_another_data_folder_knows_nothing_of_it(home: Path, tmp_path: Path, definition: Definition) -> None:
    Programme(home).put(FOURTH, "o@example.org", AT)
    keep_up(home)
    keep_up(tmp_path / "another")
    assert definition_package.load().workshops == definition.workshops


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": ""}, "code"),
        ({"code": "../4"}, "code"),
        ({"title": Text("4. Çalıştay", " ")}, "title"),
        ({"held_to": date(2026, 3, 4)}, "held"),
        ({"period_start": date(2024, 12, 31)}, "period"),
        ({"period_end": date(2024, 12, 31), "period_start": date(2024, 1, 1)}, "same_end"),
        ({"participants": ()}, "participants"),
        ({"participants": ("atlantis",)}, "city"),
        ({"host": "atlantis"}, "city"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_kept(
    changed: dict[str, Any], code: str, tmp_path: Path, definition: Definition
) -> None:
    with pytest.raises(ProgrammeError) as refused:
        Programme(tmp_path).put(replace(FOURTH, **changed), "o@example.org")
    assert refused.value.code == code
    assert Programme(tmp_path).workshops() == ()


def test_the_command_line_writes_a_template_for_it(
    home: Path, definition: Definition, tmp_path: Path
) -> None:
    Programme(home).put(FOURTH, "o@example.org", AT)
    asked = ["template", "--city", "konya", "--workshop", "4", "--out", str(tmp_path / "konya.xlsx")]
    assert main(asked) == 0
    assert (tmp_path / "konya.xlsx").exists()


def test_an_organizer_adds_one_on_the_page_and_every_page_knows_it(home: Path) -> None:
    at = open_page("manage", tab="workshops", role="organizer")
    at.selectbox(key="workshop_of").set_value("").run()
    for name, value in {"code": "4", "title_tr": FOURTH.title.tr, "title_en": FOURTH.title.en}.items():
        at.text_input(key=f"workshop_{name}_new").set_value(value)
    at.button(key="workshop_save").click().run()
    assert [e.value for e in at.error] == ["Bütün tarihleri seçin."]
    for name in ("held_from", "held_to", "period_start", "period_end", "deadline"):
        at.date_input(key=f"workshop_{name}_new").set_value(getattr(FOURTH, name))
    at.multiselect(key="workshop_participants_new").set_value(["antalya", "konya"])
    at.toggle(key="workshop_open_new").set_value(True)
    at.button(key="workshop_save").click().run()
    assert not at.exception
    assert FOURTH.title.tr in words(at)
    assert "Konya" in open_page("city").selectbox(key="choose_city").options
    assert [(d.who, d.deed, d.about) for d in Activity(home).all()[:1]] == [("yerel", "workshop", "4")]


def test_fewer_participants_are_counted_at_once(home: Path) -> None:
    at = open_page("manage", tab="workshops", role="organizer")
    at.selectbox(key="workshop_of").set_value("3").run()
    at.multiselect(key="workshop_participants_3").set_value(["antalya", "ankara", "izmir"])
    at.button(key="workshop_save").click().run()
    assert not at.exception
    assert "2\u00a0/\u00a03" in [tile.value for tile in open_page("overview", workshop="3").metric]


def test_a_frozen_state_keeps_the_participants_that_it_had(home: Path, definition: Definition) -> None:
    freeze(home, definition, "Çalıştay", "3", "o@example.org")
    fewer = replace(definition.workshop("3"), participants=("antalya", "ankara"))
    Programme(home).put(fewer, "o@example.org")
    assert expected(home) == 11
    with duckdb.connect(publish(home, definition), read_only=True) as connection:
        assert connection.execute(EXPECTED).fetchone() == (2,)


def expected(home: Path) -> int:
    """How many cities the frozen state expects at workshop 3."""
    with duckdb.connect(frozen_snapshot(home, "calistay"), read_only=True) as connection:
        found = connection.execute(EXPECTED).fetchone()
    assert found is not None
    return int(found[0])


def test_a_city_and_leadership_cannot_change_workshops(home: Path) -> None:
    for role in ("department:antalya", "leadership"):
        assert not open_page("manage", tab="workshops", role=role).button


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "2", "number": 2}, "taken"),
        ({"number": 20250210001}, "code"),  # no number of a workshop, and none the database could hold
        ({"title": Text("3. çalıştay izmir 2025", "4th Workshop")}, "same_title"),
        ({"title": Text("4. Çalıştay", "3rd Workshop – İzmir 2025")}, "same_title"),
    ],
)
def test_a_new_workshop_never_takes_the_place_or_the_name_of_another(
    changed: dict[str, Any], code: str, tmp_path: Path
) -> None:
    with pytest.raises(ProgrammeError) as refused:
        Programme(tmp_path).put(replace(FOURTH, **changed), "o@example.org", is_new=True)
    assert refused.value.code == code
    assert Programme(tmp_path).workshops() == ()


def test_a_code_is_a_number_where_people_would_call_it_one(home: Path) -> None:
    kept = [added(home, code) for code in ("4", "²", "04", "20250210001")]
    assert kept == [
        [("4", 4)],
        None,
        [("4", 4), ("04", None)],
        [("4", 4), ("04", None), ("20250210001", None)],
    ]


def added(home: Path, code: str) -> list[tuple[str, int | None]] | None:
    """Codes and numbers that are kept after somebody added one of this code; None if it was refused."""
    at = open_page("manage", tab="workshops", role="organizer")
    at.selectbox(key="workshop_of").set_value("").run()
    words_of = {"code": code, "title_tr": f"Çalıştay {code}", "title_en": f"Workshop {code}"}
    for name, value in words_of.items():
        at.text_input(key=f"workshop_{name}_new").set_value(value)
    year = 2030 + len(Programme(home).workshops())
    for name in ("held_from", "held_to", "period_start", "period_end", "deadline"):
        at.date_input(key=f"workshop_{name}_new").set_value(date(year, 1, 1))
    at.button(key="workshop_save").click().run()
    assert not at.exception
    return None if at.error else [(w.code, w.number) for w in Programme(home).workshops()]


def test_a_kept_workshop_that_no_longer_fits_is_left_out_and_everything_else_works(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Programme(home).put(FOURTH, "o@example.org", AT)
    Programme(home).put(replace(definition.workshop("2"), participants=("antalya",)), "o@example.org", AT)
    shipped = tmp_path / "shipped"
    shutil.copytree(Path(definition.folder), shipped, ignore=shutil.ignore_patterns("__pycache__"))
    with (shipped / "workshops.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[workshop]]\ncode = "x"\ntitle = { tr = "Ara çalıştay", en = "Workshop between" }\n'
            'host = "mugla"\nheld_from = 2026-03-01\nheld_to = 2026-03-02\nperiod_start = 2025-01-01\n'
            'period_end = 2025-12-31\ndeadline = 2026-02-01\nopen = false\nparticipants = ["mugla"]\n'
        )
    monkeypatch.setenv("PANO_DEFINITION", str(shipped))
    os.utime(Programme(home).path)  # as a new process would find it
    keep_up(home)
    known = definition_package.load()
    assert [w.code for w in known.workshops if w.code in ("4", "x")] == ["x"]
    assert known.workshop("2").participants == ("antalya",)
    at = open_page("manage", tab="workshops", role="organizer")
    assert [e.value for e in at.error if format.plain(FOURTH.title.tr) in e.value]


def test_a_publication_that_began_before_a_change_does_not_undo_it(
    home: Path, definition: Definition
) -> None:
    fewer = replace(definition.workshop("3"), participants=("antalya", "ankara"))
    Programme(home).put(fewer, "o@example.org")
    for made in (publish(home, definition), rebuild(home, definition)):  # `definition` was loaded before
        with duckdb.connect(made, read_only=True) as connection:
            assert connection.execute(EXPECTED).fetchone() == (2,)


def test_an_organizer_does_not_undo_what_another_changed_meanwhile(
    home: Path, definition: Definition
) -> None:
    at = open_page("manage", tab="workshops", role="organizer")
    at.selectbox(key="workshop_of").set_value("3").run()
    at.text_input(key="workshop_title_en_3").set_value("Third Workshop")
    fewer = replace(definition.workshop("3"), participants=("antalya", "ankara"))
    Programme(home).put(fewer, "another@example.org")
    at.button(key="workshop_save").click().run()
    assert [w.value for w in at.warning if "başka biri değiştirdi" in w.value]
    assert Programme(home).workshops() == (fewer,)
    assert at.multiselect(key="workshop_participants_3").value == ["ankara", "antalya"]
    at.text_input(key="workshop_title_en_3").set_value("Third Workshop")
    at.button(key="workshop_save").click().run()
    (kept,) = Programme(home).workshops()
    assert (kept.title.en, kept.participants) == ("Third Workshop", ("ankara", "antalya"))
