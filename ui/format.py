"""Numbers, dates and words as people of each language write them. Missing is said, never shown as 0."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal

import definition
from definition import Indicator, Language
from etl.clock import TURKIYE
from ui.markdown import plain as plain  # beside the other ways to write a value

MINUS = "\u2212"
_ALPHABET = "0123456789abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_PLACE = {letter: place for place, letter in enumerate(_ALPHABET)}
_CIRCUMFLEX = str.maketrans("âîû", "aiu")
_PLAIN = str.maketrans("çğıöşüâîû", "cgiosuaiu")


def is_missing(value: Any) -> bool:
    """None, NaN, NaT and NA alike."""
    return value is None or bool(pd.isna(value))


def no_data(language: Language) -> str:
    """What stands where a value would: never 0, never blank."""
    return definition.load().text("format.no_data", language)


def round_half_up(value: float, decimals: int = 0) -> Decimal:
    """As people round by hand; never a rounded "-0"."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def number(value: float | None, language: Language, decimals: int | None = None) -> str:
    """1234.5 → 1.234,5 in Turkish. Without `decimals` as many as it takes, at most two."""
    if value is None or is_missing(value):
        return no_data(language)
    places = 2 if decimals is None else decimals
    rounded = round_half_up(value, places)
    pattern = "#,##0" + ("." + ("#" if decimals is None else "0") * places if places else "")
    return str(format_decimal(rounded, pattern, locale=language)).replace("-", MINUS)


def percent(value: float | None, language: Language, decimals: int = 0) -> str:
    """45 → %45 in Turkish, 45% in English."""
    if value is None or is_missing(value):
        return no_data(language)
    digits = number(abs(value), language, decimals)
    sign = MINUS if value < 0 and any(d in digits for d in "123456789") else ""
    return f"{sign}%{digits}" if language == "tr" else f"{sign}{digits}%"


def measure(value: float | None, indicator: Indicator, language: Language) -> str:
    """A value with the unit of its indicator: %45 · 12 adet · 1.250 bin Avro."""
    if value is None or is_missing(value):
        return no_data(language)
    if indicator.is_percent:
        return percent(value, language, 0 if float(value).is_integer() else 1)
    return f"{number(value, language)}\u00a0{indicator.unit_after(language)}".rstrip()


def day(value: date | None, language: Language) -> str:
    """03.06.2024 in Turkish, 3 Jun 2024 in English (where 03.06. could be March)."""
    if value is None or is_missing(value):
        return no_data(language)
    return str(format_date(value, "dd.MM.yyyy" if language == "tr" else "d MMM yyyy", locale=language))


def moment(value: datetime | None, language: Language) -> str:
    """A time as the clock in Türkiye shows it, which is how the database keeps times; receipts carry UTC."""
    if value is None or is_missing(value):
        return no_data(language)
    local = value.astimezone(TURKIYE) if value.tzinfo else value
    return f"{day(local.date(), language)} {local:%H:%M}"


def change(value: float | None, language: Language, unit: str = "", decimals: int | None = None) -> str:
    """A signed change in words: "3 puan arttı", "down 2", "unchanged"; missing is said."""
    say = definition.load().text
    if value is None or is_missing(value):
        return say("format.change.unknown", language)
    size = number(abs(value), language, decimals)
    if not any(d in size for d in "123456789"):
        return say("format.change.none", language)
    amount = f"{size}\u00a0{unit}" if unit else size
    return say("format.change.up" if value > 0 else "format.change.down", language).format(amount=amount)


def late(days: float | None, language: Language) -> str:
    """ "2 gün gecikti" / "2 days late"; "zamanında" for 0."""
    if days is None or is_missing(days):
        return no_data(language)
    key = "format.on_time" if days <= 0 else "format.day_late" if days == 1 else "format.days_late"
    return definition.load().text(key, language).format(days=number(days, language, 0))


def yes_no(value: bool | None, language: Language) -> str:
    if value is None or is_missing(value):
        return no_data(language)
    return definition.load().text("format.yes" if value else "format.no", language)


def lower(text: str) -> str:
    """Small letters the Turkish way: I → ı, İ → i."""
    return text.replace("İ", "i").replace("I", "ı").lower()


def sort_key(text: str) -> tuple[int, ...]:
    """For sorted(key=…): the Turkish alphabet, in which ç comes after c and ı before i."""
    letters = lower(str(text)).translate(_CIRCUMFLEX)
    return tuple(_PLACE.get(letter, -1 if letter.isspace() else len(_PLACE)) for letter in letters)


def search_fold(text: str) -> str:
    """For finding: "igdir", "IĞDIR" and "ığdır" are the same."""
    return lower(str(text)).translate(_PLAIN).strip()
