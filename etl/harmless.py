"""What somebody typed, as a spreadsheet has to be given it: it is shown as typed, and no program runs it."""

from __future__ import annotations

import re

# The full-width signs are made plain ones by some programs.
STARTS = "=+-@\t\r\n＝＋－＠"
# Skipped by programs that trim what they read: blanks, and characters that show nothing.
_SKIPPED = " \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u3000\ufeff"
_PATTERN = f"^[{_SKIPPED}]*[{re.escape(STARTS)}]"
_DANGEROUS = re.compile(_PATTERN)
# Excel reads _x0041_ as the letter A; the underscore before it has to be written this way itself.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_dangerous(text: str) -> bool:
    """Would it be taken for a formula?"""
    return _DANGEROUS.match(text) is not None


def harmless(text: str) -> str:
    """A text that would be run as a formula gets an apostrophe in front."""
    return f"'{text}" if is_dangerous(text) else text


def in_xml(text: str) -> str:
    """Without the characters that no document of an office program can hold."""
    return _NOT_IN_XML.sub("", text)


def in_workbook(text: str) -> str:
    """As it is written into a cell that takes nothing for a formula, and into a note."""
    return _CODED.sub("_x005F_", in_xml(text))


def in_cell(text: str) -> str:
    return in_workbook(harmless(text))


def on_paper(text: str) -> str:
    """As a heading or footer of printed pages, where & begins a code."""
    return in_workbook(text).replace("&", "&&")


def harmless_sql(column: str) -> str:
    """The same as an expression of SQL. `column` is a name of ours, never of a user's."""
    dangerous = f"regexp_matches({column}, '{_PATTERN}')"
    return f"CASE WHEN {dangerous} THEN chr(39) || {column} ELSE {column} END AS {column}"


def harmed_sql(column: str) -> str:
    """The way back. A text that itself began with an apostrophe before such a sign cannot be told from one
    that was given it; both are written alike again."""
    dangerous = f"{column}[1] = chr(39) AND regexp_matches({column}[2:], '{_PATTERN}')"
    return f"CASE WHEN {dangerous} THEN {column}[2:] ELSE {column} END AS {column}"
