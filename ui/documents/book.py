"""The pack as a workbook: one sheet a table, numbers to reckon with, nothing that acts as a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pandas as pd
from openpyxl import Workbook

from ui.documents.pack import Pack
from ui.documents.sheets import add_sheet
from ui.labels import say


def book(pack: Pack) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, frame in _sheets(pack):
        add_sheet(made, title, frame, pack)
    made.properties.title = pack.title
    made.properties.language = pack.language
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _sheets(pack: Pack) -> Iterator[tuple[str, pd.DataFrame]]:
    """Decisions that earlier workshops left open come first, what the data are comes last."""
    if pack.earlier:
        yield say("pack.tasks", pack.language), _tasks(pack, is_earlier=True)
    yield say("pack.headline", pack.language), _tiles(pack)
    for table in pack.tables:
        yield table.title, table.frame
    if len(pack.tasks) > len(pack.earlier):
        yield say("pack.own_tasks", pack.language), _tasks(pack, is_earlier=False)
    yield say("pack.about", pack.language), _about(pack)


def _tasks(pack: Pack, *, is_earlier: bool) -> pd.DataFrame:
    names = ("decision", "owner", "due", "state", "workshop")
    heads = [say(f"pack.task.{name}", pack.language) for name in names]
    lines = [[getattr(task, name) for name in names] for task in pack.tasks if task.is_earlier == is_earlier]
    return pd.DataFrame(lines, columns=heads)


def _tiles(pack: Pack) -> pd.DataFrame:
    heads = [say(f"pack.{name}", pack.language) for name in ("figure", "value", "change", "note")]
    return pd.DataFrame([(t.label, t.value, t.change, t.note) for t in pack.tiles], columns=heads)


def _about(pack: Pack) -> pd.DataFrame:
    """What stands on every printed page, and what each chart leaves out: once to be read on the screen."""
    lines = [pack.title, pack.subtitle, *filter(None, (pack.banner,)), *pack.footnotes]
    absent = [f"{t.title}: {t.chart.absent}" for t in pack.tables if t.chart and t.chart.absent]
    return pd.DataFrame({say("pack.about", pack.language): [*lines, *absent]})
