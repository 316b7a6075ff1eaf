"""Two people of one city work at once, and rows get lost on the way: none of it disappears unseen."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from definition import Definition
from etl.database.publish import publish
from etl.prefilled import prefilled_template
from etl.reconcile.choice import KEEP_THEIRS, Choice
from etl.reconcile.confirm import Confirmed, confirm
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import state_of
from tests.builders import CITY, WORKSHOP, filled_workbook
from tests.slices import AT, send, with_book

HOUR = timedelta(hours=1)
Change = Callable[[Workbook], object]


@pytest.fixture
def home(tmp_path: Path, definition: Definition) -> Path:
    """A city whose report counts for the open workshop."""
    count(tmp_path, definition, filled_workbook(), AT)
    return tmp_path


def count(
    home: Path, definition: Definition, data: bytes, at: datetime, choice: Choice = KEEP_THEIRS
) -> Confirmed:
    receipt = send(home, definition, data, at)
    assert receipt.acceptance == "acceptable", receipt.problems
    confirmed = confirm(home, definition, receipt.id, "deneme", choice, at=at + timedelta(minutes=1))
    publish(home, definition, {confirmed.receipt.id: confirmed.sheets})
    return confirmed


def template(home: Path, definition: Definition, change: Change) -> bytes:
    return with_book(prefilled_template(home, definition, CITY, WORKSHOP).data, change)


def typed(sheet: str, **cells: object) -> Change:
    def change(book: Workbook) -> None:
        for address, value in cells.items():
            book[sheet][address].value = value

    return change


def both(*changes: Change) -> Change:
    def change(book: Workbook) -> None:
        for one in changes:
            one(book)

    return change


def in_force(home: Path, definition: Definition) -> Workbook:
    receipt = newest(home, definition)
    return load_workbook(io.BytesIO(Archive(home).original(receipt.sha256)))


def newest(home: Path, definition: Definition) -> Submitted:
    snapshot = publish(home, definition)
    receipts = [r for r in Archive(home).receipts() if isinstance(r, Submitted)]
    return next(r for r in receipts if state_of(snapshot, r.id) == "counted")


def test_the_older_of_two_templates_does_not_set_the_colleagues_corrections_back(
    home: Path, definition: Definition
) -> None:
    first = template(home, definition, typed("Eylemler", I5=50, L3=3))
    second = template(home, definition, typed("Eylemler", I4=48))
    colleague = count(home, definition, first, AT + HOUR)
    confirmed = count(home, definition, second, AT + 2 * HOUR)
    assert [(f.kind, f.place, f.base, f.in_force, f.sent) for f in confirmed.result.findings] == [
        ("theirs", "Eylemler!L3", 2, 3, 2),
        ("theirs", "Eylemler!I5", 40, 50, 40),
    ]
    actions = in_force(home, definition)["Eylemler"]
    assert [actions[a].value for a in ("I5", "L3", "I4")] == [50, 3, 48]
    merged = confirmed.receipt
    assert merged.merged_from == colleague.receipt.id
    sent = Archive(home).submitted(merged.merged_with)
    assert Archive(home).original(sent.sha256) == second, "what was sent stays as it was"
