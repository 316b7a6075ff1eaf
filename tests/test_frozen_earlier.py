"""Freezes that earlier versions of the program made keep the figures that they had, by themselves."""

from __future__ import annotations

import csv
import json
import logging
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from definition import Definition
from etl.database import keep_earlier as module
from etl.database.evidence import select
from etl.database.export import export
from etl.database.frozen import code_of, freeze, freezes
from etl.database.frozen_file import definition_in
from etl.database.keep_earlier import keep_earlier
from etl.database.publish import publish
from etl.harmless import harmless
from etl.programme import Programme
from etl.store.archive import Archive
from etl.store.ledger import LEDGER
from etl.store.receipts import Frozen, KeptFreeze
from tests import opened, other_edition
from tests.other_edition import OtherViews
from tests.small_group import open_page, words
from tests.test_commands import run
from tests.test_frozen import much_happens
from ui.markdown import plain

group, home = opened.group, opened.own_home
other_views, views_as_shipped = other_edition.other_views, other_edition.views_as_shipped
NAME = "2. Çalıştay"
AT = datetime(2025, 2, 20, 9, tzinfo=UTC)
NEW_FIELDS = ("sha256", "size_bytes", "edition")


@pytest.fixture
def earlier(home: Path, definition: Definition) -> Frozen:
    """A freeze as the first release made it: a receipt that names no file, a database and its export."""
    frozen = freeze(home, definition, NAME, "3", "deneme", AT)
    receipt = home / "archive" / "receipts" / f"{frozen.id}.json"
    written = json.loads(receipt.read_text("utf-8"))
    receipt.write_text(json.dumps({k: v for k, v in written.items() if k not in NEW_FIELDS}), "utf-8")
    (home / LEDGER).unlink()
    shutil.rmtree(home / "snapshots")
    (home / "archive" / "frozen" / f"{frozen.sha256}.duckdb").unlink()
    list(export(publish(home, definition), home / "frozen" / frozen.id / "csv"))
    shutil.rmtree(home / "snapshots")
    (found,) = freezes(home)
    assert found.sha256 == ""
    return found


def evidence(home: Path, frozen: Frozen) -> dict[str, bytes]:
    folder = home / "frozen" / frozen.id / "csv"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def exported(home: Path, out: Path) -> dict[str, bytes]:
    assert run("export", "--out", out, "--data", home, "--as-of", NAME) == 0
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def kept(home: Path) -> list[KeptFreeze]:
    return [receipt for receipt in Archive(home).receipts() if isinstance(receipt, KeptFreeze)]


def test_its_export_of_that_day_becomes_its_figures_to_the_byte(
    home: Path, definition: Definition, earlier: Frozen, tmp_path: Path, other_views: OtherViews
) -> None:
    before = evidence(home, earlier)
    other_views.change("plan_progress", lambda sql: sql.replace("p.weight_sum,", "1 AS weight_sum,"))
    much_happens(home, definition)
    assert run("publish", "--data", home) == 0
    (found,) = kept(home)
    assert (found.freeze_id, found.origin) == (earlier.id, "evidence")
    assert exported(home, tmp_path / "after") == before
    assert [r.id for r in freezes(home)] == [earlier.id], "its receipt is not edited"


