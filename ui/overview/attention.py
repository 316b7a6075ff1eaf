"""What needs attention first? Next actions, each with the place where it is done; no percentages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

import definition
from definition import Language
from ui import format, labels
from ui.labels import say
from ui.returned import by_sheet
from ui.rows import rows
from ui.theme import LIGHT, NO_LIGHT, SUBMISSION, Mark

SHOWN = 7  # the rest is folded
_NAMED = 4  # cities or codes that are named one by one
_FIRST_OF_A_KIND = 2  # so many of each kind come before the rest of any, or the list would be of one kind
_AWAITED = ("damaged", "missing", "withdrawn", "unreadable", "needs_fixing", "awaiting_confirmation", "draft")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: whose, what, and the page that resolves it with its filters."""

    kind: str
    subject: str
    sentence: str
    mark: Mark
    page: str
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the list is made from: rows of the views of one workshop."""

    workshop: str
    participation: pd.DataFrame
    actions: pd.DataFrame
    indicators: pd.DataFrame
    returned: Sequence[Any]  # rows of ui.returned


def items(known: Known, language: Language) -> tuple[Item, ...]:
    """Ranked: what keeps a city out of the picture, then late actions, weak indicators, holes in the data."""
    kinds = [[*_submissions(known, language), *_returned(known, language)]]
    kinds += [list(_overdue(known, language, reason)) for reason in (False, True)]
    kinds += [list(_behind(known, language)), list(_gaps(known, language))]
    cut = [len(kinds[0]), *[_FIRST_OF_A_KIND] * (len(kinds) - 1)]
    first = [item for kind, n in zip(kinds, cut, strict=True) for item in kind[:n]]
    return tuple(first + [item for kind, n in zip(kinds, cut, strict=True) for item in kind[n:]])


def _submissions(known: Known, language: Language) -> Iterator[Item]:
    """Cities whose figures are not in, and those with a newer file that waits."""
    found = rows(known.participation)
    deadline = format.day(definition.load().workshop(known.workshop).deadline, language)
    for state in _AWAITED:
        cities = [row.city for row in found if _awaited(row) == state]
        mark = SUBMISSION["awaiting_confirmation" if state == "draft" else state]
        sentence = say(f"overview.attention.{state}", language, deadline=deadline)
        groups = [[city] for city in cities] if len(cities) <= _NAMED else [cities]
        for group in groups:
            codes = {"workshop": known.workshop} | ({"city": group[0]} if len(group) == 1 else {})
            yield Item(state, _cities(group, language), sentence, mark, "submit", tuple(codes.items()))


def _awaited(row: Any) -> str:
    """What the organizers wait for; nothing when the newest file counts."""
    newest = str(row.state)
    if newest in ("unreadable", "needs_fixing", "awaiting_confirmation"):
        return newest
    if row.submitted:
        return ""
    return "draft" if row.has_draft else newest


def _returned(known: Known, language: Language) -> Iterator[Item]:
    """Cities whose report counts, with rows that the organizers want corrected; the most first."""
    of_city: dict[str, list[Any]] = {}
    for row in known.returned:
        of_city.setdefault(row.city, []).append(row)
    for city, own in sorted(of_city.items(), key=lambda one: (-len(one[1]), one[0])):
        sentence = say("overview.attention.returned", language, n=len(own), rows=by_sheet(own, language))
        codes = (("city", city), ("workshop", known.workshop))
        yield Item("returned", labels.city(city), sentence, SUBMISSION["needs_fixing"], "submit", codes)


def _overdue(known: Known, language: Language, explained: bool) -> Iterator[Item]:
    """Late actions by city, the most and the longest first; first those that nobody has explained."""
    late = known.actions[known.actions["overdue"]]
    late = late[late["deviation_reason"].notna() == explained]
    kind = "no_new_date" if explained else "no_reason"
    for city, own in _most_first(late.sort_values("days_overdue", ascending=False), "city"):
        sentence = say(
            f"overview.attention.{kind}",
            language,
            n=len(own),
            codes=_codes(own["action_code"]),
            days=format.number(own["days_overdue"].max(), language, 0),
        )
        yield _of_city(kind, city, sentence, LIGHT["behind"], known.workshop)


def _behind(known: Known, language: Language) -> Iterator[Item]:
    """Indicators with the most cities behind their own target."""
    lit = known.indicators[known.indicators["light"].notna()]
    cities = lit.groupby("indicator")["city"].nunique()
    for code, own in _most_first(lit[lit["light"] == "behind"], "indicator"):
        sentence = say("overview.attention.behind", language, n=len(own), of=int(cities[code]))
        codes = (("workshop", known.workshop), ("indicator", code))
        subject = f"{code} {labels.indicator(code, language)}"
        yield Item("behind", subject, sentence, LIGHT["behind"], "indicators", codes)


def _gaps(known: Known, language: Language) -> Iterator[Item]:
    """Cities that leave values or targets open, the most first."""
    asked = known.indicators
    for kind, open_ones in (
        ("no_value", asked[asked["value_state"] == "empty"]),
        ("no_target", asked[(asked["light_reason"] == "no_target") & (asked["entry"] != "computed")]),
    ):
        for city, own in _most_first(open_ones, "city"):
            sentence = say(f"overview.attention.{kind}", language, n=len(own), codes=_codes(own["indicator"]))
            yield _of_city(kind, city, sentence, NO_LIGHT, known.workshop)


def _most_first(found: pd.DataFrame, by: str) -> list[tuple[str, pd.DataFrame]]:
    groups = [(str(key), own) for key, own in found.groupby(by, sort=True)]
    return sorted(groups, key=lambda group: -len(group[1]))


def _of_city(kind: str, city: str, sentence: str, mark: Mark, workshop: str) -> Item:
    return Item(kind, labels.city(city), sentence, mark, "city", (("city", city), ("workshop", workshop)))


def _cities(cities: Sequence[str], language: Language) -> str:
    names = sorted((labels.city(city) for city in cities), key=format.sort_key)
    return (
        names[0]
        if len(names) == 1
        else say("overview.attention.cities", language, n=len(names)) + (f" ({', '.join(names)})")
    )


def _codes(codes: pd.Series) -> str:
    # A word joiner after the hyphen: a code is never broken over two lines.
    shown = [code.replace("-", "-\u2060") for code in codes[:_NAMED]]
    return ", ".join(shown) + (" …" if len(codes) > len(shown) else "")
