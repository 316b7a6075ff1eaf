"""A cell of a column that asks for words: which words, in their clean form?"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from definition import Column
from etl.cells import Cell
from etl.fold import clean
from etl.interpret.findings import (
    Context,
    Finding,
    Reading,
    doubt,
    flag,
    noted,
    shown,
    written_date,
    written_number,
)
from etl.lookups import says_nothing
from etl.problems import Fact

_EMAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>.]+(?:\.[^@\s;,<>.]+)+")
_URL = re.compile(r"https?://[^\s/.?#]+(?:\.[^\s/.?#]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_SEVERAL = re.compile(r"[;\n]")
_DASHES = re.compile(r"[‐‑‒–—−_]")
_SHAPE = re.compile(r"([A-ZÇĞİÖŞÜ]+)-?0*([0-9]+)[.,]0*([0-9]+)\.?")


def read_text(cell: Cell, column: Column, _context: Context) -> Reading:
    if cell.kind != "text":
        return _as_text(cell)
    text, removed = clean(str(cell.value))
    if says_nothing(text):
        return noted(cell, None, "read_as_empty")
    return Reading(text, tuple(_remarks(cell, column, text, removed)))


def _remarks(cell: Cell, column: Column, text: str, removed: bool) -> list[Finding]:
    found: list[Finding] = []
    if removed:
        found += noted(cell, text, "characters_removed").findings
    if text.startswith("="):
        found += doubt(cell, text, "text_is_formula").findings
    if len(text) > column.max_length:
        facts = (("found", shown(cell)), ("length", len(text)), ("limit", column.max_length))
        found.append(Finding("text_too_long", "warning", facts))
    return found


def _as_text(cell: Cell) -> Reading:
    """Words that Excel took for a number or a date: a number reads back as typed, a date only nearly."""
    value = cell.value
    if isinstance(value, datetime):
        return noted(cell, written_date(value), "date_as_text", read=written_date(value))
    if cell.kind == "number" and isinstance(value, int | float):
        return Reading(written_number(value))
    return Reading(str(shown(cell)))


def read_texts(cell: Cell, column: Column, context: Context) -> Reading:
    """Several texts, separated by semicolons or line breaks."""
    reading = read_text(cell, column, context)
    if reading.value is None:
        return reading
    parts = (clean(part).text for part in _SEVERAL.split(str(reading.value)))
    return Reading(tuple(part for part in parts if part) or None, reading.findings)


def read_email(cell: Cell, column: Column, context: Context) -> Reading:
    reading = read_text(cell, column, context)
    if reading.value is None:
        return reading
    address = str(reading.value).removeprefix("mailto:")
    return Reading(address, reading.findings) if _EMAIL.fullmatch(address) else flag(cell, "not_an_email")


def read_url(cell: Cell, column: Column, context: Context) -> Reading:
    reading = read_text(cell, column, context)
    if reading.value is None or _URL.fullmatch(str(reading.value)):
        return reading
    return flag(cell, "not_a_url")


def read_code(cell: Cell, column: Column, context: Context) -> Reading:
    """A code as its pattern wants it. 4.1 that became a number or a date may have been 4.10: asked about,
    never taken."""
    if cell.kind == "date":
        return flag(cell, "code_became_date", **_asked(cell, column))
    if cell.kind != "text":
        return flag(cell, "code_became_number", **_asked(cell, column))
    reading = read_text(cell, column, context)
    if reading.value is None:
        return reading
    text = str(reading.value)
    code = normal_code(text, column.pattern)
    if code is None:
        return flag(cell, "bad_code", **_asked(cell, column))
    return reading if code == text else noted(cell, code, "code_read_as", read=code)


def _asked(cell: Cell, column: Column) -> dict[str, Fact]:
    """How a code looks, and which one it was if only the letters in front are missing: 6.2 for E-6.2."""
    value = cell.value
    typed = f"{value.day}.{value.month}" if isinstance(value, datetime) else str(shown(cell))
    if isinstance(value, float):
        typed = written_number(value)
    letters, dash, _ = column.example.partition("-")
    near = normal_code(f"{letters}-{clean(typed).text}", column.pattern) if dash and column.pattern else None
    facts: dict[str, Fact] = {"example": column.example}
    return facts | {"near": near} if near else facts


@lru_cache(maxsize=4096)
def normal_code(text: str, pattern: str) -> str | None:
    """'e 4,1' and 'E–04.1' are E-4.1; None where no spelling fits the pattern."""
    if not pattern or re.fullmatch(pattern, text):
        return text
    dashed = _DASHES.sub("-", re.sub(r"\s", "", text)).replace("i", "İ").upper()
    shape = _SHAPE.fullmatch(dashed)
    candidates = [dashed, *([f"{shape[1]}-{shape[2]}.{shape[3]}"] if shape else [])]
    return next((c for c in candidates if re.fullmatch(pattern, c)), None)
