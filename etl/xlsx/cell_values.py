"""From the spelling in a sheet's XML to the value a person saw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from etl.cells import Kind, RawValue
from etl.xlsx.number_formats import ByCondition, Style
from etl.xlsx.shared_strings import unescaped

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_EXACT = 2**53  # beyond it neighbouring whole numbers share one float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What cells refer to outside their sheet."""

    strings: Sequence[str] = ()
    styles: Sequence[Style] = ()
    epoch_1904: bool = False


def typed(type_: str, text: str, style: Style, around: Surroundings) -> tuple[Kind, RawValue]:
    """Kind and value of a stored spelling; a number that is none is kept as text, not lost."""
    match type_:
        case "n":
            return _number(text, style, around.epoch_1904)
        case "s":
            return "text", around.strings[_index(text)]
        case "str":
            return "text", unescaped(text)
        case "inlineStr":
            return "text", text
        case "b":
            return "bool", text.strip() in ("1", "true")
        case "e":
            return "error", text.strip()
        case "d":
            return _iso_date(text)
    return "text", text


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(index)
    return index


def _number(text: str, style: Style, epoch_1904: bool) -> tuple[Kind, RawValue]:
    try:
        number = float(text)
    except ValueError:
        return "text", text
    if not math.isfinite(number):
        return "text", text
    if isinstance(style, ByCondition):
        style = style.of(number)
    if style == "date" and (moment := from_serial(number, epoch_1904)) is not None:
        return "date", moment
    value = int(number) if number.is_integer() and abs(number) <= _EXACT else number
    return ("percent" if style == "percent" else "number"), value


def from_serial(serial: float, epoch_1904: bool) -> datetime | None:
    """The moment a day number stands for; None where Excel too shows no date."""
    if serial < 0:
        return None
    day, part = divmod(serial, 1)
    if not epoch_1904 and 0 < day < 60:
        day += 1  # Excel believes in 29 February 1900, the 60th day
    try:
        whole = (_EPOCH_1904 if epoch_1904 else _EPOCH_1900) + timedelta(day)
        # Stored day numbers are exact to about a millisecond; more digits are noise.
        return whole + timedelta(milliseconds=round(part * 86_400_000)) if part else whole
    except OverflowError:
        return None


def _iso_date(text: str) -> tuple[Kind, RawValue]:
    try:
        return "date", datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return "text", text
