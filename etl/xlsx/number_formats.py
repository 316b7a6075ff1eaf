"""What a number format makes of a number: a date, a percentage, or just a number."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from etl.problems import unreadable
from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.markup import Attributes, walk

NumberKind = Literal["number", "percent", "date"]

# Quoted words, escaped and padding letters, colours and locales say nothing of the kind.
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.', re.DOTALL)
_BRACKETS = re.compile(r"\[(?!(?:h+|m+|s+)\])[^\]]*\]", re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\]")
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LONGEST = 255  # what Excel allows; the patterns above take the square of it for a row of brackets
_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class ByCondition:
    """A format that shows one number as a percentage and another otherwise, as [=0]"–";0% does."""

    compare: str
    bound: float
    then: NumberKind
    otherwise: Style

    def of(self, number: float) -> NumberKind:
        if _COMPARE[self.compare](number, self.bound):
            return self.then
        return self.otherwise if isinstance(self.otherwise, str) else self.otherwise.of(number)


Style = NumberKind | ByCondition

# Formats that a file may use without declaring them; 27-36 and 50-58 are dates in East Asian locales.
_BUILT_IN: dict[int, NumberKind] = {
    9: "percent",
    10: "percent",
    **dict.fromkeys([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)], "date"),
}


@lru_cache(maxsize=1024)
def style_of(code: str) -> Style:
    """Judged by the first section, the one for positive numbers, or by the conditions that it states.
    A duration ([h]:mm) is a number of days."""
    return _style(_LITERALS.sub("", code).split(";"))


def _style(sections: list[str]) -> Style:
    condition = _CONDITION.search(sections[0])
    kind = _kind(_BRACKETS.sub("", sections[0]))
    if condition is None or len(sections) == 1:
        return kind
    try:
        return ByCondition(condition[1], float(condition[2]), kind, _style(sections[1:]))
    except ValueError:  # 1.2.3 is no number to compare with
        return kind


def _kind(bare: str) -> NumberKind:
    if "%" in bare:
        return "percent"
    if _DURATION.search(bare) or not _DATE.search(bare):
        return "number"
    return "date"


def cell_styles(xml: bytes, part: str, limits: Limits = LIMITS) -> tuple[Style, ...]:
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
        self.kinds: list[Style] = []
        self.declared: dict[int, Style] = {}
        self.section = ""

    def enter(self, section: str) -> None:
        self.section = section

    def leave(self, _text: str) -> None:
        self.section = ""

    def number_format(self, attributes: Attributes) -> None:
        # Apple Numbers declares codes under ids that are built in elsewhere: what is declared wins.
        if self.section == "numFmts":
            self.declared[int(attributes["numFmtId"])] = style_of(attributes["formatCode"][:_LONGEST])

    def style(self, attributes: Attributes) -> None:
        if self.section != "cellXfs":
            return
        number_format = int(attributes.get("numFmtId", 0))
        self.kinds.append(self.declared.get(number_format) or _BUILT_IN.get(number_format, "number"))
        if len(self.kinds) > self.limits.styles:
            raise unreadable("refused_too_many_styles", limit=self.limits.styles)
