"""What does the hidden sheet of the template say of its making?"""

from __future__ import annotations

from datetime import datetime

from definition import Workbook
from etl.cells import Cell, RawWorkbook
from etl.fold import clean, fold
from etl.layout import STAMP_KEYS, STAMP_SHEET
from etl.problems import Problem, unreadable
from etl.submission import Stamp


def read_stamp(raw: RawWorkbook) -> Stamp:
    """Empty where the sheet is gone, as in a workbook whose sheets were copied into a new one."""
    sheet = next((s for s in raw.sheets if fold(s.name) == fold(STAMP_SHEET)), None)
    if sheet is None:
        return Stamp()
    keys = {
        clean(cell.value).text: row
        for (row, column), cell in sheet.cells.items()
        if column == 1 and isinstance(cell.value, str)
    }
    return Stamp(**{key: _text(sheet.cells.get((keys[key], 2))) for key in STAMP_KEYS if key in keys})


def _text(cell: Cell | None) -> str:
    if cell is None or cell.kind in ("error", "formula"):
        return ""
    if isinstance(cell.value, datetime):
        return cell.value.isoformat()
    if isinstance(cell.value, float) and cell.value.is_integer():
        return str(int(cell.value))
    return clean(str(cell.value)).text


def version_remarks(stamp: Stamp, workbook: Workbook) -> tuple[Problem, ...]:
    """An older known version is read with a note; raises for an unknown one."""
    version = stamp.template_version
    if version in ("", workbook.template_version):
        return ()
    if version not in workbook.known_versions:
        raise unreadable("unknown_template_version", found=version, known=", ".join(workbook.known_versions))
    facts = (("found", version), ("current", workbook.template_version))
    return (Problem("older_template", "note", facts=facts),)
