"""Codes in, words out: the names of what the views speak of in codes. Knows no session."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

import definition
from definition import Language
from etl.store.receipts import COMMAND_LINE, ITSELF, LOCAL, SAMPLE_SENDER
from ui.format import is_missing, no_data
from ui.theme import LIGHT, NO_LIGHT, STATUS, SUBMISSION, Mark

_NAMELESS = {
    LOCAL: "person.local",
    COMMAND_LINE: "person.command_line",
    ITSELF: "person.itself",
    SAMPLE_SENDER: "person.sample",
}


def say(key: str, language: Language, **places: object) -> str:
    """The text `key` in a named language with its {places} filled. An unknown key raises."""
    words = definition.load().text(key, language)
    return words.format(**places) if places else words


def city(code: str) -> str:
    return definition.load().municipality(code).name


def workshop(code: str, language: Language) -> str:
    """ "3. Çalıştay – İzmir 2025" """
    return definition.load().workshop(code).title[language]


def workshop_short(code: str, language: Language) -> str:
    """ "3. Çalıştay": for axes and tiles. A file without a workshop is the organizers'."""
    if not code:
        return say("labels.organizers", language)
    return workshop(code, language).partition(" – ")[0]


def indicator(code: str, language: Language) -> str:
    return definition.load().indicator(code).name[language]


def unit(code: str, language: Language) -> str:
    """The unit of an indicator's values."""
    return definition.load().indicator(code).unit[language]


def choice(list_key: str, code: str | None, language: Language) -> str:
    """The words of one value of a closed list (themes, approvals, networks, …)."""
    if code is None or is_missing(code):
        return no_data(language)
    return definition.load().lists[list_key].label(str(code))[language]


def status(code: str, language: Language) -> str:
    """A declared or computed action status; `overdue` is only ever computed."""
    if code == "overdue":
        return say("status.overdue", language)
    return next(s.label for s in definition.load().action_statuses if s.code == code)[language]


def status_mark(code: str) -> Mark:
    return STATUS[code]


def light(code: str | None, reason: str | None, language: Language) -> str:
    """The light's words, or why there is none: no data, no target, too early, context figure."""
    if code is None or is_missing(code):
        known = "no_data" if reason is None or is_missing(reason) else reason
        return say(f"light.{known}", language)
    return next(band.label for band in definition.load().lights if band.code == code)[language]


def light_mark(code: str | None) -> Mark:
    return NO_LIGHT if code is None or is_missing(code) else LIGHT[code]


def person(who: str, language: Language) -> str:
    """The name on a receipt; what stands for a name where nobody signed in, in words."""
    return say(_NAMELESS[who], language) if who in _NAMELESS else who


def submission_state(code: str, language: Language) -> str:
    return say(f"submission.state.{code}", language)


def submission_mark(code: str) -> Mark:
    return SUBMISSION[code]


def missing(value_state: str | None, language: Language) -> str:
    """Why a cell shows no figure; the states are kept apart everywhere, and none of them is zero."""
    state = "empty" if value_state is None or is_missing(value_state) else value_state
    return say(f"missing.{state}", language)


@lru_cache(maxsize=16)
def _territories(language: Language, edition: tuple[str, str]) -> dict[str, str]:
    """`edition`: of the definition, whose list knows the one country that CLDR has no code for."""
    ours = {c.code: c.label[language] for c in definition.load().lists["countries"].choices}
    return {**Locale(language).territories, **ours}


def country(code: str | None, language: Language) -> str:
    """A country's name from CLDR; several codes joined by ';' give several names."""
    if code is None or is_missing(code):
        return no_data(language)
    known = definition.load()
    names = _territories(language, (known.folder, known.fingerprint))
    return ", ".join(names.get(c.strip(), c.strip()) for c in str(code).split(";"))
