"""What do the status words mean, and which of them are computed?"""

from __future__ import annotations

from definition import ActionStatus, Definition, Language
from ui import format, labels
from ui.catalogue.section import Section
from ui.plain_table import Cell

_MISSING = ("zero", "empty", "not_due", "not_applicable", "not_collected", "not_asked", "not_submitted")
_STATES = (
    *("unreadable", "needs_fixing", "awaiting_confirmation"),
    *("counted", "replaced", "withdrawn", "damaged"),
)
_REASONS = ("overdue_not_completed", "overdue_postponed", "as_declared")


def sections(known: Definition, language: Language) -> list[Section]:
    return [_declared(known, language), _overdue(known, language), _missing(language), _states(language)]


def _declared(known: Definition, language: Language) -> Section:
    headers = ("status", "progress", "can_be_late", "counted")
    return Section(
        "durumlar",
        labels.say("definitions.statuses.title", language),
        tuple(labels.say(f"definitions.statuses.{h}", language) for h in headers),
        tuple(_status(status, language) for status in known.action_statuses),
        labels.say("definitions.statuses.intro", language),
    )


def _status(status: ActionStatus, language: Language) -> tuple[Cell, ...]:
    low, high = (format.percent(p, language) for p in (status.progress_from, status.progress_to))
    return (
        f"{labels.status_mark(status.code).symbol} {status.label[language]}",
        low if low == high else f"{low} – {high}",
        format.yes_no(not status.ended, language),
        format.yes_no(status.counted, language),
    )


def _overdue(known: Definition, language: Language) -> Section:
    ended = labels.say("definitions.or", language).join(
        s.label[language] for s in known.action_statuses if s.ended
    )
    return Section(
        "gecikmis",
        f"{labels.status_mark('overdue').symbol} {labels.status('overdue', language)}",
        (labels.say("definitions.overdue.reason", language),),
        tuple((labels.say(f"status.reason.{reason}", language),) for reason in _REASONS),
        labels.say("definitions.overdue.intro", language, ended=ended),
    )


def _missing(language: Language) -> Section:
    return Section(
        "eksik",
        labels.say("definitions.missing.title", language),
        _word_and_meaning(language),
        tuple(
            (labels.missing(state, language), labels.say(f"definitions.missing.{state}", language))
            for state in _MISSING
        ),
        labels.say("definitions.missing.intro", language),
    )


def _states(language: Language) -> Section:
    return Section(
        "gonderim",
        labels.say("definitions.states.title", language),
        _word_and_meaning(language),
        tuple(
            (
                f"{labels.submission_mark(state).symbol} {labels.submission_state(state, language)}",
                labels.say(f"definitions.states.{state}", language),
            )
            for state in _STATES
        ),
        labels.say("definitions.states.intro", language),
    )


def _word_and_meaning(language: Language) -> tuple[str, ...]:
    return tuple(labels.say(f"definitions.terms.{h}", language) for h in ("word", "meaning"))