def test_it_is_taken_over_once_and_then_costs_nothing(
    home: Path, definition: Definition, earlier: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        assert run("publish", "--data", home) == 0
    assert len(kept(home)) == 1
    monkeypatch.setattr(module, "_keep", None)  # whoever calls it fails
    monkeypatch.setattr(module, "Archive", None)
    keep_earlier(home, definition)


def test_without_its_export_it_is_calculated_once_and_says_so(
    home: Path, definition: Definition, earlier: Frozen, tmp_path: Path, other_views: OtherViews
) -> None:
    before = evidence(home, earlier)
    for path in (home / "frozen" / earlier.id / "csv").iterdir():
        path.unlink()
    fewer = replace(definition.workshop("3"), participants=("antalya", "ankara"))
    Programme(home).put(fewer, "o@example.org")
    assert exported(home, tmp_path / "first") == before, "with the participants that it had"
    (found,) = kept(home)
    assert found.origin == "recalculated"
    other_views.change("plan_progress", lambda sql: sql.replace("p.weight_sum,", "1 AS weight_sum,"))
    assert exported(home, tmp_path / "after") == before, "and never again"
    for at in (open_page("overview", asof=code_of(NAME)), open_page("workshop", tab="frozen")):
        assert "bir kez yeniden hesaplandı" in words(at)


def test_an_export_that_was_not_finished_is_no_evidence(
    home: Path, definition: Definition, earlier: Frozen
) -> None:
    folder = home / "frozen" / earlier.id
    (folder / "csv" / "plan_progress.csv").unlink()
    (folder / "x.duckdb").write_bytes(publish(home, definition).read_bytes())
    assert run("publish", "--data", home) == 0
    assert [found.origin for found in kept(home)] == ["recalculated"]


def test_every_page_opens_on_what_was_taken_over_and_says_where_it_is_from(
    home: Path, definition: Definition, earlier: Frozen
) -> None:
    before = {m.label: m.value for m in open_page("overview").metric}
    much_happens(home, definition)
    at = open_page("overview", asof=code_of(NAME))
    assert {m.label: m.value for m in at.metric} == before
    assert "o gün alınan dökümden" in words(at)
    assert f"Dondurulmuş görünüm: {plain(NAME)}" in words(at)
    for page in ("city", "indicators", "actions", "compare", "cooperation", "workshop", "definitions"):
        open_page(page, asof=code_of(NAME))
    assert (
        run(
            "trace",
            "plan_progress",
            "--key",
            "city=antalya",
            "--key",
            "workshop=3",
            "--column",
            "overdue",
            "--as-of",
            NAME,
            "--data",
            home,
        )
        == 0
    )


def test_one_that_cannot_be_taken_over_is_told_and_keeps_nothing_else_from_opening(
    home: Path,
    definition: Definition,
    earlier: Frozen,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "remake", full)
    with caplog.at_level(logging.ERROR, "pano"):
        assert run("publish", "--data", home) == 0
    assert NAME in caplog.text
    assert run("export", "--out", tmp_path / "out", "--as-of", NAME, "--data", home) == 2
    assert "arşive alınamadı" in capsys.readouterr().out
    assert open_page("overview").metric
    at = open_page("overview", asof=code_of(NAME))
    assert [plain(NAME) in e.value for e in at.error] == [True]
    monkeypatch.undo()


def test_texts_numbers_and_gaps_come_back_as_they_were(tmp_path: Path) -> None:
    texts = ["=1+1", "'=1", "", None, 'ters "tırnak", virgül', "-5", "iki\nsatır", "'düz", "​@x", "0012"]
    written = [harmless(text) if text is not None else None for text in texts]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE v (t VARCHAR, n DOUBLE, d DATE, later VARCHAR)")
        numbers = [0.1 + 0.2, 1e-300, -0.0, None, 1 / 3, 5e15 + 1, 2.5, 1e22, 7.0, 0.0]
        for place, text in enumerate(written):
            day = None if place % 2 else datetime(2025, 1, place + 1).date()
            connection.execute("INSERT INTO v VALUES (?, ?, ?, ?)", [text, numbers[place], day, f"0{place}"])
        path = tmp_path / "v.csv"
        connection.execute(f"COPY v TO '{path}' (FORMAT csv, HEADER)")
        assert next(csv.reader(path.open(encoding="utf-8"))) == ["t", "n", "d", "later"]
        asked = select(path, {"t": "VARCHAR", "n": "DOUBLE", "d": "DATE", "later": "VARCHAR"})
        found = connection.execute(asked).fetchall()
        assert [repr(row[1]) for row in found] == [repr(number) for number in numbers]
        assert [row[2] is None for row in found] == [place % 2 == 1 for place in range(len(texts))]
        assert [row[3] for row in found] == [f"0{place}" for place in range(len(texts))]
        read = [row[0] for row in found]
        assert read == [text if text != "'=1" else "=1" for text in texts], "both are written alike again"
        (sniffed,) = connection.execute(select(path, {"t": "VARCHAR"})).fetchall()[:1]
        assert sniffed[1] == numbers[0]
        wrong = connection.execute(select(path, {"t": "INTEGER"})).fetchall()
        assert wrong[4][0] == texts[4], "a type that does not fit is not forced upon it"


def test_the_definition_of_what_was_taken_over_opens(
    home: Path, definition: Definition, earlier: Frozen
) -> None:
    assert run("publish", "--data", home) == 0
    (found,) = kept(home)
    then = definition_in(home / "archive" / "frozen" / f"{found.sha256}.duckdb")
    assert then.indicators == definition.indicators
    assert datetime.now(UTC) - found.at < timedelta(hours=1)
