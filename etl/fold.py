"""When are two texts the same, and what is a typed text without its invisible dirt?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from etl.cells import Cell

_TURKISH_I = str.maketrans("İIı", "iii")
_NOT_WORD = re.compile(r"[\W_]+")
_CACHED_LENGTH = 64  # headers and list values repeat, long texts do not
_CARRIAGE_RETURN = "_x000D_"  # as Excel writes it
_JOINER = "\u200d"  # holds an emoji family together
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NONCHARACTERS = frozenset("\ufffe\uffff")
_LINE_BREAKS = frozenset("\n\v\f\x85\u2028\u2029")
_BLANKS = re.compile(r" {2,}")
_LINE_ENDS = re.compile(r" *\n[ \n]*")


def fold(text: str) -> str:
    """The key under which two spellings of the same words meet: case, Turkish letters, marks, punctuation
    and blanks do not count. Never `.lower()`, which takes 'TARİHİ' and 'tarihi' for different words."""
    return _fold_short(text) if len(text) <= _CACHED_LENGTH else _fold(text)


def _fold(text: str) -> str:
    if _CARRIAGE_RETURN in text:
        text = text.replace(_CARRIAGE_RETURN, "")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
        text = unicodedata.normalize("NFKD", text.translate(_TURKISH_I).casefold())
        text = "".join(c for c in text if unicodedata.category(c)[0] != "M")
    else:
        text = text.lower()
    return _NOT_WORD.sub(" ", text).strip()


_fold_short = lru_cache(maxsize=8192)(_fold)


class Cleaned(NamedTuple):
    """`removed`: something was taken out that may have been meant, so it deserves a note."""

    text: str
    removed: bool


def clean(text: str) -> Cleaned:
    """The text as it was meant: NFC, line breaks as \\n, other blanks as single ones, nothing invisible."""
    if _CARRIAGE_RETURN in text:
        text = text.replace(_CARRIAGE_RETURN, "")
    removed = False
    if not text.isprintable():
        text, removed = _without_the_invisible(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\n" in text:
        text = _LINE_ENDS.sub("\n", text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return Cleaned(text.strip(" \n" + _JOINER), removed)


def _without_the_invisible(text: str) -> Cleaned:
    kept: list[str] = []
    removed = False
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(character)
        if character in _LINE_BREAKS:
            kept.append("\n")
        elif character == "\t" or category == "Zs":
            kept.append(" ")
        elif category in ("Cc", "Cs") or character in _OVERRIDES or character in _NONCHARACTERS:
            removed = True
        elif category != "Cf" or character == _JOINER:
            kept.append(character)
    return Cleaned("".join(kept), removed)


def is_blank(cell: Cell) -> bool:
    """Nothing that can be seen: blanks, or characters that show nothing."""
    value = cell.value
    if not isinstance(value, str) or cell.kind != "text":
        return False
    if value.isprintable() and _CARRIAGE_RETURN not in value:
        return not value.strip()
    return not clean(value).text
