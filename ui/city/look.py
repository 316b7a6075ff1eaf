"""How marks, bars and cards of the city page look: words first, colour beside them, light and dark alike."""

from __future__ import annotations

from html import escape
from pathlib import Path

from ui.plain_table import Html
from ui.theme import Mark

CSS = Path(__file__).with_name("look.css")


def mark(look: Mark, words: str) -> Html:
    """A status as symbol and words on a ground of its colour."""
    return Html(f'<span class="mk" style="--c:{look.colour}"><b>{look.symbol}</b>{escape(words)}</span>')


def bar(look: Mark, filled_pct: float) -> Html:
    """A bar of 0–100; the number itself is written beside it, so a screen reader skips the bar."""
    width = min(max(filled_pct, 0), 100)
    filled = f'<i style="width:{width:.1f}%"></i>'
    return Html(f'<div class="bar" aria-hidden="true" style="--c:{look.colour}">{filled}</div>')
