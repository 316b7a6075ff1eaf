"""Where does one indicator of the city stand: reference, actual, target, what is left?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import definition
from definition import Indicator, Language
from ui import changes, format, labels
from ui.city.look import bar, mark
from ui.labels import say
from ui.plain_table import Html
from ui.theme import BLUE, GREY, VERMILION, Mark

_WHOLE = 100  # the bar ends where the target is reached


@dataclass(frozen=True, slots=True)
class Sent:
    """The file the figures come from."""

    file_name: str
    who: str
    moment: str


def card(row: Any, change: Any, vs: str | None, sent: Sent, language: Language) -> Html:
    """`row`: of indicator_achievement. `change`: its row of workshop_change, None without one."""
    about = definition.load().indicator(row.indicator)
    parts = [
        f"<header><span>{escape(row.indicator)}</span>{_light(row, language)}</header>",
        f"<h4>{escape(about.name[language])}</h4>",
        _values(row, about, language),
        *_achieved(row, about, language),
        *_changed(change, vs, language),
        *_said(row, language),
        _origin(row, sent, language),
    ]
    return Html(f'<article class="card">{"".join(parts)}</article>')


def _light(row: Any, language: Language) -> Html:
    return mark(labels.light_mark(row.light), labels.light(row.light, row.light_reason, language))


def _values(row: Any, about: Indicator, language: Language) -> str:
    look = {"actual": ' class="now"'}
    shown = (
        f"<div><dt>{escape(say(f'city.card.{name}', language))}</dt>"
        f"<dd{look.get(name, '')}>{escape(words)}</dd></div>"
        for name, words in values(row, about, language)
    )
    return f"<dl>{''.join(shown)}</dl>"


def values(row: Any, about: Indicator, language: Language) -> list[tuple[str, str]]:
    """Reference → actual → target. What is missing says why; a flow begins anew each year, so it has no A."""
    actual = format.measure(row.actual, about, language)
    if format.is_missing(row.actual):
        actual = f"○ {labels.missing(row.value_state, language)}"
    baseline = format.measure(row.baseline, about, language)
    if about.kind == "flow":
        baseline = say("city.card.year_begin", language)
    target = say("light.no_target", language)
    if not format.is_missing(row.target):
        target = format.measure(row.target, about, language)
    if row.entry == "computed" and format.is_missing(row.target):  # nobody is asked for its target
        return [("actual", actual)]
    return [("baseline", baseline), ("actual", actual), ("target", target)]


def _achieved(row: Any, about: Indicator, language: Language) -> Iterator[str]:
    """The bar stops at the target and says so; how far it is to go stands beside it."""
    if format.is_missing(row.achievement_pct):
        return
    words = format.percent(row.achievement_pct, language)
    if row.achievement_pct > _WHOLE:
        left = say("city.card.exceeded", language)
    elif row.achievement_pct == _WHOLE:
        left = say("city.card.reached", language)
    else:
        left = say("city.card.left", language, gap=_gap(row, about, language))
    if row.achievement_pct < 0:
        left = f"{say('city.card.away', language)}; {left}"
    drawn = bar(labels.light_mark(row.light), row.achievement_clipped_pct)
    yield f"{drawn}<p><b>{escape(words)}</b> · {escape(left)}</p>"


def _gap(row: Any, about: Indicator, language: Language) -> str:
    """What is left. Between two percentages it is points."""
    if about.is_percent:
        return f"{format.number(abs(row.gap), language)}\u00a0{say('change.points', language)}"
    return format.measure(abs(row.gap), about, language)


def _changed(change: Any, vs: str | None, language: Language) -> Iterator[str]:
    """The arrow says which way, its colour whether that is good, and the words say both."""
    if vs is None:
        return
    move = changes.moved(change, language)
    before = escape(changes.since(vs, language))
    if not move.known:
        yield f"<p><small>{before}: {escape(move.words)}</small></p>"
        return
    arrow = "→" if move.rising is None else "↑" if move.rising else "↓"
    look = Mark(GREY if move.better is None else BLUE if move.better else VERMILION, arrow, "gray")
    if move.better is not None:
        words = say("city.card.better" if move.better else "city.card.worse", language, change=move.words)
    else:
        words = move.words
    yield f"<p>{mark(look, words)} <small>{before}</small></p>"


def _said(row: Any, language: Language) -> Iterator[str]:
    if not format.is_missing(row.deviation_reason):
        yield f"<p><small>{escape(say('city.card.says', language, reason=row.deviation_reason))}</small></p>"


def _origin(row: Any, sent: Sent, language: Language) -> str:
    """How it was reckoned and from which cells of which file."""
    sheet = definition.load().workbook.sheet(row.sheet).name[language]
    lines = [say(f"city.method.{row.method}", language)]
    if row.method == "flow":
        share = format.percent(row.expected_share * 100, language)
        lines.append(say("city.card.expected", language, share=share))
    if not format.is_missing(row.entry):
        lines.append(say(f"city.entry.{row.entry}", language))
    cells = [c for c in (row.source_cells, row.target_cell) if not format.is_missing(c)]
    if cells:
        lines.append(say("city.card.cells", language, sheet=sheet, cells="; ".join(cells[:1])))
    if not format.is_missing(row.evidence):
        lines.append(say("city.card.evidence", language, evidence=row.evidence))
    lines.append(say("city.card.file", language, file=sent.file_name, who=sent.who, moment=sent.moment))
    shown = "".join(f"<p>{escape(line)}</p>" for line in lines)
    summary = escape(say("city.card.origin", language))
    return f'<details class="push"><summary>{summary}</summary>{shown}</details>'
