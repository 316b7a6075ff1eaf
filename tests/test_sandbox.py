"""Whatever a file does to its reader, the sender gets a sentence and the others notice nothing."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from definition import Definition
from etl.check import check
from etl.history import NO_HISTORY, History
from etl.sandbox import reading
from etl.sandbox.confinement import Confinement
from etl.sandbox.process import Child, DiedError, NotStartedError
from etl.sandbox.reading import BusyError, Sandbox
from etl.sandbox.requests import Check
from etl.sandbox.wire import as_json, from_json
from tests.builders import Typed, filled_workbook
from tests.packages import package

TODAY = date(2025, 2, 1)
GOOD = filled_workbook()
LINUX = pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="asks /proc")
# A minute's work for the reader, within every limit of the gate: far more than what these tests allow.
HEAVY = package("".join(f'<row r="{r}">{"<c><v>1</v></c>" * 15}</row>' for r in range(1, 20_001)))
# Texts of many pieces take long to put together: seconds of a processor on any machine.
_PIECES = '<c t="inlineStr"><is>' + "<r><t>b</t></r>" * 12 + "</is></c>"
SLOW = package("".join(f'<row r="{r}">{_PIECES * 15}</row>' for r in range(1, 12_001)))

FILES = {
    "good": GOOD,
    "with errors": filled_workbook(actions_I2=140, actions_C3=None, cover_B3="Atlantis"),
    "with remarks": filled_workbook(actions_I2=Typed(0.45, "0%"), actions_I3="1.234", indicators_G4="#REF!"),
    "no submission": package(),
    "no workbook": b"Kod;Deger",
    "nothing": b"",
    "odd text": filled_workbook(actions_C2="\u202eters \U0001f600 _x0041_"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_judged_in_the_sandbox_as_it_is_judged_here(name: str, definition: Definition) -> None:
    here = check(FILES[name], "a.xlsx", definition, TODAY)
    assert Sandbox(definition).check(FILES[name], "a.xlsx", TODAY) == here
    assert from_json(as_json(here)) == here


def test_what_the_city_reported_before_is_asked_of_the_parent(definition: Definition) -> None:
    asked = []

    def history_of(city: str) -> History:
        asked.append(city)
        return NO_HISTORY

    Sandbox(definition).check(GOOD, "a.xlsx", TODAY, history_of)
    assert asked == ["antalya"]


@pytest.mark.parametrize(
    "too_little",
    [
        Confinement(memory_bytes=60 << 20),
        Confinement(cpu_seconds=0),
        Confinement(wall_seconds=0.3),
        Confinement(answer_bytes=1000),
    ],
    ids=["memory", "processor time", "time", "length of the answer"],
)
def test_a_file_that_takes_too_much_is_called_unreadable_and_the_next_one_is_read(
    definition: Definition, too_little: Confinement
) -> None:
    begun = time.monotonic()
    heavy = SLOW if too_little.cpu_seconds == 0 else HEAVY
    found = Sandbox(definition, confinement=too_little).check(
        GOOD if too_little.answer_bytes == 1000 else heavy, "agir.xlsx", TODAY
    )
    assert (found.acceptance, found.problems[0].code) == ("unreadable", "refused_not_parsed")
    assert time.monotonic() - begun < 20
    assert Sandbox(definition).check(GOOD, "a.xlsx", TODAY).acceptance == "acceptable"


def test_the_parent_stops_a_child_that_no_limit_of_the_system_stops(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a process cannot be limited: the parent watches its memory."""
    child = Child(definition)
    monkeypatch.setattr(child, "_confinement", Confinement(memory_bytes=45 << 20))
    with pytest.raises(DiedError):
        child.ask(Check("agir.xlsx", TODAY), HEAVY, lambda _city: NO_HISTORY)
    child.close()


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGSEGV", "SIGABRT"])
def test_a_child_that_was_killed_is_not_blamed_on_the_next_file(definition: Definition, how: str) -> None:
    with Sandbox(definition, keeps=True) as sandbox:
        sandbox.check(GOOD, "a.xlsx", TODAY)
        os.kill(sandbox._idle[0]._process.pid, getattr(signal, how))
        assert sandbox.check(GOOD, "a.xlsx", TODAY).acceptance == "acceptable"


@LINUX
def test_the_child_is_limited_and_knows_no_secret(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANO_SECRET", "gizli")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    child = Child(definition)
    try:
        child.ask(Check("a.xlsx", TODAY), GOOD, lambda _city: NO_HISTORY)
        process = Path(f"/proc/{child._process.pid}")
        environment = (process / "environ").read_bytes()
        limits = (process / "limits").read_text()
    finally:
        child.close()
    assert b"gizli" not in environment
    assert b"PYTHONPATH" not in environment
    for name, most in [
        ("Max address space", 800 << 20),
        ("Max core file size", 0),
        ("Max open files", 64),
        ("Max file size", 0),
    ]:
        line = next(line for line in limits.splitlines() if line.startswith(name))
        assert line.removeprefix(name).split()[:2] == [str(most)] * 2
    processor = next(line for line in limits.splitlines() if line.startswith("Max cpu time"))
    assert 30 <= int(processor.removeprefix("Max cpu time").split()[0]) <= 40


def test_a_child_that_cannot_be_started_is_no_fault_of_the_file(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.sandbox.process._START", "raise SystemExit(3)")
    with pytest.raises(NotStartedError):
        Sandbox(definition).check(GOOD, "a.xlsx", TODAY)


def test_who_comes_when_the_queue_is_full_is_asked_to_come_again(
    definition: Definition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_TURNS", reading._Turns(at_once=1, queue=1))
    sandbox, go_on, begun = Sandbox(definition), threading.Event(), threading.Event()

    def slow(_city: str) -> History:
        begun.set()
        go_on.wait(30)
        return NO_HISTORY

    first = threading.Thread(target=sandbox.check, args=(GOOD, "a.xlsx", TODAY, slow))
    first.start()
    assert begun.wait(30)
    second = threading.Thread(target=sandbox.check, args=(GOOD, "b.xlsx", TODAY))
    second.start()
    while reading._TURNS._waiting < 1:
        assert second.is_alive()
    with pytest.raises(BusyError):
        sandbox.check(GOOD, "c.xlsx", TODAY)
    go_on.set()
    first.join()
    second.join()
    assert sandbox.check(GOOD, "c.xlsx", TODAY).acceptance == "acceptable"


@pytest.mark.parametrize(
    "change",
    [
        {"acceptance": "excellent"},
        {"city": 7},
        {"draft": "no"},
        {"stamp": {"unknown": ""}},
        {"sheets": {"actions": [[1, {"name": [1]}, {}]]}},
        {"sheets": {"actions": [["1", {}, {}]]}},
        {"sheets": {"actions": [[1, {"start": {"date": "yesterday"}}, {}]]}},
        {"problems": [["code", "grave", "", "", "", {}]]},
        {"problems": [["code", "error", "", "", "", {"found": []}]]},
    ],
)
def test_an_answer_of_another_shape_is_not_believed(
    change: dict[str, object], definition: Definition
) -> None:
    answer = json.loads(as_json(check(GOOD, "a.xlsx", definition, TODAY)))
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(json.dumps(answer | change).encode())
