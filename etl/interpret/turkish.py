"""The endings that a Turkish number or word takes, which follow its last vowel as it is spoken."""

from __future__ import annotations

import re

_ONES = ("sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_POWERS = ((100, "yüz"), (1000, "bin"), (10**6, "milyon"), (10**9, "milyar"))
_DIGITS = re.compile(r"[0-9]+")
_NARROW = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}
_BACK, _HARD = "aıou", "fstkçşhp"


def starting_from(number: str) -> str:
    """16'dan, 3'ten."""
    word = _spoken(number)
    return f"{number}'{'t' if word[-1] in _HARD else 'd'}{_wide(word)}n"


def going_to(number: str) -> str:
    """18'e, 6'ya."""
    word = _spoken(number)
    return f"{number}'{'y' if word[-1] in _NARROW else ''}{_wide(word)}"


def share_of_it(number: str) -> str:
    """0'ı, 2'si: so much of what was named before."""
    word = _spoken(number)
    return f"{number}'{'s' if word[-1] in _NARROW else ''}{_narrow(word)}"


def asked(word: str) -> str:
    """mı, mi, mu or mü, as it follows a word to make it a question."""
    return f"m{_narrow(_spoken(word) if word[-1:].isdigit() else word)}"


def _spoken(number: str) -> str:
    """The last word of a number: of 246,3 'üç', of 1250 'elli'."""
    digits = int((_DIGITS.findall(number) or ["0"])[-1])
    if digits == 0 or digits % 10:
        return _ONES[digits % 10]
    if digits % 100:
        return _TENS[digits // 10 % 10]
    return next((name for power, name in reversed(_POWERS) if digits % power == 0), _POWERS[-1][1])


def _wide(word: str) -> str:
    return "a" if _last_vowel(word) in _BACK else "e"


def _narrow(word: str) -> str:
    return _NARROW[_last_vowel(word)]


def _last_vowel(word: str) -> str:
    lower = word.replace("I", "ı").replace("İ", "i").lower()
    return next((letter for letter in reversed(lower) if letter in _NARROW), "i")
