"""Figures that were frozen stay as they were when the definition or the program becomes another one."""

from __future__ import annotations

import contextvars
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

import definition as definition_package
from definition import Definition
from etl.database.frozen import code_of, freeze
from tests import opened, other_edition
from tests.other_edition import OtherViews, another_definition
from tests.small_group import open_page, words
from tests.test_commands import run
from ui.documents import made

group, home = opened.group, opened.own_home
other_views, views_as_shipped = other_edition.other_views, other_edition.views_as_shipped
NAME = "3. Çalıştay"
CODE = code_of(NAME)
AT = datetime(2025, 2, 20, 9, tzinfo=UTC)


def without(code: str) -> Callable[[str], str]:
    return lambda text: re.sub(rf"^{code},.*\n", "", text, flags=re.MULTILINE)


def added(text: str) -> str:
    return text + (
        "KAP-99,Yeni gösterge,New indicator,adet,items,higher,level,latest,sum,1,0,typed,,Tanım,Definition\n"
    )


def turned(text: str) -> str:
    return re.sub(r"^(KAP-01,.*?),higher,", r"\1,lower,", text, flags=re.MULTILINE)


def renamed(text: str) -> str:
    return re.sub(r"^KAP-05,[^,]*,[^,]*,", "KAP-05,Bambaşka bir ad,Quite another name,", text, flags=re.M)


def later_deadline(text: str) -> str:
    *before, last = text.split("[[workshop]]")
    third = (
        next(n for n, part in enumerate(before) if 'code = "3"' in part) if 'code = "3"' not in last else -1
    )
    parts = [*before, last]
    parts[third] = re.sub(r"deadline = \S+", "deadline = 2025-03-31", parts[third])
    return "[[workshop]]".join(parts)


CHANGES = {
    "an indicator removed": ("indicators.csv", without("KAP-05")),
    "an indicator added": ("indicators.csv", added),
    "a direction turned": ("indicators.csv", turned),
    "a deadline moved": ("workshops.toml", later_deadline),
}


def exported(home: Path, out: Path, *how: str) -> dict[str, bytes]:
    assert run("export", "--out", out, "--data", home, *how) == 0
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_definition_changes_no_frozen_view(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: str
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    before = exported(home, tmp_path / "before", "--as-of", NAME)
    assert len(before) == 50
    another_definition(tmp_path / "definition", monkeypatch, *CHANGES[change])
    assert run("publish", "--data", home) == 0
    today = exported(home, tmp_path / "today")
    assert [name for name in before if before[name] != today[name]], "the change is one"
    assert exported(home, tmp_path / "after", "--as-of", NAME) == before


def test_a_changed_view_changes_no_frozen_one(
    home: Path, definition: Definition, tmp_path: Path, other_views: OtherViews
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    before = exported(home, tmp_path / "before", "--as-of", NAME)
    other_views.change(
        "plan_progress", lambda sql: sql.replace("p.overdue_pct", "p.overdue_pct / 2 AS overdue_pct")
    )
    other_views.remove("summary_change")
    today = exported(home, tmp_path / "today")
    assert today["plan_progress.csv"] != before["plan_progress.csv"]
    after = exported(home, tmp_path / "after", "--as-of", NAME)
    assert after == before, "also the view that the program no longer has"


def test_lineage_under_a_freeze_is_that_of_then(
    home: Path,
    definition: Definition,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    keys = ("--key", "city=antalya", "--key", "workshop=3", "--key", "indicator=KAP-05")
    asked = (
        "trace",
        "indicator_value",
        *keys,
        "--column",
        "actual",
        "--as-of",
        NAME,
        "--json",
        "--data",
        home,
    )
    assert run(*asked) == 0
    before = json.loads(capsys.readouterr().out)
    assert before["cells"]
    monkeypatch.setattr("etl.database.frozen_file.LINEAGE", {})
    monkeypatch.setattr("etl.trace.walk.LINEAGE", {})
    another_definition(tmp_path / "definition", monkeypatch, *CHANGES["an indicator removed"])
    assert run("publish", "--data", home) == 0
    capsys.readouterr()
    assert run(*asked) == 0
    assert json.loads(capsys.readouterr().out) == before


def test_names_units_and_thresholds_are_those_of_then(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    freeze(home, definition, NAME, "3", "deneme", AT)
    then = definition.indicator("KAP-05").name
    another_definition(tmp_path / "definition", monkeypatch, "indicators.csv", renamed)
    assert run("publish", "--data", home) == 0
    for page, asked in (("indicators", {"indicator": "KAP-05"}), ("definitions", {})):
        for language, word in (("tr", then.tr), ("en", then.en)):
            at = open_page(page, asof=CODE, lang=language, **asked)
            assert word in everything(at)
            assert "Bambaşka" not in everything(at)
            assert "Quite another" not in everything(at)
            assert word not in everything(open_page(page, lang=language, **asked))


def test_a_part_of_a_page_that_runs_alone_reads_the_words_of_then_too(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = replace(definition, indicators=definition.indicators[:1])
    monkeypatch.setattr(definition_package.loader, "_ask", lambda: then)
    alone = contextvars.Context()  # a thread of its own: nothing around it has said what is looked at
    assert alone.run(definition_package.load) is then
    assert alone.run(definition_package.today) == definition
    assert contextvars.Context().run(followed, None) == definition, "where the frame has said it, that holds"


def followed(then: Definition | None) -> Definition:
    definition_package.follow(then)
    return definition_package.load()


@pytest.mark.parametrize("change", CHANGES)
def test_the_pack_and_the_brief_under_a_freeze_are_the_same_when_they_are_made_again(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: str
) -> None:
    freeze(home, definition, NAME, "3", "deneme", AT)
    before = taken_along()
    another_definition(tmp_path / "definition", monkeypatch, *CHANGES[change])
    assert run("publish", "--data", home) == 0
    assert taken_along() == before


def taken_along() -> list[object]:
    """What the documents of the overview and of a city under the freeze say, made anew."""
    for cache in (st.cache_data, st.cache_resource):
        cache.clear()
    for page, asked in (("overview", {}), ("city", {"city": "antalya"})):
        open_page(page, asof=CODE, workshop="3", state={"take_along": True}, **asked)
    found = list(made._shelf().values())
    assert len(found) == 2
    return [said_by(packs[kind]) for packs in found for kind in ("brief", "workbook", "slides")]


def said_by(document: bytes) -> object:
    """All of it but the moment when its parts were packed; a brief is the same to the byte."""
    if not zipfile.is_zipfile(io.BytesIO(document)):
        return document
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        names = [name for name in parts.namelist() if name != "docProps/core.xml"]
        return {name: said_by(parts.read(name)) for name in names}  # a chart has a workbook in it


def test_what_is_sent_and_managed_is_of_today_whatever_is_looked_at(
    home: Path, definition: Definition, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    freeze(home, definition, NAME, "3", "deneme", AT)
    other = definition.workshop("3").title.tr + " (ek)"
    another_definition(
        tmp_path / "definition",
        monkeypatch,
        "workshops.toml",
        lambda text: text.replace(definition.workshop("3").title.tr, other),
    )
    assert run("publish", "--data", home) == 0
    assert other in everything(open_page("manage", tab="workshops", role="organizer", asof=CODE))
    assert other not in everything(open_page("overview", asof=CODE, workshop="3"))


def everything(at: object) -> str:
    """What is read and what can be chosen."""
    chosen = [str(option) for box in at.selectbox for option in box.options]  # type: ignore[attr-defined]
    return "\n".join([words(at), *chosen])  # type: ignore[arg-type]
