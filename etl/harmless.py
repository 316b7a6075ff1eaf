"""Text that a spreadsheet program would run as a formula leaves us with an apostrophe in front."""

from __future__ import annotations

import re

# The full-width signs are made plain ones by some programs.
STARTS = "=+-@\t\r\n＝＋－＠"
# Skipped by programs that trim what they read: blanks, and characters that show nothing.
_SKIPPED = " \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u3000\ufeff"
_PATTERN = f"^[{_SKIPPED}]*[{re.escape(STARTS)}]"
_DANGEROUS = re.compile(_PATTERN)


def is_dangerous(text: str) -> bool:
    """Would it be taken for a formula?"""
    return _DANGEROUS.match(text) is not None


def harmless(text: str) -> str:
    return f"'{text}" if is_dangerous(text) else text


def harmless_sql(column: str) -> str:
    """The same as an expression of SQL. `column` is a name of ours, never of a user's."""
    dangerous = f"regexp_matches({column}, '{_PATTERN}')"
    return f"CASE WHEN {dangerous} THEN chr(39) || {column} ELSE {column} END AS {column}"


def harmed_sql(column: str) -> str:
    """The way back. A text that itself began with an apostrophe before such a sign cannot be told from one
    that was given it; both are written alike again."""
    dangerous = f"{column}[1] = chr(39) AND regexp_matches({column}[2:], '{_PATTERN}')"
    return f"CASE WHEN {dangerous} THEN {column}[2:] ELSE {column} END AS {column}"
