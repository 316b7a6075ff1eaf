"""What are the city's actions doing: by status, by schedule, by what has moved?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from definition import Language
from ui import labels
from ui.city.look import mark
from ui.labels import say
from ui.plain_table import Html
from ui.rows import rows
from ui.theme import AMBER, BLUE, GREY, SILVER, SKY, STATUS, VERMILION, Mark

_SCHEDULE = {
    "ended": Mark(BLUE, "●", "blue"),
    "on_time": Mark(SKY, "◐", "blue"),
    "overdue": Mark(VERMILION, "▲", "red"),
    "cancelled": Mark(GREY, "✕", "gray"),
}
_FRESHNESS = {
    "new": Mark(BLUE, "＋", "blue"),
    "updated": Mark(SKY, "◐", "blue"),
    "unchanged": Mark(AMBER, "◇", "orange"),
    "closed": Mark(SILVER, "○", "gray"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """So many actions of one kind."""

    mark: Mark
    words: str
    actions: int


@dataclass(frozen=True, slots=True)
class Share:
    """One 100 % bar. Without parts, `why` says why there is none."""

    title: str
    parts: tuple[Part, ...]
    why: str = ""


def shares(actions: pd.DataFrame, changed: pd.DataFrame | None, language: Language) -> tuple[Share, ...]:
    """`actions`: rows of submission_action. `changed`: their rows of action_change; None without any."""
    status = _share("status", STATUS, list(actions["computed_status"]), language)
    schedule = _share("schedule", _SCHEDULE, [_on_schedule(row) for row in rows(actions)], language)
    if changed is None:
        why = say("city.share.no_comparison", language)
        return status, schedule, Share(say("city.share.freshness", language), (), why)
    kinds = {str(code): set(own["kind"]) for code, own in changed.groupby("action_code")}
    fresh = [_freshness(row, kinds.get(str(row.action_code), set())) for row in rows(actions)]
    return status, schedule, _share("freshness", _FRESHNESS, fresh, language)


def html(shown: tuple[Share, ...]) -> Html:
    """The bars beside each other, each with its numbers in words below."""
    return Html(f'<div class="sh">{"".join(_drawn(share) for share in shown)}</div>')


def table(shown: tuple[Share, ...], language: Language) -> pd.DataFrame:
    """The same numbers as rows."""
    heads = [say(f"city.share.column.{name}", language) for name in ("bar", "part", "actions")]
    rows = [(share.title, part.words, part.actions) for share in shown for part in share.parts]
    return pd.DataFrame(rows, columns=heads)


def _share(title: str, marks: Mapping[str, Mark], codes: list[str], language: Language) -> Share:
    parts = tuple(
        Part(look, _words(title, code, language), codes.count(code))
        for code, look in marks.items()
        if code in codes
    )
    return Share(say(f"city.share.{title}", language), parts)


def _words(title: str, code: str, language: Language) -> str:
    return labels.status(code, language) if title == "status" else say(f"city.share.part.{code}", language)


def _on_schedule(row: Any) -> str:
    if row.overdue or row.status == "cancelled":
        return "overdue" if row.overdue else "cancelled"
    return "ended" if row.status == "completed" else "on_time"


def _freshness(row: Any, kinds: set[str]) -> str:
    if "added" in kinds:
        return "new"
    if kinds - {"renamed"}:
        return "updated"
    return "closed" if row.status in ("completed", "cancelled") else "unchanged"


def _drawn(share: Share) -> str:
    head = f"<div><h4>{escape(share.title)}</h4>"
    if not share.parts:
        return f"{head}<p>{escape(share.why)}</p></div>"
    bars = "".join(f'<i style="--c:{part.mark.colour};flex:{part.actions}"></i>' for part in share.parts)
    return f'{head}<div class="all" aria-hidden="true">{bars}</div><ul>{"".join(_legend(share))}</ul></div>'


def _legend(share: Share) -> Iterator[str]:
    for part in share.parts:
        yield f"<li>{mark(part.mark, f'{part.words} {part.actions}')}</li>"
