"""Which number did a person mean by a typed text? Turkish first: the comma is decimal, the dot groups."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from etl.fold import fold

# How sure we are: plain needs no word, tolerated a note, ambiguous a question.
Sureness = Literal["plain", "tolerated", "ambiguous"]


class TypedNumber(NamedTuple):
    value: float
    sureness: Sureness = "plain"
    currency: str = ""  # ISO 4217, if a currency was typed beside the number
    percent: bool = False
    unit: bool = False  # the unit asked for was typed beside the number


class _Pattern(NamedTuple):
    pattern: re.Pattern[str]
    decimal: str  # what separates the decimals; the other one groups
    sureness: Sureness


_LONGEST = 60  # no number a person types is longer; keeps the patterns away from whole pages
_SIGN = re.compile(r"([+\-−–]?)(.*)", re.DOTALL)
# [0-9], not \d: other scripts' digits are not read as ours without asking.
_PATTERNS = (
    _Pattern(re.compile(r"[0-9]+"), ",", "plain"),
    _Pattern(re.compile(r"[0-9]{1,3}(?: [0-9]{3})+(?:,[0-9]+)?"), ",", "plain"),
    _Pattern(re.compile(r"[0-9]{1,3}(?: [0-9]{3})+\.[0-9]+"), ".", "tolerated"),
    # 1,234: one comma 234 to a Turkish reader, twelve hundred to an English one
    _Pattern(re.compile(r"[1-9][0-9]{0,2},[0-9]{3}"), ",", "tolerated"),
    _Pattern(re.compile(r"[0-9]+,[0-9]+"), ",", "plain"),
    _Pattern(re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+"), ",", "tolerated"),
    _Pattern(re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}"), ",", "tolerated"),
    # 1.234: never 1.234 in Turkish, yet a program may have written it so
    _Pattern(re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}"), ",", "ambiguous"),
    _Pattern(re.compile(r"[0-9]+\.[0-9]+"), ".", "tolerated"),
    _Pattern(re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+"), ".", "tolerated"),
    _Pattern(re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}"), ".", "tolerated"),
)
_CURRENCIES = {
    "TRY": r"₺|TL|TRY|türk lirası|lira",
    "EUR": r"€|EUR|euro|avro",
    "USD": r"\$|USD|dolar|dollars?",
    "GBP": r"£|GBP|sterlin",
}
_MONEY = "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items())
_CURRENCY = re.compile(
    rf"^(?:{_MONEY})\.?(?= ?[+\-−–]?[0-9])|(?<=[0-9]) ?(?:{_MONEY.replace('<', '<_')})\.?$", re.I
)
_PERCENT = re.compile(r"^[%٪] ?(?=[+\-−–]?[0-9])|(?<=[0-9]) ?[%٪]$")


def typed_number(text: str, unit: str = "") -> TypedNumber | None:
    """The number a cleaned text stands for, or None where there is any doubt that it is one number.

    Never the first number of several, never digits picked out of words."""
    if len(text) > _LONGEST:
        return None
    text, currency = _without_currency(text)
    text, percent = _cut(_PERCENT, text)
    text, with_unit = _without_unit(text, unit)
    sign, digits = _SIGN.fullmatch(text).groups()  # type: ignore[union-attr]  # it matches every text
    for pattern, decimal, sureness in _PATTERNS:
        if pattern.fullmatch(digits):
            group = "." if decimal == "," else ","
            value = float(digits.replace(" ", "").replace(group, "").replace(decimal, "."))
            if currency and sureness == "ambiguous":
                sureness = "tolerated"  # money has no three decimals
            return TypedNumber(
                -value if sign in "-−–" and sign else value, sureness, currency, percent, with_unit
            )
    return None


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = pattern.search(text)
    return (text[: found.start()] + text[found.end() :], True) if found else (text, False)


def _without_currency(text: str) -> tuple[str, str]:
    found = _CURRENCY.search(text)
    if not found:
        return text, ""
    code = next(name for name, words in found.groupdict().items() if words)
    return (text[: found.start()] + text[found.end() :]).strip(), code.lstrip("_")


def _without_unit(text: str, unit: str) -> tuple[str, bool]:
    if not unit or fold(text[-len(unit) :]) != fold(unit):
        return text, False
    return text[: -len(unit)].strip(), True
