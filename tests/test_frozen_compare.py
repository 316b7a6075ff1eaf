"""What today's definition and program would make of the reports of a freeze can be asked, view by view."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from definition import Definition
from etl.database.compare import EXAMPLES
from etl.database.frozen import freeze
from tests import opened, other_edition
from tests.other_edition import OtherViews, another_definition
from tests.test_commands import run
from tests.test_frozen import much_happens

group, home = opened.group, opened.own_home
other_views, views_as_shipped = other_edition.other_views, other_edition.views_as_shipped
NAME = "3. Çalıştay"


def compared(home: Path, capsys: pytest.CaptureFixture[str], exit_code: int) -> dict[str, Any]:
    capsys.readouterr()
    assert run("freeze", "--compare", NAME, "--json", "--data", home) == exit_code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_nothing_differs_however_much_was_sent_since(
    home: Path, definition: Definition, capsys: pytest.CaptureFixture[str]
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    much_happens(home, definition)
    found = compared(home, capsys, 0)
    assert (found["name"], found["compared"], found["views"]) == (NAME, 50, [])
    assert run("freeze", "--compare", NAME, "--data", home) == 0
    assert "0 tanesi bugün farklı olurdu" in capsys.readouterr().out


def test_a_changed_rule_is_shown_from_what_to_what(
    home: Path, definition: Definition, capsys: pytest.CaptureFixture[str], other_views: OtherViews
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    other_views.change(
        "plan_progress",
        lambda sql: sql.replace(
            "    p.weight_sum,\n", "    p.weight_sum * 2 AS weight_sum, 7 AS brand_new,\n"
        ),
    )
    other_views.add("later", "SELECT 1 AS one")
    found = {view["view"]: view for view in compared(home, capsys, 1)["views"]}
    plan = found["plan_progress"]
    assert plan["columns"] == {"added": ["brand_new"], "removed": []}
    assert plan["rows"]["added"] == plan["rows"]["removed"] == 0
    assert plan["rows"]["changed"] > 0
    for example in plan["examples"]:
        assert example["to"] == 2 * example["from"]
        assert set(example["row"]) == {"city", "workshop"}
    assert found["later"]["only"] == "now"
    assert run("freeze", "--compare", NAME, "--data", home) == 1
    said = capsys.readouterr().out
    assert "later: dondurulduğunda hesaplanmıyordu" in said
    assert re.search(r"city=antalya workshop=3 weight_sum: \S+ → \S+", said)


def test_a_removed_indicator_is_rows_that_go_and_examples_stay_few(
    home: Path,
    definition: Definition,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    another_definition(
        tmp_path / "definition",
        monkeypatch,
        "indicators.csv",
        lambda text: re.sub(r"^KAP-05,.*\n", "", text, flags=re.MULTILINE),
    )
    found = {view["view"]: view for view in compared(home, capsys, 1)["views"]}
    assert len(found) > 5
    assert found["group_figure"]["rows"]["removed"] > 0
    assert found["group_figure"]["rows"]["added"] == 0
    assert all(len(view["examples"]) <= EXAMPLES for view in found.values())
    assert not list(home.glob("compared-*"))


def test_an_unknown_name_and_too_little_are_told_apart_from_a_difference(
    home: Path, definition: Definition, capsys: pytest.CaptureFixture[str]
) -> None:
    freeze(home, definition, NAME, "3", "deneme")
    capsys.readouterr()
    assert run("freeze", "--compare", "yok", "--json", "--data", home) == 2
    assert NAME in json.loads(capsys.readouterr().out)["message"]
    assert run("freeze", "ad", "--data", home) == 2
    assert "--workshop" in capsys.readouterr().out
