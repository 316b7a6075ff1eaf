"""The empty or pre-filled workbook a city receives, made from the definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from openpyxl import Workbook

from definition import Definition
from etl.history import PastReport
from etl.layout import STAMP_KEYS, STAMP_SHEET
from etl.review.verdicts import Place
from etl.store.installation import UNMARKED, Installation
from etl.submission import FROM_SAMPLE, Stamp, Value
from etl.template.file import saved
from etl.template.lists import add_lists
from etl.template.returned import mark_returned
from etl.template.rows import Rows, cover_row, indicator_rows
from etl.template.sheets import add_info, fill_form, fill_table, put, set_up_page
from etl.template.styles import add_styles

NO_ROWS: Rows = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Purpose:
    """What sets one workbook of a city and workshop apart from another, besides its rows."""

    prefilled_from: str = ""  # submission id
    last: PastReport | None = None  # the city's report for an earlier workshop, printed to compare with
    unit: str = ""  # the slice of this unit; then the definition is that of a slice
    keeps_others: bool = False  # rows of indicators that are not asked: somebody added them by hand
    asked_back: Mapping[Place, str] = field(default_factory=dict)  # notes on returned rows
    made_by: Installation = UNMARKED


def make_template(
    definition: Definition,
    city: str,
    workshop: str,
    made_at: datetime,
    rows: Rows = NO_ROWS,
    purpose: Purpose = Purpose(),
) -> bytes:
    """The workbook as a file: the same arguments give the same bytes."""
    return saved(build(definition, city, workshop, made_at, rows, purpose), made_at)


def build(
    definition: Definition,
    city: str,
    workshop: str,
    made_at: datetime,
    rows: Rows = NO_ROWS,
    purpose: Purpose = Purpose(),
) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book, definition.workbook.sheets)
    last = purpose.last
    for sheet in definition.workbook.sheets:
        found: Sequence[Mapping[str, Value]] = rows.get(sheet.key, ())
        ws = book.create_sheet(sheet.name.tr)
        if sheet.layout == "form":
            found = [cover_row(city, workshop, rows)]
            fill_form(ws, sheet, definition, found[0])
            add_info(ws, definition, workshop, prefilled=bool(purpose.prefilled_from), unit=purpose.unit)
        elif sheet.key == "indicators":
            found = indicator_rows(definition, workshop, rows, last, purpose.keeps_others)
            fill_table(ws, sheet, definition, found, last.workshop if last else None)
        else:
            fill_table(ws, sheet, definition, found)
        asked = {row: note for (key, row), note in purpose.asked_back.items() if key == sheet.key}
        if asked:
            mark_returned(ws, sheet, definition, found, asked)
        set_up_page(ws, sheet)
    add_lists(book, definition, workshop)
    version, at = definition.workbook.template_version, made_at.isoformat(timespec="seconds")
    stamp = Stamp(version, city, workshop, at, purpose.prefilled_from, purpose.unit)
    add_stamp(book, stamp, purpose.made_by)
    book.properties.creator = definition.text("template.product", "tr")
    book.properties.title = definition.text("template.title", "tr").format(
        city=definition.municipality(city).name, workshop=definition.workshop(workshop).title.tr
    )
    return book


def add_stamp(book: Workbook, stamp: Stamp, made_by: Installation) -> None:
    stamp = replace(stamp, installation=made_by.id, sample=FROM_SAMPLE if made_by.is_sample else "")
    hidden = book.create_sheet(STAMP_SHEET)
    hidden.sheet_state = "hidden"
    for row, key in enumerate(STAMP_KEYS, start=1):
        put(hidden, row, 1, key)
        put(hidden, row, 2, getattr(stamp, key) or None)
