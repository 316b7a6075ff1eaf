"""The problems of one file as a workbook to hand to the colleagues who mend them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.header_footer import _HeaderFooterPart as _Part
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from definition import Definition, Language
from etl.harmless import in_cell, on_paper
from etl.messages import words
from etl.problems import Problem
from etl.report import column_header, sheet_name

# Column → its width in characters.
_COLUMNS = {
    "severity": 10,
    "on_sheet": 18,
    "cell": 9,
    "column": 26,
    "found": 26,
    "expected": 34,
    "fix": 52,
    "message": 60,
}


def problem_list(
    problems: Sequence[Problem], definition: Definition, language: Language, title: str
) -> bytes:
    """One row a problem, in their own order: errors first, then as they stand in the workbook.

    `title` says of which file; it becomes the heading that is printed on every page."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = definition.text("problem_list.sheet", language)
    sheet.append([definition.text(f"problem_list.{name}", language) for name in _COLUMNS])
    for problem in problems:
        sheet.append([in_cell(text) for text in _row(problem, definition, language)])
    _dress(sheet, title)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _row(problem: Problem, definition: Definition, language: Language) -> list[str]:
    said = words(problem, definition, language)
    return [
        definition.text(f"problem_list.of_{problem.severity}", language),
        sheet_name(problem, definition),
        problem.cell,
        column_header(problem, definition),
        said.found,
        said.expected,
        said.fix,
        said.message,
    ]


def _dress(sheet: Worksheet, title: str) -> None:
    for number, width in enumerate(_COLUMNS.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_Part(on_paper(title)))
