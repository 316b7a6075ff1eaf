"""What a number format makes of a number: a date, a percentage, or just a number."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from etl.problems import unreadable
from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.markup import Attributes, walk

NumberKind = Literal["number", "percent", "date"]

# Quoted words, escaped and padding letters, colours, locales and conditions say nothing of the kind.
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)

# Formats that a file may use without declaring them; 27-36 and 50-58 are dates in East Asian locales.
_BUILT_IN: dict[int, NumberKind] = {
    9: "percent",
    10: "percent",
    **dict.fromkeys([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], "date"),
}


@cache
def kind_of(code: str) -> NumberKind:
    """Judged by the first section, the one for positive numbers. A duration ([h]:mm) is a number of days."""
    bare = _LITERALS.sub("", code).partition(";")[0]
    if "%" in bare:
        return "percent"
    if _DURATION.search(bare) or not _DATE.search(bare):
        return "number"
    return "date"


def cell_styles(xml: bytes, part: str, limits: Limits = LIMITS) -> tuple[NumberKind, ...]:
    """The kind of each cell style, in the order in which cells refer to them."""
    styles = _Styles(limits)
    on_start = {
        "numFmts": lambda _: styles.enter("numFmts"),
        "cellXfs": lambda _: styles.enter("cellXfs"),
        "numFmt": styles.number_format,
        "xf": styles.style,
    }
    on_end = {"numFmts": styles.leave, "cellXfs": styles.leave}
    walk(xml, part, on_start, on_end, limits)
    return tuple(styles.kinds)


class _Styles:
    """Collects while walking: styles.xml repeats numFmt and xf in sections that no cell refers to."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.kinds: list[NumberKind] = []
        self.declared: dict[int, NumberKind] = {}
        self.section = ""

    def enter(self, section: str) -> None:
        self.section = section

    def leave(self, _text: str) -> None:
        self.section = ""

    def number_format(self, attributes: Attributes) -> None:
        # Apple Numbers declares codes under ids that are built in elsewhere: what is declared wins.
        if self.section == "numFmts":
            self.declared[int(attributes["numFmtId"])] = kind_of(attributes["formatCode"])

    def style(self, attributes: Attributes) -> None:
        if self.section != "cellXfs":
            return
        number_format = int(attributes.get("numFmtId", 0))
        self.kinds.append(self.declared.get(number_format) or _BUILT_IN.get(number_format, "number"))
        if len(self.kinds) > self.limits.styles:
            raise unreadable("refused_too_many_styles", limit=self.limits.styles)
