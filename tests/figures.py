"""The organizers' workbook as somebody fills it in, made by the real template, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
from openpyxl.worksheet.worksheet import Worksheet

from definition import Definition, load
from etl.database.publish import publish
from etl.figures.asked import SHEET
from etl.figures.check import check_figures
from etl.figures.key import Key
from etl.figures.supply import decide, supply
from etl.figures.template import build
from etl.problems import Problem
from etl.store.receipts import Decision, Supplied
from etl.template.file import saved

AT = datetime(2025, 2, 1, 9, tzinfo=UTC)
TODAY = date(2025, 2, 1)
SOURCE = "Bülten, Ocak 2025"
Typed = Sequence[Any]  # city, code, year, value, source
# Antalya in 2023 and 2024, and a level of İzmir.
GOOD: tuple[Typed, ...] = (
    ("Antalya", "BAG-01", 2023, 15200.5, SOURCE),
    ("Antalya", "BAG-01", 2024, 16000, SOURCE),
    ("İzmir", "BAG-02", 2023, 9000, SOURCE),
)


def workbook(
    definition: Definition, *rows: Typed, change: Callable[[Worksheet], object] = lambda _: None
) -> bytes:
    """The template with these rows in it and no others; `change` may do to the sheet what a person can."""
    book = build(definition, {}, AT)
    sheet = book[definition.figures.sheet(SHEET).name.tr]
    sheet.delete_rows(2, sheet.max_row)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    change(sheet)
    return saved(book, AT)


def problems(
    definition: Definition, data: bytes, in_force: dict[Key, float] | None = None
) -> tuple[Problem, ...]:
    return check_figures(data, "baglam.xlsx", definition, TODAY, in_force or {}).problems


def hand_in(
    home: Path, definition: Definition, *rows: Typed, at: datetime = AT, confirm: bool = True
) -> Supplied:
    """Through the front door."""
    receipt = supply(home, definition, workbook(definition, *rows), "baglam.xlsx", "deneme", at).receipt
    if confirm:
        assert receipt.acceptance == "acceptable", receipt.problems
        take(home, definition, receipt, "confirmed", at)
    else:
        publish(home, definition)
    return receipt


def take(home: Path, definition: Definition, receipt: Supplied, decision: Decision, at: datetime) -> None:
    decide(home, definition, receipt.id, decision, "deneme", "Yanlış dosya", at)
    publish(home, definition)


def asked(snapshot: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def figure_problems() -> dict[str, Problem]:
    """A problem of each kind that only a file of figures can have."""
    known = load()
    rows = (
        *GOOD,
        ("Muğla", "BAG-01", 2023, 16, SOURCE),
        ("Muğla", "BAG-01", 2024, 900, SOURCE),
        ("Atlantis", "KAP-01", 2024, 900, SOURCE),
        GOOD[2],
    )
    own = ("figure_repeated", "figure_jumps", "unknown_participant", "unknown_context_indicator")
    found = {p.code: p for p in reversed(problems(known, workbook(known, *rows)))}
    return {code: found[code] for code in own}
