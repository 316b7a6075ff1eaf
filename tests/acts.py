"""A sequence of acts of everybody who may act, done under any clock, and what is known afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

import definition as definition_package
from definition import Definition
from etl.access.members import MemberError, Members
from etl.check import check_here, values_of
from etl.database.frozen import NameTakenError, freeze, freezes, frozen_snapshot
from etl.database.publish import publish
from etl.figures import supply as figures
from etl.figures.check import check_figures, figures_of
from etl.programme import Programme, keep_up
from etl.records import set_down
from etl.slices.base import newest_version
from etl.store.archive import Archive
from etl.store.receipts import Sent, Submitted, Supplied
from etl.submit import HeldError, NotPossibleError, confirm_new, decide, submit
from tests.builders import filled_workbook
from tests.figures import workbook as figures_workbook

CITIES, WORKSHOP = ("antalya", "izmir"), "3"
Act = tuple[Any, ...]  # a name of World without its underscore, and what it takes
Clock = Callable[[], datetime]

# What decides which report counts, which word holds and which figure is in force.
_ASKED = {
    "submission_state": "SELECT submission_id, state, replaced_by, withdrawn_reason FROM submission_state",
    "submission_latest": "SELECT city, workshop, draft, submission_id FROM submission_latest",
    "counted_report": "SELECT city, workshop, submission_id FROM counted_report",
    "participation_state": """SELECT city, submission_id, state, submitted, has_draft
        FROM participation_state WHERE workshop = '3'""",
    "plan_progress": "SELECT city, workshop, plan_progress_pct FROM plan_progress",
    "correction": "SELECT submission_id, replaced_submission_id, sheet, old, new FROM correction",
    "figure_in_force": "SELECT city, indicator, year, value, submission_id FROM figure_in_force",
    "figure_upload_state": "SELECT submission_id, state FROM figure_upload_state",
    "record_latest": "SELECT topic, record_id FROM record_latest",
    "row_review": "SELECT submission_id, sheet, verdict, in_force, record_id FROM row_review",
    "frozen_state": "SELECT freeze_id, code FROM frozen_state",
}


class _Here:
    """Reads in this very process: every file is of our own making, and a child for each takes its time."""

    def __init__(self, definition: Definition, keeps: bool = False) -> None:
        self._definition = definition

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_error: object) -> None:
        pass

    def values_of(self, data: bytes, received: date) -> Any:
        return values_of(data, self._definition, received)

    def figures_of(self, data: bytes, received: date) -> Any:
        return figures_of(data, self._definition, received)

    def check_figures(self, data: bytes, name: str, today: date, in_force: Any) -> Any:
        return check_figures(data, name, self._definition, today, in_force)


@contextmanager
def read_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("etl.database.originals.Sandbox", _Here)
        patched.setattr("etl.figures.supply.Sandbox", _Here)
        yield


@cache
def report(city: str, version: int) -> bytes:
    return filled_workbook(city=city, actions_I3=61 + version)


@cache
def figures_file(version: int) -> bytes:
    """Each names the figure of 2024, and some one of 2023 or take it out."""
    others = ((), (("İzmir", "BAG-02", 2023, 9000, "Bülten"),), (("İzmir", "BAG-02", 2023, None, None),), ())
    rows = ("Antalya", "BAG-01", 2024, 16000 + version, "Bülten"), *others[version]
    return figures_workbook(definition_package.load(), *rows)


class World:
    """One data folder, and whatever was done to it in order; by the place in it everything is known."""

    def __init__(self, home: Path) -> None:
        self.home, self.archive = home, Archive(home)
        self.sent: list[Submitted] = []
        self.supplied: list[Supplied] = []
        self.told: list[object] = []  # what each act was answered
        self._places: dict[str, str] = {}  # by the id of a receipt

    def do(self, acts: Sequence[Act], now: Clock) -> World:
        for name, *how in acts:
            keep_up(self.home)
            self.told.append(getattr(self, f"_{name}")(now, *how))
            self._count()
        return self

    def _count(self) -> None:
        """An act writes a receipt of a file, then one of a decision, or only one of them."""
        new = [receipt for receipt in self.archive.receipts() if receipt.id not in self._places]
        for receipt in sorted(new, key=lambda r: not isinstance(r, Sent)):
            self._places[receipt.id] = f"#{len(self._places) + 1}"

    @property
    def definition(self) -> Definition:
        return definition_package.load()

    def _send(self, now: Clock, city: str, version: int, confirm: bool) -> object:
        data, check = report(city, version), check_here(self.definition)
        receipt = submit(self.home, self.definition, data, "a.xlsx", "deneme", now(), check=check).receipt
        self.sent.append(receipt)
        if confirm and receipt.acceptance == "acceptable":
            confirm_new(self.archive, receipt, "deneme", now())
        return receipt.acceptance

    def _decide(self, now: Clock, which: int, decision: Any) -> object:
        of = self.sent[which % len(self.sent)].id
        try:
            return decide(self.home, self.definition, of, decision, "deneme", str(which), now()).decision
        except NotPossibleError as refused:
            return refused.state
        except HeldError as refused:
            return "held", len(refused.problems)

    def _supply(self, now: Clock, version: int, confirm: bool) -> object:
        data = figures_file(version)
        receipt = figures.supply(self.home, self.definition, data, "b.xlsx", "deneme", now()).receipt
        self.supplied.append(receipt)
        return self._decide_figures(now, len(self.supplied) - 1, "confirmed") if confirm else None

    def _decide_figures(self, now: Clock, which: int, decision: Any) -> object:
        if not self.supplied:
            return None
        of = self.supplied[which % len(self.supplied)].id
        try:
            return figures.decide(self.home, self.definition, of, decision, "deneme", "", now()).decision
        except NotPossibleError as refused:
            return refused.state

    def _note(self, now: Clock, topic: Any, state: int) -> None:
        set_down(
            self.home, topic, "Ortak stant", {"workshop": WORKSHOP, "state": str(state)}, "deneme", now()
        )

    def _review(self, now: Clock, which: int, verdict: str) -> None:
        of = self.sent[which % len(self.sent)].id
        place = {"sheet": "actions", "row": "e 3 1#1"} if verdict == "returned" else {"sheet": "", "row": ""}
        about = f"{of} {place['sheet']} {place['row']}".strip()
        facts = {"submission": of, **place, "verdict": verdict}
        set_down(self.home, "review", about, facts, "deneme", now())
        publish(self.home, self.definition)  # as the page does: the next report is held to it

    def _member(self, now: Clock, address: str, role: str) -> object:
        try:
            return Members(self.home).put(self.definition, address, role, (), "deneme", at=now()).role
        except MemberError as refused:
            return refused.code

    def _leave(self, now: Clock, address: str) -> object:
        try:
            return Members(self.home).remove(address, "deneme", at=now()).role
        except MemberError as refused:
            return refused.code

    def _workshop(self, now: Clock, version: int) -> None:
        shipped = self.definition.workshop(WORKSHOP)
        changed = replace(shipped, participants=(*CITIES, "ankara", "bursa", "mersin")[: 1 + version])
        Programme(self.home).put(changed, "deneme", now())

    def _freeze(self, now: Clock, name: str) -> object:
        try:
            made = freeze(self.home, self.definition, name, WORKSHOP, "deneme", now())
        except NameTakenError as refused:
            return str(refused)
        return sorted(map(self._place, made.receipts))

    def known(self, snapshot: Path) -> dict[str, object]:
        """Everything that order decides, without ids and times, which are other ones each time."""
        versions = (newest_version(snapshot, self.archive, city, WORKSHOP) for city in CITIES)
        frozen = [frozen_snapshot(self.home, of.code) for of in freezes(self.home)]
        return {
            "told": self.told,
            "receipts": [self._place(receipt.id) for receipt in self.archive.receipts()],
            "newest": [version and self._place(version.receipt.id) for version in versions],
            "members": [(m.address, m.role) for m in Members(self.home).all()],
            "programme": Programme(self.home).workshops(),
            "frozen": [self._shown(path) for path in frozen],
            **self._shown(snapshot),
        }

    def _shown(self, snapshot: Path) -> dict[str, object]:
        with duckdb.connect(snapshot, read_only=True) as connection:
            found = {view: connection.execute(sql).fetchall() for view, sql in _ASKED.items()}
        return {
            view: sorted((tuple(map(self._place, row)) for row in rows), key=repr)
            for view, rows in found.items()
        }

    def _place(self, value: Any) -> Any:
        """An id as the place of its receipt in the order of writing; the ids are other ones each time."""
        return self._places.get(value, value) if isinstance(value, str) else value
