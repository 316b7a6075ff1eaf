"""Which day did a person mean? Day first, always; never guessed row by row."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from etl.fold import fold

PLAUSIBLE_YEARS = range(1950, 2101)
_SERIALS = range(20_000, 80_001)  # 1954 to 2119
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LONGEST = 60

_MONTHS_TR = "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik"
_MONTHS_EN = "january february march april may june july august september october november december"
_DAYS = (
    "pazartesi sali carsamba persembe cuma cumartesi pazar "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_MONTHS = {
    spelling: number
    for names in (_MONTHS_TR, _MONTHS_EN)
    for number, name in enumerate(names.split(), start=1)
    for spelling in (name, name[:3])
} | {"sept": 9}

_BETWEEN = r"(?: ?[./\-–] ?| )"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,2}}){_BETWEEN}([0-9]{{1,4}})\.?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})")
_NAMED = re.compile(r"([0-9]{1,2}) ([a-z]+) ([0-9]{1,4})")
_NAMED_ENGLISH = re.compile(r"([a-z]+) ([0-9]{1,2}) ([0-9]{1,4})")
_STRAY = re.compile(r"[ .]+")
_EIGHT = re.compile(r"[0-9]{8}")
_DIGITS_ASTRAY = re.compile(r"[0-9][0-9 .]*[0-9]\.?")
_TIME = re.compile(
    r"[T ,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-][0-9:]{2,5})?$"
)
_NUMBERS_ONLY = re.compile(r"[0-9]{4}|[0-9]{1,2} ?[./-] ?[0-9]{4}|[0-9]{4} ?[./-] ?[0-9]{1,2}")
_PERIOD_WORD = re.compile(
    r"[0-9]{4}|[1-4]|i{1,3}|iv|q[1-4]|ilk|son|yili?|sonu|basi|ceyrek|donem|yariyil|yarisi?|ay"
)


class TypedDate(NamedTuple):
    """The day, or the code of what keeps it from being one. `guessed`: it had to be put together."""

    day: date | None
    fault: str = ""
    guessed: bool = False


def typed_date(text: str) -> TypedDate:
    """The day a cleaned text stands for."""
    if len(text) > _LONGEST:
        return TypedDate(None, "not_a_date")
    text = _TIME.sub("", text)
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[4], found[3], found[1], month_first=False)
    return _eight_digits(text) or _date_in_words(text)


def _eight_digits(text: str) -> TypedDate | None:
    """A day whose separators are lost or stray, as in 0306 2024: the one reading that is a day."""
    digits = _STRAY.sub("", text)
    if not _EIGHT.fullmatch(digits) or not _DIGITS_ASTRAY.fullmatch(text) or _is_two_years(text):
        return None
    day_first = _day(digits[:2], digits[2:4], digits[4:])
    year_first = _day(digits[6:], digits[4:6], digits[:4], month_first=False)
    days = [typed for typed in (day_first, year_first) if typed.day]
    if len(days) == 1:
        return days[0]._replace(guessed=True)
    return year_first if day_first.fault == "date_impossible" else day_first


def _is_two_years(text: str) -> bool:
    """2011 2012 is a stretch of time, though 20.11.2012 is a day."""
    years = _STRAY.split(text)
    return len(years) == 2 and all(len(y) == 4 and int(y) in PLAUSIBLE_YEARS for y in years)


def _date_in_words(text: str) -> TypedDate:
    words = " ".join(word for word in fold(text).split() if word not in _DAYS.split())
    if (found := _NAMED.fullmatch(words)) and found[2] in _MONTHS:
        return _day(found[1], str(_MONTHS[found[2]]), found[3])
    if (found := _NAMED_ENGLISH.fullmatch(words)) and found[1] in _MONTHS:
        return _day(found[2], str(_MONTHS[found[1]]), found[3])
    if _NUMBERS_ONLY.fullmatch(text) or _is_period(words):
        return TypedDate(None, "date_incomplete")
    return TypedDate(None, "not_a_date")


def _is_period(words: str) -> bool:
    """'Mart 2026', '2026 3. çeyrek': no day, but clearly a stretch of time."""
    return bool(words) and all(word in _MONTHS or _PERIOD_WORD.fullmatch(word) for word in words.split())


def _day(day: str, month: str, year: str, month_first: bool = True) -> TypedDate:
    if len(year) < 3:
        return TypedDate(None, "date_two_digit_year")
    if month_first and int(month) > 12 and 1 <= int(day) <= 12 and int(month) <= 31:
        return TypedDate(None, "date_month_first")
    try:
        return plausible(date(int(year), int(month), int(day)))
    except ValueError:
        return TypedDate(None, "date_impossible")


def plausible(day: date) -> TypedDate:
    return TypedDate(day) if day.year in PLAUSIBLE_YEARS else TypedDate(None, "date_year_implausible")


def serial_date(serial: float, epoch_1904: bool) -> TypedDate:
    """The day behind a bare day number, as a date cell shows when its format is lost."""
    if serial.is_integer() and serial > _SERIALS.stop:
        # 03062024 typed into a cell without a format has lost its first digit.
        typed = _eight_digits(f"{int(serial):08}")
        if typed and typed.day:
            return typed
    if int(serial) not in _SERIALS:
        incomplete = serial.is_integer() and int(serial) in PLAUSIBLE_YEARS
        return TypedDate(None, "date_incomplete" if incomplete else "not_a_date")
    return plausible(((_EPOCH_1904 if epoch_1904 else _EPOCH_1900) + timedelta(days=int(serial))).date())
