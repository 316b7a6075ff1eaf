"""The pack as a brief to print: one page for all cities, one for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

import definition
from ui import format
from ui.components import Tile
from ui.components.data_table import words_of
from ui.documents.pack import City, Pack
from ui.documents.typeset import typeset
from ui.labels import say

_ROWS = 8  # of a table on a page; the workbook has them all


def brief(pack: Pack, at: datetime) -> bytes:
    told = {
        "language": pack.language,
        "product": definition.load().text("template.product", pack.language),
        "title": pack.title,
        "banner": pack.banner,
        "footnotes": pack.footnotes,
        "pages": [_group(pack), *(_city(city, pack) for city in pack.cities)],
    }
    return typeset("brief.typ", told, at)


def _group(pack: Pack) -> dict[str, Any]:
    return _page(
        pack.title,
        pack.subtitle,
        pack.tiles,
        tasks=pack.open_tasks[:_ROWS],
        tasks_title=say("pack.tasks", pack.language),
        bars=_bars(pack),
        bars_title=say("overview.progress.title", pack.language),
    )


def _city(city: City, pack: Pack) -> dict[str, Any]:
    if not city.tiles:
        state = f"{city.state} · {say('pack.no_report', pack.language)}"
        return _page(city.name, state, ())
    late = _table(say("pack.late", pack.language), city.late, (2, 9, 6, 3), pack)
    return _page(city.name, city.state, city.tiles, tables=[late])


def _page(title: str, state: str, tiles: Sequence[Tile], **more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"tasks": [], "tasks_title": "", "bars": [], "bars_title": "", "tables": []}
    shown = [(t.label, t.value, t.change, t.note) for t in tiles]
    return {"title": title, "state": state, "tiles": shown, **nothing, **more}


def _bars(pack: Pack) -> list[tuple[str, float, str]]:
    """City, progress, and the same in words; those without a figure say why."""
    table = pack.table("progress")
    if table is None:
        return []
    names, values, why = (table.frame.iloc[:, n] for n in (0, 1, -3))
    return [
        (str(name), 0.0 if format.is_missing(value) else float(value), _shown(value, reason, pack))
        for name, value, reason in zip(names, values, why, strict=True)
    ]


def _shown(value: Any, reason: Any, pack: Pack) -> str:
    return str(reason) if format.is_missing(value) else format.percent(value, pack.language)


def _table(title: str, frame: pd.DataFrame, widths: tuple[int, ...], pack: Pack) -> dict[str, Any]:
    rest = len(frame) - _ROWS
    lines = [
        [words_of(value, pack.language) for value in row] for row in frame.head(_ROWS).itertuples(index=False)
    ]
    return {
        "title": title,
        "head": [str(name) for name in frame.columns],
        "widths": list(widths),
        "lines": lines,
        "none": say("pack.none_late", pack.language),
        "more": say("pack.more", pack.language, n=rest) if rest > 0 else "",
    }
