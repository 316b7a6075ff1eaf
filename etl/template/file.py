"""A workbook as bytes, the same for the same contents: the sample is made again and compared."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

_FIRST_YEAR_OF_ZIP = 1980


class _DatedZip(ZipFile):
    """A zip in which every part carries the same date, not the clock's."""

    def __init__(self, target: io.BytesIO, stamp: datetime) -> None:
        super().__init__(target, "w", ZIP_DEFLATED)
        self._date = (max(stamp.year, _FIRST_YEAR_OF_ZIP), *stamp.timetuple()[1:6])

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *args: Any, **kwargs: Any) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        info = ZipInfo(name, date_time=self._date)
        info.compress_type = ZIP_DEFLATED
        super().writestr(info, data)


class _InMemoryWriter(ExcelWriter):
    """openpyxl writes each sheet to a file on disk first; removing those took a third of the time."""

    _archive: ZipFile

    def write_worksheet(self, ws: Any) -> None:
        part = io.BytesIO()
        writer: Any = WorksheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)


def saved(book: Workbook, made_at: datetime) -> bytes:
    """For workbooks made here, of cells, notes and drop-downs: charts and pictures would not be written."""
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None, microsecond=0)
    target = io.BytesIO()
    # Not book.save(): it stamps the time of saving into the file.
    _InMemoryWriter(book, _DatedZip(target, made_at)).save()
    return target.getvalue()
