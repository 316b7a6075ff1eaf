"""How does a chart become one that PowerPoint and LibreOffice can edit?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from definition import Language
from etl.harmless import in_workbook, in_xml
from ui.documents.pack import Chart, Pack
from ui.documents.slides import EDGE, ROOM, write
from ui.theme import AMBER, SILVER, SKY

_KINDS = {"bars": XL_CHART_TYPE.BAR_CLUSTERED, "stack": XL_CHART_TYPE.BAR_STACKED}
_DARK_WORDS = (AMBER, SILVER, SKY)  # on these white would be hard to read
# The separators are those of the computer that opens the file; only the place of the sign is ours.
_PERCENT: dict[Language, str] = {"tr": '"%"0', "en": '0"%"'}
_WHOLE, _BROKEN = "#,##0", "#,##0.0"
_NO_ZERO = "#,##0;;"  # a status nobody has takes no room and says nothing


class _Table(CategoryWorkbookWriter):
    """The table behind a chart that can be edited: names in it are texts, never formulas or links."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: IO[bytes]) -> Iterator[tuple[Any, Any]]:
        with super()._open_worksheet(xlsx_file) as (workbook, sheet):
            sheet.strings_to_formulas = sheet.strings_to_urls = False
            yield workbook, sheet


class _Told(CategoryChartData):
    @property
    def _workbook_writer(self) -> _Table:
        return _Table(self)


def draw(on: Any, chart: Chart, top: int, height: int, pack: Pack) -> None:
    told = _Told(number_format=_number_format(chart, pack.language))
    told.categories = [in_workbook(name) for name in chart.categories]
    for one in chart.series:
        told.add_series(in_workbook(one.name), list(one.values))
    frame = on.shapes.add_chart(_KINDS[chart.form], EDGE, top, ROOM, height, told)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_xml(chart.alt))
    made = frame.chart
    made.has_title = False
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        made.legend.font.size = Pt(12)
    _speak(made, pack.language)
    _axes(made, chart, pack)
    _bars(made, chart, pack.language)


def _axes(made: Any, chart: Chart, pack: Pack) -> None:
    """The first category on top, and the values' axis still below."""
    names, values = made.category_axis, made.value_axis
    names.reverse_order, values.tick_label_position = True, XL_TICK_LABEL_POSITION.HIGH
    names.tick_labels.font.size = values.tick_labels.font.size = Pt(12)
    names.format.line.fill.background()
    values.major_gridlines.format.line.color.rgb = RGBColor(0xDD, 0xDD, 0xDD)
    values.has_title = True
    write(values.axis_title.text_frame, chart.axis, 12, pack)
    values.tick_labels.number_format = _number_format(chart, pack.language)
    values.tick_labels.number_format_is_linked = False
    known = [value for one in chart.series for value in one.values if value is not None]
    if min(known, default=0) >= 0:
        values.minimum_scale = 0
    if chart.percent and max(known, default=0) <= 100:
        values.maximum_scale = 100
    if chart.form == "stack":
        values.major_unit = _step(chart)


def _step(chart: Chart) -> int:
    """Things that are counted have no halves on their axis."""
    longest = max(
        sum(value or 0 for value in bar) for bar in zip(*(s.values for s in chart.series), strict=True)
    )
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 10**6) if longest <= 10 * step)


def _bars(made: Any, chart: Chart, language: Language) -> None:
    plot = made.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if chart.form == "stack" else 0
    for series, one in zip(plot.series, chart.series, strict=True):
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(one.colour.removeprefix("#"))
        labels = series.data_labels
        labels.show_value, labels.number_format_is_linked = True, False
        labels.number_format = _NO_ZERO if chart.form == "stack" else _number_format(chart, language)
        labels.font.size = Pt(11 if len(chart.series) == 1 or chart.form == "stack" else 9)
        if chart.form == "bars":
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
        elif one.colour not in _DARK_WORDS:
            labels.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _number_format(chart: Chart, language: Language) -> str:
    if chart.percent:
        return _PERCENT[language]
    values = (value for one in chart.series for value in one.values if value is not None)
    return _WHOLE if all(value.is_integer() for value in values) else _BROKEN


def _speak(made: Any, language: Language) -> None:
    """The language of everything in it that nobody wrote as text: python-pptx has no word for that."""
    space = made._chartSpace
    known = space.find(qn("c:lang"))
    said = etree.Element(qn("c:lang")) if known is None else known
    said.set("val", "tr-TR" if language == "tr" else "en-GB")
    if known is None:  # its place is right after the date system, where there is one
        first = space.find(qn("c:date1904"))
        space.insert(0 if first is None else space.index(first) + 1, said)
