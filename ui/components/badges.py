"""A status as colour, symbol and word together. The same marks as Markdown text for use inside sentences."""

from __future__ import annotations

from ui import labels
from ui.markdown import Markdown, plain
from ui.texts import language
from ui.theme import Mark


def marked(mark: Mark, words: str) -> Markdown:
    """Markdown for a badge inside a line of text."""
    return Markdown(f":{mark.badge}-badge[{mark.symbol} {plain(words)}]")


def status_badge(code: str) -> Markdown:
    """Markdown badge of an action status, declared or computed (`overdue`)."""
    return marked(labels.status_mark(code), labels.status(code, language()))


def light_badge(code: str | None, reason: str | None = None) -> Markdown:
    """Markdown badge of an indicator's light, or of the reason why it has none."""
    return marked(labels.light_mark(code), labels.light(code, reason, language()))


def submission_badge(state: str) -> Markdown:
    """Markdown badge of a submission's state."""
    return marked(labels.submission_mark(state), labels.submission_state(state, language()))
