"""The closed lists, those written in lists.toml and those that follow from other files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel import Locale

from definition.catalogue import ActionStatus, Indicator, Municipality, Workshop
from definition.words import Choice, ClosedList, Text

_COUNTRY_NAMES = "country_names"
_OPEN_LISTS = frozenset({"networks"})  # other names may be typed
# CLDR lists groupings and unknown regions beside the countries.
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"})


def closed_lists(
    raw: dict[str, Any],
    municipalities: Sequence[Municipality],
    workshops: Sequence[Workshop],
    indicators: Sequence[Indicator],
    action_statuses: Sequence[ActionStatus],
) -> dict[str, ClosedList]:
    lists = {
        key: ClosedList(key, tuple(_choice(code, c) for code, c in choices.items()), key in _OPEN_LISTS)
        for key, choices in raw.items()
        if key != _COUNTRY_NAMES
    }
    takes_part = {city for w in workshops for city in w.participants}
    followed = {
        "municipalities": [_municipality(m) for m in municipalities],
        "workshops": [_workshop(w) for w in workshops],
        "indicators": [Choice(i.code, Text(i.code, i.code)) for i in indicators],
        # What the organizers hand in, and for whom.
        "context_indicators": [
            Choice(i.code, Text(i.code, i.code)) for i in indicators if i.entry == "organizer"
        ],
        "participants": [_municipality(m) for m in municipalities if m.code in takes_part],
        "action_statuses": [Choice(s.code, s.label) for s in action_statuses],
        "countries": _countries(raw.get(_COUNTRY_NAMES, {})),
    }
    return lists | {key: ClosedList(key, tuple(choices)) for key, choices in followed.items()}


def _choice(code: str, raw: dict[str, Any]) -> Choice:
    words = (tuple(raw.get(kind, ())) for kind in ("aliases", "vague"))
    return Choice(code, Text(raw["tr"], raw["en"]), *words)


def _municipality(city: Municipality) -> Choice:
    """People write the institution as often as the city."""
    ways = ("Büyükşehir Belediyesi", "Büyükşehir", "Belediyesi", "BŞB", "BB")
    return Choice(city.code, Text(city.name, city.name), tuple(f"{city.name} {way}" for way in ways))


def _workshop(workshop: Workshop) -> Choice:
    number = workshop.number
    return Choice(workshop.code, workshop.title, (f"{number}. Çalıştay", f"{number}") if number else ())


def _countries(extra: dict[str, Any]) -> list[Choice]:
    """Countries by CLDR's names in both languages, in Turkish alphabetical order as CLDR gives them."""
    turkish = _names("tr")
    english = _names("en")
    codes = {c for c in turkish if len(c) == 2 and c.isalpha()} - _NOT_COUNTRIES
    choices = []
    for code in codes | extra.keys():
        more = extra.get(code, {})
        label = Text(more.get("tr") or turkish[code], more.get("en") or english[code])
        choices.append(Choice(code, label, tuple(more.get("aliases", ()))))
    return sorted(choices, key=lambda c: c.label.tr.translate(_TURKISH_ORDER))


def _names(language: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(language).territories.items()}


# Enough for names: each Turkish letter follows the one it resembles.
_TURKISH_ORDER = str.maketrans({a: b + "\uffff" for a, b in zip("çğıöşüÇĞİÖŞÜ", "cghosuCGIOSU", strict=True)})
