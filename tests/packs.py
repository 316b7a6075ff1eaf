"""A pack as somebody asks for it, and what stands in its documents once they are opened."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from pptx import Presentation
from pypdf import PdfReader

from etl.database import snapshots
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.collected import collect
from ui.documents.deck import deck
from ui.documents.pack import Pack, Wanted

AT = datetime(2025, 2, 20, tzinfo=UTC)


def wanted(home: Path, **asked: Any) -> Wanted:
    """The 3rd workshop beside the 2nd, in Turkish, unless something else is asked."""
    told: dict[str, Any] = {"workshop": "3", "vs": "2", "language": "tr", "is_sample": False}
    return Wanted(str(snapshots.current(home)), **told | {"today": date(2025, 2, 20)} | asked)


def pack_of(home: Path, **asked: Any) -> Pack:
    return collect(wanted(home, **asked))


def slides(pack: Pack) -> list[list[str]]:
    """The texts of each slide, those of its tables too."""
    made = Presentation(io.BytesIO(deck(pack)))
    return [[text for shape in slide.shapes for text in _texts(shape)] for slide in made.slides]


def _texts(shape: Any) -> list[str]:
    if shape.has_text_frame:
        return [shape.text_frame.text]
    if shape.has_table:
        return [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return []


def chart_frames(pack: Pack) -> dict[str, Any]:
    """The frame of the native chart on each slide that has one, by the slide's title."""
    made = Presentation(io.BytesIO(deck(pack)))
    return {
        slide.shapes.title.text_frame.text: shape
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_chart
    }


def chart_of(pack: Pack, key: str) -> Any:
    """The native chart of one table."""
    table = pack.table(key)
    assert table
    return next(frame.chart for title, frame in chart_frames(pack).items() if title.startswith(table.title))


def bars(chart: Any) -> dict[tuple[str, str], float]:
    """(category, series) → value of everything that is drawn."""
    return {
        (str(name), series.name): value
        for plot in chart.plots
        for series in plot.series
        for name, value in zip(plot.categories, series.values, strict=True)
        if value is not None
    }


def workbook(pack: Pack) -> Workbook:
    return load_workbook(io.BytesIO(book(pack)))


def sheet_rows(pack: Pack, title: str) -> list[dict[str, Any]]:
    """The rows of one sheet by their heads."""
    made = workbook(pack)
    name = next(
        name for name in made.sheetnames if name[:20] == " ".join(title.replace(":", " ").split())[:20]
    )
    heads, *lines = made[name].iter_rows(values_only=True)
    return [dict(zip(heads, line, strict=True)) for line in lines]


def pages(pack: Pack) -> list[str]:
    """The text of each page of the brief, with single spaces."""
    read = PdfReader(io.BytesIO(brief(pack, AT))).pages
    return [" ".join(page.extract_text().replace("\u200b", "").split()) for page in read]
