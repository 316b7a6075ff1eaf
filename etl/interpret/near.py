"""Which value of a list did a person probably mean by a word that is not in it? Asked, never taken."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from babel import Locale

from definition import ClosedList, Definition
from etl.fold import fold
from etl.lookups import Once, choices_of

_COUNTRIES, _STATUSES = "countries", "action_statuses"
# A city writes a partner's country as the partner does.
_LANGUAGES = ("en", "de", "fr", "es", "it", "ru", "ar")
_ALIKE = 0.75  # below it, Atlantis resembles Arnavutluk
_LONGEST = 60  # no value of a list is longer; comparing whole pages would take minutes
_SHORTEST = 3  # a shorter word stands in too many others


def probable(definition: Definition, closed: ClosedList, typed: str) -> str | None:
    """Its code; None where nothing stands out."""
    word = fold(typed)
    if not word or len(word) > _LONGEST:
        return None
    meant = _meant_of(definition).get((closed.key, word))
    if meant is None and closed.key == _COUNTRIES:
        abroad = _country_names().get(word)
        meant = next((choice.code for choice in closed.choices if choice.code == abroad), None)
    return meant or _named_within(closed, word) or _closest(closed, word)


def is_computed(definition: Definition, closed: ClosedList, typed: str) -> bool:
    """Is it the status that nobody types, because it follows from the end date?"""
    return closed.key == _STATUSES and fold(typed) in _words(definition, "meant.computed_status")


def _meant(definition: Definition) -> Mapping[tuple[str, str], str]:
    """List and folded word → code, as the texts tell: other words for a value, often unlike it."""
    return {
        (closed.key, word): choice.code
        for closed in definition.lists.values()
        for choice in closed.choices
        for word in _words(definition, f"meant.{closed.key}.{choice.code}")
    }


_meant_of = Once(_meant)


def _words(definition: Definition, key: str) -> set[str]:
    text = definition.texts.get(key)
    return {fold(word) for words in (text.tr, text.en) for word in words.split(";")} if text else set()


@cache
def _country_names() -> Mapping[str, str]:
    """Folded name in another language → code, by CLDR."""
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                names.setdefault(fold(str(name)), str(code))
    return names


def _named_within(closed: ClosedList, word: str) -> str | None:
    """Of whose words the typed ones are some, or the other way round; only if that is one value."""
    if len(word) < _SHORTEST:
        return None
    found = {
        choice.code
        for choice in closed.choices
        if len(label := fold(choice.label.tr)) >= _SHORTEST
        and (f" {word} " in f" {label} " or f" {label} " in f" {word} ")
    }
    return found.pop() if len(found) == 1 else None


def _closest(closed: ClosedList, word: str) -> str | None:
    """What a mistyped word resembles more than anything else. Slips rarely hit the first letter, and
    comparing with all countries would take a minute on a long sheet of nonsense."""
    known = choices_of(closed)
    alike = [spelling for spelling in known if spelling[0] == word[0]]
    best, *others = get_close_matches(word, alike, n=2, cutoff=_ALIKE) or [""]
    as_good = any(known[o] != known[best] and _ratio(o, word) == _ratio(best, word) for o in others)
    return None if as_good or not best else known[best]


def _ratio(spelling: str, word: str) -> float:
    return SequenceMatcher(None, spelling, word).ratio()
