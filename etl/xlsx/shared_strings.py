"""The texts of a workbook: what the shared strings and the cells spell out."""

from __future__ import annotations

import re

from etl.problems import unreadable
from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.markup import OnEnd, OnStart, walk

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Undo _xHHHH_, the spelling of characters that XML cannot hold (_x005F_ is a typed underscore)."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character; half a character alone is none.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class TextRuns:
    """Joins the runs of a rich text; the phonetic runs beside them are not part of it."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._phonetic = False

    def begin(self, _attributes: object = None) -> None:
        self._runs.clear()
        self._phonetic = False

    def phonetic(self, _attributes: object) -> None:
        self._phonetic = True

    def spoken(self, _text: str) -> None:
        self._phonetic = False

    def run(self, text: str) -> None:
        if not self._phonetic:
            self._runs.append(text)

    def text(self) -> str:
        return unescaped("".join(self._runs))


def shared_strings(xml: bytes, part: str, limits: Limits = LIMITS) -> list[str]:
    """The shared strings, in the order in which cells refer to them."""
    strings: list[str] = []
    runs = TextRuns()

    def finish(_text: str) -> None:
        strings.append(runs.text())
        if len(strings) > limits.strings:
            raise unreadable("refused_too_many_strings", limit=limits.strings)

    on_start: dict[str, OnStart] = {"si": runs.begin, "rPh": runs.phonetic}
    on_end: dict[str, OnEnd] = {"t": runs.run, "rPh": runs.spoken, "si": finish}
    walk(xml, part, on_start, on_end, limits)
    return strings
