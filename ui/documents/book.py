"""The pack as a workbook: one sheet a table, numbers to reckon with, nothing that acts as a formula."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.harmless import harmless
from ui import format
from ui.documents.pack import Pack, Table
from ui.labels import say

_WIDEST, _NARROWEST = 60, 10
_LONGEST_NAME = 31
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


def book(pack: Pack) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    _write(made, Table("tiles", say("pack.headline", pack.language), _tiles(pack)), pack)
    for table in pack.tables:
        _write(made, table, pack)
    late = _late(pack)
    _write(made, Table("late", say("pack.late", pack.language), late), pack)
    made.properties.title = pack.title
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _tiles(pack: Pack) -> pd.DataFrame:
    heads = [say(f"pack.{name}", pack.language) for name in ("figure", "value", "change", "note")]
    return pd.DataFrame([(t.label, t.value, t.change, t.note) for t in pack.tiles], columns=heads)


def _late(pack: Pack) -> pd.DataFrame:
    """The late actions of all cities, each with its city."""
    found = [city.late.assign(**{_city(pack): city.name}) for city in pack.cities if len(city.late)]
    return pd.concat(found) if found else pd.DataFrame()


def _city(pack: Pack) -> str:
    return say("overview.progress.column.city", pack.language)


def _write(made: Workbook, table: Table, pack: Pack) -> None:
    """The table from the first row on, so that programs find it; what it is stands on the printed page."""
    sheet = made.create_sheet(_name(table.title, made))
    sheet.append([_plain(name) for name in table.frame.columns])
    for row in table.frame.itertuples(index=False):
        sheet.append([_plain(value) for value in row])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    _dress(sheet, table.frame)
    sheet.oddHeader.center.text = " · ".join(filter(None, (pack.title, pack.banner))).replace("&", "&&")
    sheet.oddFooter.left.text = " ".join(pack.footnotes).replace("&", "&&")[:250]


def _name(title: str, made: Workbook) -> str:
    """What Excel allows, and no name twice."""
    name = title.translate(_NOT_IN_NAMES).strip()[:_LONGEST_NAME]
    return name if name not in made.sheetnames else f"{name[: _LONGEST_NAME - 3]} {len(made.sheetnames)}"


def _plain(value: Any) -> Any:
    if format.is_missing(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, (int, float, date, datetime)) or hasattr(value, "item"):
        return value.item() if hasattr(value, "item") else value
    return harmless(ILLEGAL_CHARACTERS_RE.sub("", str(value)))


def _dress(sheet: Worksheet, frame: pd.DataFrame) -> None:
    for number, name in enumerate(frame.columns, 1):
        longest = max([len(str(name)), *(len(str(v)) for v in frame[name].dropna().head(200))])
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(_NARROWEST, longest + 2))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, datetime):
                cell.number_format = "dd.mm.yyyy"
            elif isinstance(cell.value, float):
                cell.number_format = "#,##0.##"
    sheet.freeze_panes = "B2"
    if len(frame):
        sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
