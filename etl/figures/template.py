"""The workbook that organizers fill in: what is in force, or what nobody has handed in yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from definition import Definition
from etl.database import snapshots
from etl.figures.asked import SHEET, figures_definition
from etl.figures.in_force import in_force
from etl.figures.key import Given, Key
from etl.layout import FIRST_ROW
from etl.store.installation import UNMARKED, Installation, installation_of
from etl.submission import Stamp, Value
from etl.template.file import saved
from etl.template.lists import add_lists
from etl.template.sheets import fill_table, set_up_page
from etl.template.styles import add_styles, printed_number_format
from etl.template.workbook import add_stamp


def figures_template(home: Path, definition: Definition) -> bytes:
    """Filled with what is in force now."""
    given = in_force(snapshots.current(home, definition))
    return make_figures_template(definition, given, datetime.now(UTC), installation_of(home))


def make_figures_template(
    definition: Definition,
    given: Mapping[Key, Given],
    made_at: datetime,
    made_by: Installation = UNMARKED,
) -> bytes:
    """The same arguments give the same bytes. Without any figure each city that takes part has an empty row
    for each context indicator and year of a reporting period."""
    return saved(build(definition, given, made_at, made_by), made_at)


def build(
    definition: Definition,
    given: Mapping[Key, Given],
    made_at: datetime,
    made_by: Installation = UNMARKED,
) -> Workbook:
    asked = figures_definition(definition)
    sheet = asked.workbook.sheet(SHEET)
    book = Workbook()
    book.remove(book.worksheets[0])
    add_styles(book, asked.workbook.sheets)
    ws = book.create_sheet(sheet.name.tr)
    rows = [_row(key, value) for key, value in sorted(given.items())] or list(_empty(definition))
    fill_table(ws, sheet, asked, rows)
    column = [c.key for c in sheet.columns].index("value") + 1
    for number, row in enumerate(rows, start=FIRST_ROW):
        if isinstance(value := row.get("value"), int | float):
            ws.cell(number, column).number_format = printed_number_format(value)
    set_up_page(ws, sheet)
    add_lists(book, asked)
    stamp = Stamp(asked.workbook.template_version, made_at=made_at.isoformat(timespec="seconds"))
    add_stamp(book, stamp, made_by)
    book.properties.creator = definition.text("template.product", "tr")
    book.properties.title = sheet.name.tr
    return book


def _row(key: Key, given: Given) -> dict[str, Value]:
    return {**_named(key), "value": given.value, "source": given.source}


def _empty(definition: Definition) -> Iterator[dict[str, Value]]:
    years = sorted({w.period_end.year for w in definition.workshops})
    for city in definition.participants:
        for indicator in definition.context_indicators:
            yield from (_named(Key(city, indicator.code, year)) for year in years)


def _named(key: Key) -> dict[str, Value]:
    return {"city": key.city, "indicator_code": key.indicator, "year": key.year}
