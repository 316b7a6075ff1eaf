"""The refusals that several steps share, each with the facts its sentence or the log needs."""

from __future__ import annotations

from etl.problems import Fact, Problem, Unreadable, unreadable


def unsafe(reason: str) -> Unreadable:
    """One sentence for every trick, so that nobody learns from it; `reason` is for the log."""
    return unreadable("refused_unsafe", reason=reason)


def damaged(reason: str) -> Unreadable:
    """The bytes are not those that were saved: cut, or changed on the way."""
    return unreadable("refused_damaged", reason=reason)


def malformed(reason: str) -> Unreadable:
    """A whole zip whose content no spreadsheet program would have written like this."""
    return unreadable("refused_malformed", reason=reason)


def at(code: str, sheet: str, cell: str = "", **facts: Fact) -> Unreadable:
    """A limit overstepped at a place that the sentence can name."""
    return Unreadable(Problem(code, "error", sheet, cell, facts=tuple(facts.items())))
