"""A city whose plan is divided among three units, and what a unit may do to its slice."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from definition import Definition, load
from etl.database.publish import publish
from etl.problems import Problem
from etl.slices.workbook import slice_template
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.store.rescue import rescue
from etl.submit import confirm_new, submit
from etl.template.rows import Rows
from tests.builders import CITY, WORKSHOP, changed_workbook
from tests.good_rows import good_rows

FOREIGN, FAIRS, YOUTH = "Dış İlişkiler Dairesi Başkanlığı", "Fuar ve Tanıtım Şubesi", "Gençlik Şubesi"
OF_FAIRS, OF_YOUTH = ("E-5.1", "E-4.2"), ("E-6.1", "E-3.1")
AT = datetime(2025, 1, 21, 9, 30, tzinfo=UTC)
Change = Callable[[Worksheet], object]


def divided(definition: Definition) -> Rows:
    """The good submission with the fairs' and the youth's actions under their own units."""
    units = dict.fromkeys(OF_FAIRS, FAIRS) | dict.fromkeys(OF_YOUTH, YOUTH)
    rows = dict(good_rows(definition))
    rows["actions"] = [
        {**row, "responsible_unit": units.get(str(row["action_code"]), FOREIGN)} for row in rows["actions"]
    ]
    return rows


def send(
    home: Path, definition: Definition, data: bytes, at: datetime = AT, name: str = "a.xlsx"
) -> Submitted:
    receipt = submit(home, definition, data, name, "deneme", at).receipt
    publish(home, definition)
    return receipt


def count(home: Path, definition: Definition, receipt: Submitted) -> str:
    assert receipt.acceptance == "acceptable", receipt.problems
    confirm_new(Archive(home), receipt, "deneme", receipt.at + timedelta(microseconds=1))
    publish(home, definition)
    return receipt.id


def counted(home: Path, definition: Definition, at: datetime = AT, **places: Any) -> str:
    """The whole workbook of the divided city, sent and counted."""
    data = changed_workbook(lambda _: None, rows=divided(definition), **places)
    return count(home, definition, send(home, definition, data, at))


def cut(home: Path, definition: Definition, unit: str, change: Change = lambda _: None) -> bytes:
    """The slice of a unit after `change`, which is given its sheet of actions."""
    return edited(slice_template(home, definition, CITY, WORKSHOP, unit), change)


def edited(data: bytes, change: Change) -> bytes:
    return with_book(data, lambda book: change(book["Eylemler"]))


def with_book(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    book = load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def completed(book: Workbook) -> None:
    """Somebody types what only the whole workbook asks for: the approval and a value of each indicator."""
    book["Kapak"]["B7"], book["Kapak"]["B8"] = "Onaylandı", datetime(2025, 1, 20)
    for cell in book["Göstergeler"]["G"][1:]:
        cell.value = cell.value or 1


def row_of(ws: Worksheet, code: str) -> int:
    return next(cell.row for cell in ws["A"] if cell.value == code)


def progress(code: str, pct: int) -> Change:
    """Somebody types another progress."""

    def change(ws: Worksheet) -> None:
        ws.cell(row_of(ws, code), 9).value = pct

    return change


def added(code: str, unit: str, name: str = "Yeni eylem") -> Change:
    """Somebody adds an action below the others, else like the first one."""

    def change(ws: Worksheet) -> None:
        like = [cell.value for cell in ws[2]]
        typed = [code, like[1], name, unit, None, *like[5:9], *[None] * 4]
        for number, value in enumerate(typed, start=1):
            ws.cell(ws.max_row + (number == 1), number).value = value

    return change


def removed(code: str) -> Change:
    def change(ws: Worksheet) -> None:
        ws.delete_rows(row_of(ws, code))

    return change


def stamped(data: bytes, **stamp: str) -> bytes:
    """The same with another stamp, as somebody may write it by hand."""

    def change(book: Workbook) -> None:
        for row in book["_Sablon"].iter_rows():
            if row[0].value in stamp:
                row[1].value = stamp[str(row[0].value)]

    return with_book(data, change)


def cells(data: bytes) -> dict[str, dict[str, object]]:
    """Every cell with something in it, by sheet; without the hidden ones."""
    book = load_workbook(io.BytesIO(data))
    return {
        ws.title: {c.coordinate: c.value for row in ws.iter_rows() for c in row if c.value is not None}
        for ws in book.worksheets
        if not ws.title.startswith("_")
    }


def actions(data: bytes) -> Mapping[str, tuple[object, ...]]:
    """By action code the cells of its row."""
    ws = load_workbook(io.BytesIO(data))["Eylemler"]
    return {str(row[0]): row for row in ws.iter_rows(min_row=2, values_only=True) if row[0]}


def at_earlier_workshop(home: Path, definition: Definition) -> Path:
    """The divided plan counted at workshop 2, and nothing sent for the open one."""
    opened = replace(definition, workshops=tuple(replace(w, open=True) for w in definition.workshops))
    data = changed_workbook(lambda _: None, rows=divided(definition), workshop="2")
    receipt = submit(home, opened, data, "a.xlsx", "deneme", AT - timedelta(hours=1)).receipt
    count(home, definition, receipt)
    return home


def slice_problems() -> dict[str, Problem]:
    """A problem of every code that only a slice can have, as the archive of a divided city finds it."""
    known = load()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        counted(home, known)
        taken, of_youth = cut(home, known, FAIRS, added("E-6.1", FAIRS)), cut(home, known, YOUTH)
        sent = [
            stamped(of_youth, city="izmir", workshop="2"),
            stamped(of_youth, unit="Liman Şubesi"),
            stamped(of_youth, prefilled_from="20240101-000000-abcdef"),
            taken,
            stamped(edited(of_youth, _renamed), unit="Liman Şubesi"),
        ]
        for minutes, data in enumerate(sent, start=1):
            send(home, known, data, AT + timedelta(minutes=minutes))
        counted(home, known, AT + timedelta(hours=1), actions_K2="yaklaşık 100")
        send(home, known, of_youth, AT + timedelta(hours=2))
        Archive(home).keep(edited(of_youth, progress("E-3.1", 50)))
        rescue(home, known, settled_seconds=-1)
        receipts = Archive(home).receipts()
    found = [p for r in receipts if isinstance(r, Submitted) for p in r.problems]
    return {p.code: _without_id(p) for p in reversed(found) if p.code.startswith("slice_")}


def _renamed(ws: Worksheet) -> None:
    for row in range(2, ws.max_row + 1):
        ws.cell(row, 4).value = "Liman Şubesi"


def _without_id(problem: Problem) -> Problem:
    """Ids are new at every run."""
    facts = ((k, "20250121-103000-a1b2c3" if k == "base" else v) for k, v in problem.facts)
    return replace(problem, facts=tuple(facts))
