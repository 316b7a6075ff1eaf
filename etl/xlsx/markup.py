"""Walk the XML of one part, by local names: prefixed and Strict files read like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar
from xml.parsers import expat

from etl.xlsx.limits import LIMITS, Limits
from etl.xlsx.refusals import malformed, unsafe

Attributes = dict[str, str]
OnStart = Callable[[Attributes], object]
OnEnd = Callable[[str], object]  # gets the text since the last start tag: all of it, in a leaf
Action = TypeVar("Action", OnStart, OnEnd)


def walk(
    xml: bytes,
    part: str,
    on_start: Mapping[str, OnStart],
    on_end: Mapping[str, OnEnd],
    limits: Limits = LIMITS,
) -> None:
    """Call back for each element that has an action; whatever the part gets wrong is Unreadable."""
    parser = expat.ParserCreate()
    texts: list[str] = []
    parser.buffer_text = True
    parser.CharacterDataHandler = texts.append
    parser.StartElementHandler, parser.EndElementHandler = _handlers(on_start, on_end, texts, limits)
    parser.StartDoctypeDeclHandler = _refuse_dtd
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as error:
        # A missing attribute, or a number that is none, is the file's fault as much as a missing bracket.
        raise malformed(part) from error


def _handlers(
    on_start: Mapping[str, OnStart], on_end: Mapping[str, OnEnd], texts: list[str], limits: Limits
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    starts, ends = _ByLocalName(on_start), _ByLocalName(on_end)
    depth = 0
    deepest = limits.xml_depth

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise unsafe("xml_depth")
        if texts:
            texts.clear()
        action = starts[tag]
        if action is not None:
            action(attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        action = ends[tag]
        if action is not None:
            action("".join(texts))

    return start, end


class _ByLocalName(dict[str, Action | None]):
    """Actions by tag. A tag met for the first time is looked up once by the name behind its prefix."""

    def __missing__(self, tag: str) -> Action | None:
        self[tag] = found = self.get(tag.rpartition(":")[2]) if ":" in tag else None
        return found


def _refuse_dtd(*_declaration: object) -> NoReturn:
    raise unsafe("dtd")


def flag(attributes: Attributes, name: str) -> bool:
    """A true-or-false attribute, in each of its spellings."""
    return attributes.get(name, "0") in ("1", "true", "on")
