"""What does a sheet of the workbook look like, on the screen and printed?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from etl.harmless import in_cell, on_paper
from ui import format
from ui.documents.pack import Pack
from ui.documents.watermark import on_sheet

_WIDEST, _NARROWEST = 60, 10
_LONGEST_NAME = 31
_FACE = "Calibri"  # as the other cells; a font without a name is another one in every program
_LONGEST_FOOT = 240  # Excel reads 255 with the codes, and calls the file damaged beyond them
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "       ")


def add_sheet(made: Workbook, title: str, frame: pd.DataFrame, pack: Pack) -> None:
    """The table from the first row on, so that programs find it; what it is stands on the printed page.
    In the sample the first row says that it is one: no program is to find invented figures where it looks."""
    sheet = made.create_sheet(_name(title, made))
    head = 1
    if pack.banner:
        on_sheet(sheet, pack, len(frame.columns))
        head = 2
    sheet.append([_plain(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False):
        sheet.append([_plain(value) for value in row])
    for cell in sheet[head]:
        cell.font = Font(name=_FACE, size=11, bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    _dress(sheet, frame, head)
    sheet.oddHeader.center.text = _printed(" · ".join(filter(None, (pack.title, pack.banner))))
    sheet.oddFooter.left.text = _printed(" ".join(pack.footnotes))


def _printed(words: str) -> str:
    shown = words if len(words) <= _LONGEST_FOOT else f"{words[: _LONGEST_FOOT - 1]}…"
    return on_paper(shown)


def _name(title: str, made: Workbook) -> str:
    """What Excel allows, and no name twice."""
    name = " ".join(title.translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME].strip(" '")
    return name if name not in made.sheetnames else f"{name[: _LONGEST_NAME - 3]} {len(made.sheetnames)}"


def _plain(value: Any) -> Any:
    if format.is_missing(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    if isinstance(value, (int, float, date, datetime)) or hasattr(value, "item"):
        return value.item() if hasattr(value, "item") else value
    return in_cell(str(value))


def _dress(sheet: Worksheet, frame: pd.DataFrame, head: int) -> None:
    for number, name in enumerate(frame.columns, 1):
        longest = max([len(str(name)), *(len(str(v)) for v in frame.iloc[:, number - 1].dropna().head(200))])
        sheet.column_dimensions[get_column_letter(number)].width = min(_WIDEST, max(_NARROWEST, longest + 2))
    for cells in sheet.iter_rows(min_row=head + 1):
        for cell in cells:
            _dress_cell(cell)
    sheet.freeze_panes = f"B{head + 1}"
    if len(frame):
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(sheet.max_column)}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = f"1:{head}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _dress_cell(cell: Any) -> None:
    if isinstance(cell.value, datetime):
        cell.number_format = "dd.mm.yyyy"
    elif isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool):
        # "0.##" would leave a lonely comma behind every whole number.
        cell.number_format = "#,##0" if float(cell.value).is_integer() else "#,##0.0#"
    elif isinstance(cell.value, str) and len(cell.value) > _WIDEST:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
