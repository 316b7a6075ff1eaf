"""The pack as slides with native charts, which whoever presents them can edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Emu, Inches, Pt

from ui import format
from ui.components.data_table import words_of
from ui.documents.pack import Pack, Table
from ui.labels import say
from ui.theme import BLUE

_WIDTH, _HEIGHT, _EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
_ROWS = 12  # of a table on a slide; the workbook has them all
_COLUMNS = 6
_NARROWEST = 11
_TITLE_ONLY = 5


def deck(pack: Pack) -> bytes:
    made = Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    made.core_properties.title = pack.title
    _headline(made, pack)
    progress = pack.table("progress")
    if progress is not None:
        _progress(made, progress, pack)
    for table in pack.tables:
        if table.key != "progress" and len(table.frame):
            _listing(made, table.title, table.frame, pack)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _slide(made: Any, title: str, pack: Pack) -> Any:
    """Title above, which data and what it lacks below, on every slide."""
    slide = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = _EDGE, Inches(0.35), _WIDTH - 2 * _EDGE, Inches(0.8)
    _say(head.text_frame, title, 26, bold=True, pack=pack)
    foot = slide.shapes.add_textbox(_EDGE, _HEIGHT - Inches(0.75), _WIDTH - 2 * _EDGE, Inches(0.6))
    foot.text_frame.word_wrap = True
    _say(foot.text_frame, "  ·  ".join(filter(None, (pack.banner, *pack.footnotes))), 10, pack=pack)
    return slide


def _say(frame: Any, text: str, points: int, *, bold: bool = False, pack: Pack) -> None:
    frame.text = text
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(points), bold
            run._r.get_or_add_rPr().set("lang", "tr-TR" if pack.language == "tr" else "en-GB")


def _headline(made: Any, pack: Pack) -> None:
    slide = _slide(made, pack.title, pack)
    heads = [say(f"pack.{name}", pack.language) for name in ("figure", "value", "change", "note")]
    lines = [[t.label, t.value, t.change, t.note] for t in pack.tiles]
    if lines:
        _grid(slide, heads, lines, pack)
    if pack.open_tasks:
        box = slide.shapes.add_textbox(_EDGE, Inches(5.3), _WIDTH - 2 * _EDGE, Inches(1.3))
        tasks = "; ".join(pack.open_tasks[:5])
        _say(box.text_frame, f"{say('pack.tasks', pack.language)}: {tasks}", 13, pack=pack)
        box.text_frame.word_wrap = True


def _progress(made: Any, table: Table, pack: Pack) -> None:
    """A bar for each city that has a figure, the farthest on top; the others are named below."""
    values = table.frame.iloc[:, 1].astype(float)
    known = table.frame[values.notna()].assign(order=values).sort_values("order")
    slide = _slide(made, _finding(table, pack), pack)
    if known.empty:
        return
    chart_data = CategoryChartData(number_format="0.0")
    chart_data.categories = [str(name) for name in known.iloc[:, 0]]
    chart_data.add_series(str(table.frame.columns[1]), [float(v) for v in known["order"]])
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, _EDGE, Inches(1.3), _WIDTH - 2 * _EDGE, Inches(5.2), chart_data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", _finding(table, pack))
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 100
    chart.value_axis.has_title = True
    _say(chart.value_axis.axis_title.text_frame, say("pack.progress_axis", pack.language), 12, pack=pack)
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 60, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.0", False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = RGBColor.from_string(BLUE.removeprefix("#"))


def _finding(table: Table, pack: Pack) -> str:
    values = table.frame.iloc[:, 1].astype(float).dropna()
    if values.empty:
        return table.title
    low, high, middle = (
        format.percent(v, pack.language) for v in (values.min(), values.max(), values.median())
    )
    finding = say("overview.progress.finding", pack.language, median=middle, low=low, high=high)
    return f"{table.title}: {finding}"


def _listing(made: Any, title: str, frame: pd.DataFrame, pack: Pack) -> None:
    rest = len(frame) - _ROWS
    slide = _slide(made, f"{title} ({len(frame)})", pack)
    shown = frame.iloc[:_ROWS, :_COLUMNS]
    lines = [[words_of(value, pack.language) for value in row] for row in shown.itertuples(index=False)]
    _grid(slide, [str(name) for name in shown.columns], lines, pack)
    if rest > 0:
        box = slide.shapes.add_textbox(_EDGE, _HEIGHT - Inches(1.1), _WIDTH - 2 * _EDGE, Inches(0.35))
        _say(box.text_frame, say("pack.more", pack.language, n=rest), 11, pack=pack)


def _grid(slide: Any, heads: Sequence[str], lines: Sequence[Sequence[str]], pack: Pack) -> None:
    width = _WIDTH - 2 * _EDGE
    height = Inches(0.36) * (len(lines) + 1)
    table = slide.shapes.add_table(len(lines) + 1, len(heads), _EDGE, Inches(1.3), width, height).table
    widths = [max(len(heads[n]), *(len(line[n]) for line in lines), 4) for n in range(len(heads))]
    capped = [min(max(w, _NARROWEST), 46) for w in widths]  # letters
    for number, part in enumerate(capped):
        table.columns[number].width = Emu(int(width * part / sum(capped)))
    for row, line in enumerate([heads, *lines]):
        for column, text in enumerate(line):
            cell = table.cell(row, column)
            _say(cell.text_frame, text, 11 if row else 12, bold=row == 0, pack=pack)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
