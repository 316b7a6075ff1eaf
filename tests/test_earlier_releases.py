"""A data folder of every earlier release opens, shows the same figures, keeps what was frozen, and is brought
up without a word from anybody."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.access.activity import Activity
from etl.access.members import Members
from etl.database.frozen import code_of
from etl.programme import keep_up
from etl.store.archive import Archive
from etl.store.receipts import Submitted, Supplied
from tests import opened
from tests.earlier import FOLDERS, FROZEN, Earlier, columns, contents, rows, sums, unpacked
from tests.small_group import open_page, words
from tests.test_views_grain import KEYS

# View and column → what a later release deliberately shows in another way: from → to.
CHANGED = {
    # More of the same year no longer reads as an improvement (28 November 2026).
    ("workshop_change", "improved"): ("true", ""),
    ("group_change", "improved"): ("true", ""),
}


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda path: path.name.partition(".")[0])
def earlier(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Earlier:
    return unpacked(request.param, tmp_path_factory.mktemp("earlier"))


@pytest.fixture
def open_home(earlier: Earlier, monkeypatch: pytest.MonkeyPatch) -> Iterator[Earlier]:
    assert earlier.brought_up.code == 0
    keep_up(earlier.home)
    for _ in opened.used(earlier.home, monkeypatch):
        yield earlier


def different(view: str, then: bytes, now: bytes) -> list[str]:
    """Every figure that is not what it was, from → to, in the columns that were known then."""
    keys, known = KEYS[view].split(", "), columns(then)
    was = {tuple(row[key] for key in keys): row for row in rows(then)}
    shown = {tuple(row[key] for key in keys): row for row in rows(now)}
    found = [f"{view} {key}: gone" for key in was.keys() - shown.keys()]
    found += [f"{view} {key}: new" for key in shown.keys() - was.keys()]
    for key in was.keys() & shown.keys():
        for column in known:
            moved = was[key][column], shown[key].get(column, "no such column")
            if moved[0] != moved[1] and CHANGED.get((view, column)) != moved:
                found.append(f"{view} {key} {column}: {moved[0]} → {moved[1]}")
    return sorted(found)


def test_its_status_is_told_at_once(earlier: Earlier) -> None:
    assert earlier.status.code == 0, earlier.status.trouble
    assert json.loads(earlier.status.said)["workshops"] == earlier.kept_then["workshops"]


def test_it_is_brought_up_without_a_word(earlier: Earlier) -> None:
    brought_up = earlier.brought_up
    assert (brought_up.code, brought_up.trouble) == (0, "")
    # That it is done, and nothing else.
    assert len(brought_up.said.splitlines()) == 1, brought_up.said


def test_every_figure_is_what_it_was(earlier: Earlier) -> None:
    then = {path.stem: path.read_bytes() for path in earlier.shown_then.iterdir()}
    now = {path.stem: path.read_bytes() for path in earlier.now.iterdir()}
    assert then.keys() <= now.keys()
    assert [line for view in sorted(then) for line in different(view, then[view], now[view])] == []


def test_what_was_frozen_is_the_evidence_of_that_day_to_the_byte(earlier: Earlier) -> None:
    if not earlier.evidence:
        pytest.skip("this release could not freeze yet")
    now = {path.stem: path.read_bytes() for path in earlier.frozen.iterdir()}
    assert earlier.evidence.keys() <= now.keys()
    assert [
        view for view in sorted(earlier.evidence) if not _is_kept(earlier.evidence[view], now[view])
    ] == []
    later = now.keys() - earlier.evidence.keys()
    assert [view for view in sorted(later) if rows(now[view])] == [], "not part of this freeze"


def test_a_freeze_of_which_only_the_receipt_is_left_is_what_it_was(tmp_path: Path) -> None:
    newest = unpacked(FOLDERS[-1], tmp_path)
    shutil.rmtree(newest.home / "frozen")
    now = {path.stem: path.read_bytes() for path in newest.frozen.iterdir()}
    then = newest.evidence
    assert [line for view in sorted(then) for line in different(view, then[view], now[view])] == []


def _is_kept(evidence: bytes, now: bytes) -> bool:
    """The same bytes; columns that came later stand empty behind them, if at all."""
    then, shown = columns(evidence), columns(now)
    if then == shown:
        return evidence == now
    later = [column for column in shown if column not in then]
    kept = [{column: row[column] for column in then} for row in rows(now)]
    return kept == rows(evidence) and not any(row[column] for row in rows(now) for column in later)


def test_the_frozen_state_is_still_listed_under_its_name(earlier: Earlier) -> None:
    if not earlier.evidence:
        pytest.skip("this release could not freeze yet")
    assert earlier.brought_up.code == 0
    unknown = earlier.run("export", "--out", str(earlier.path / "nothing"), "--as-of", "yok")
    assert unknown.code == 2
    assert FROZEN in unknown.said


def test_members_and_what_they_did_are_kept(earlier: Earlier) -> None:
    assert earlier.brought_up.code == 0
    members = [[m.address, m.name, m.role, list(m.cities)] for m in Members(earlier.home).all()]
    assert members == earlier.kept_then.get("members", [])
    # A deed may carry another name today; who did something and when stays.
    done = Counter((d.at.isoformat(), d.who) for d in Activity(earlier.home).all())
    told = Counter((at, who) for at, who, *_ in earlier.kept_then.get("activity", []))
    assert told - done == Counter()


def test_every_receipt_can_be_verified(earlier: Earlier) -> None:
    assert earlier.brought_up.code == 0
    sent = [r.id for r in Archive(earlier.home).receipts() if isinstance(r, Submitted | Supplied)]
    assert len(sent) >= 13
    verdicts = {i: json.loads(earlier.run("verify", i, "--json").said) for i in sent}
    assert {told["verdict"] for told in verdicts.values()} == {"stored"}
    states = {row["submission_id"]: row["state"] for row in _sent_then(earlier)}
    assert {i: told["state"] for i, told in verdicts.items()} == states


def _sent_then(earlier: Earlier) -> list[dict[str, str]]:
    shown = [earlier.shown_then / f"{view}.csv" for view in ("submission_state", "figure_upload_state")]
    return [row for path in shown if path.exists() for row in rows(path.read_bytes())]


def test_receipts_come_in_the_order_of_their_times(earlier: Earlier) -> None:
    assert earlier.brought_up.code == 0
    receipts = Archive(earlier.home).receipts()
    assert [r.id for r in receipts] == [r.id for r in sorted(receipts, key=lambda r: (r.at, r.id))]


def test_not_a_byte_that_was_sent_and_no_word_of_a_receipt_is_another_one(earlier: Earlier) -> None:
    assert earlier.brought_up.code == 0
    now = dict(contents(earlier.home))
    originals = [name for name in earlier.before if name.startswith("archive/originals/")]
    assert [name for name in originals if now.get(name) != earlier.before[name]] == []
    receipts = [name for name in earlier.before if name.startswith("archive/receipts/")]
    said = {name: json.loads(earlier.before[name]) for name in receipts}
    assert [n for n, then in said.items() if not then.items() <= json.loads(now[n]).items()] == []


@pytest.mark.parametrize(("name", "asked"), [("overview", {}), ("city", {"city": "antalya"})])
def test_its_pages_open(open_home: Earlier, name: str, asked: dict[str, Any]) -> None:
    at = open_page(name, **asked)
    assert at.metric
    assert not at.error


def test_a_page_opens_as_it_was_frozen(open_home: Earlier) -> None:
    if not open_home.evidence:
        pytest.skip("this release could not freeze yet")
    at = open_page("city", city="antalya", workshop="3", asof=code_of(FROZEN))
    assert "Dondurulmuş görünüm" in words(at)
    assert at.metric
    assert not at.error


def test_once_brought_up_nothing_is_changed_any_more(open_home: Earlier) -> None:
    if open_home.evidence:
        assert open_home.frozen.is_dir()
    before = sums(open_home.home)
    for asked in (["status"], ["publish"], ["members"], ["activity"]):
        assert open_home.run(*asked).code == 0
    assert open_page("overview").metric
    assert sums(open_home.home) == before
