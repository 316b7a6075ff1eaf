"""The pack as a brief to print: one page for all cities, one for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pandas as pd

import definition
from ui import format
from ui.components import Tile
from ui.components.data_table import words_of
from ui.documents.pack import CityPage, Pack, Task
from ui.documents.typeset import typeset
from ui.labels import say

_LATE, _BEHIND, _TASKS = 6, 8, 6  # rows on a page; the workbook has them all
# Letters of a sentence, of a narrow column and of a code: what is longer would push the rest off the page.
_LONGEST, _NARROW, _CODE = 110, 60, 16
_LONG_WORD = re.compile(r"\S{31,}")


def brief(pack: Pack, at: datetime) -> bytes:
    told = {
        "language": pack.language,
        "product": definition.load().text("template.product", pack.language),
        "title": pack.title,
        "banner": pack.banner,
        "watermark": say("pack.watermark", pack.language) if pack.banner else "",
        "footnotes": pack.footnotes,
        "pages": [*([] if pack.is_of_city else [_group(pack)]), *(_city(c, pack) for c in pack.cities)],
    }
    return typeset("brief.typ", told, at)


def _group(pack: Pack) -> dict[str, Any]:
    """Decisions that earlier workshops left open stand before the figures."""
    own = tuple(task for task in pack.tasks if not task.is_earlier)
    tables = [_tasks("tasks", pack.earlier, pack), _tasks("own_tasks", own, pack)]
    return _page(
        pack.title,
        pack.subtitle,
        pack.tiles,
        before=tables[:1] if pack.earlier else [],
        tables=tables[1:] if own else [],
        bars=_bars(pack),
        bars_title=say("overview.progress.title", pack.language),
    )


def _tasks(key: str, tasks: Sequence[Task], pack: Pack) -> dict[str, Any]:
    heads = [say(f"pack.task.{name}", pack.language) for name in ("decision", "owner", "due", "state")]
    lines = [(task.decision, task.owner, task.due, task.state) for task in tasks]
    return _table(key, pd.DataFrame(lines, columns=heads), (10, 5, 3, 3), _TASKS, pack)


def _city(city: CityPage, pack: Pack) -> dict[str, Any]:
    subtitle = f"{pack.title} · {city.state}" if not pack.is_of_city else pack.subtitle
    if not city.tiles:
        return _page(city.name, f"{subtitle} · {say('pack.no_report', pack.language)}", ())
    late = city.late.iloc[:, :4]  # code, action, unit, days
    return _page(
        city.name,
        subtitle,
        city.tiles,
        shares=[(share.words, share.actions, share.colour) for share in city.shares],
        shares_title=say("pack.plan_status", pack.language),
        tables=[
            _table("late", late, (2, 10, 6, 3), _LATE, pack),
            _table("behind", city.behind, (2, 8, 4, 4, 4, 4), _BEHIND, pack),
        ],
        moves=[f"{_short(what)}: {steps}" for what, steps in city.moves],
        moves_title=city.moves_title,
        no_moves=say("pack.no_moves", pack.language),
        quality=city.quality,
    )


def _page(title: str, state: str, tiles: Sequence[Tile], **more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        **{key: [] for key in ("before", "tables", "bars", "shares", "moves")},
        **dict.fromkeys(("bars_title", "shares_title", "moves_title", "no_moves", "quality"), ""),
    }
    shown = [(t.label, t.value, t.change, _short(t.note)) for t in tiles]
    return {"title": title, "state": state, "tiles": shown, **nothing, **more}


def _bars(pack: Pack) -> list[tuple[str, float, str]]:
    """City, how much of the bar is filled, and the same in words; those without a figure say why."""
    table = pack.table("progress")
    if table is None:
        return []
    names, values = table.frame.iloc[:, 0], table.frame.iloc[:, 1]
    why = table.frame[say("overview.progress.column.state", pack.language)]
    return [
        (str(name), 0.0 if format.is_missing(value) else float(value), _shown(value, reason, pack))
        for name, value, reason in zip(names, values, why, strict=True)
    ]


def _shown(value: Any, reason: Any, pack: Pack) -> str:
    return f"○ {reason}" if format.is_missing(value) else format.percent(value, pack.language)


def _table(key: str, frame: pd.DataFrame, widths: tuple[int, ...], most: int, pack: Pack) -> dict[str, Any]:
    rest = len(frame) - most
    lines = [
        [_short(words_of(value, pack.language), _room(place, widths)) for place, value in enumerate(row)]
        for row in frame.head(most).itertuples(index=False)
    ]
    return {
        "title": f"{say(f'pack.{key}', pack.language)} ({len(frame)})",
        "head": [str(name) for name in frame.columns],
        "widths": list(widths),
        "lines": lines,
        "none": say("pack.none", pack.language),
        "more": say("pack.more", pack.language, n=rest) if rest > 0 else "",
    }


def _room(place: int, widths: tuple[int, ...]) -> int:
    if widths[place] == max(widths):
        return _LONGEST
    return _CODE if widths[place] == min(widths) else _NARROW


def _short(text: str, longest: int = _LONGEST) -> str:
    """As much as there is room for; what no dictionary can divide may be divided anywhere."""
    shown = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    return _LONG_WORD.sub(lambda word: "\u200b".join(re.findall(r".{1,6}", word.group())), shown)
