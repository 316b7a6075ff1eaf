"""The pack as slides with native charts, which whoever presents them can edit."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.util import Inches

from ui.components.data_table import words_of
from ui.documents import native_chart
from ui.documents.pack import Pack, Table, Task
from ui.documents.slides import BOTTOM, HEIGHT, TOP, WIDTH, grid, slide, text
from ui.documents.watermark import on_master
from ui.labels import say

_ROWS = 12  # of a table on a slide; the workbook has them all
_COLUMNS = 9
_NOT_ON_SLIDES = ("source", "source_before", "theme")  # columns of the lists of changes
_WITHOUT_LIST = ("progress", "moved", "statuses", "lit", "history")  # their charts say all of it


def deck(pack: Pack) -> bytes:
    """What earlier workshops left open first, then the six figures, the charts, and what changed."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    made.core_properties.title = pack.title
    made.core_properties.language = pack.language
    if pack.banner:
        on_master(made, pack)
    if pack.earlier:
        _tasks(made, "tasks", pack.earlier, pack)
    _headline(made, pack)
    for table in pack.tables:
        if table.shown:
            _table(made, table, pack)
    own = [task for task in pack.tasks if not task.is_earlier]
    if own:
        _tasks(made, "own_tasks", own, pack)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _tasks(made: Any, key: str, tasks: Sequence[Task], pack: Pack) -> None:
    late = sum(task.is_late for task in tasks)
    finding = say(f"pack.finding.{key}", pack.language, n=len(tasks), late=late)
    names = ("decision", "owner", "due", "state", "workshop")
    heads = [say(f"pack.task.{name}", pack.language) for name in names]
    lines = [(t.decision, t.owner, t.due, t.state, t.workshop) for t in tasks]
    _listing(made, finding, heads, lines, pack)


def _headline(made: Any, pack: Pack) -> None:
    first = [f"{tile.label} {tile.value}" for tile in pack.tiles[:1]]
    on = slide(made, " · ".join([pack.title, *first]), pack)
    text(on, pack.subtitle, int(TOP - Inches(0.2)), 13, pack)
    heads = [say(f"pack.{name}", pack.language) for name in ("figure", "value", "change", "note")]
    lines = [(t.label, t.value, t.change, t.note) for t in pack.tiles]
    if lines:
        grid(on, heads, lines, pack, top=int(TOP + Inches(0.35)), points=14)
    else:
        text(on, say("pack.no_report", pack.language), int(TOP + Inches(0.5)), 16, pack)


def _table(made: Any, table: Table, pack: Pack) -> None:
    title = f"{table.title}: {table.finding}"
    if table.chart:
        on = slide(made, title, pack)
        below = Inches(0.55) if table.chart.absent else 0
        native_chart.draw(on, table.chart, TOP, int(BOTTOM - TOP - below), pack)
        if table.chart.absent:
            said = say("pack.missing", pack.language, absent=table.chart.absent)
            text(on, said, int(BOTTOM - below), 11 if len(said) < 190 else 9, pack)
    if len(table.frame) and table.key not in _WITHOUT_LIST:
        left_out = [say(f"compare.column.{name}", pack.language) for name in _NOT_ON_SLIDES]
        frame = table.frame.drop(columns=left_out, errors="ignore").iloc[:, :_COLUMNS]
        lines = [[words_of(v, pack.language) for v in row] for row in frame.itertuples(index=False)]
        _listing(made, title, [str(name) for name in frame.columns], lines, pack)


def _listing(made: Any, title: str, heads: Sequence[str], lines: Sequence[Sequence[str]], pack: Pack) -> None:
    on = slide(made, title, pack)
    shown = grid(on, heads, lines[:_ROWS], pack, points=_size(len(heads)))
    if len(lines) > shown:
        more = say("pack.more", pack.language, n=len(lines) - shown)
        text(on, more, int(BOTTOM - Inches(0.15)), 11, pack)


def _size(columns: int) -> int:
    """Few columns can be read from the last row of the room."""
    return 14 if columns <= 5 else 11 if columns <= 7 else 10
