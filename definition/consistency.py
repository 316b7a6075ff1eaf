"""Check the data files against each other: a fault names the file, the key and what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from definition.model import Definition
from definition.words import LANGUAGES
from definition.workbook import ColumnType, Need, Sheet

# Excel refuses longer ones without saying why.
PROMPT_LENGTH, PROMPT_TITLE_LENGTH, SHEET_NAME_LENGTH = 255, 32, 31
_PLACES = re.compile(r"\{(\w*)[^}]*\}")


def faults(definition: Definition) -> list[str]:
    """Every inconsistency of the definition, in words; empty when all is well."""
    return [fault for rule in RULES for fault in rule(definition)]


def _repeated(values: Iterable[str]) -> Iterator[str]:
    return (value for value, times in Counter(values).items() if times > 1)


def codes_are_unique(definition: Definition) -> Iterator[str]:
    for file, codes in (
        ("indicators.csv", [i.code for i in definition.indicators]),
        ("municipalities.csv", [m.code for m in definition.municipalities]),
        ("workshops.toml", [w.code for w in definition.workshops]),
        # One table a sheet: the two workbooks must not name theirs alike.
        ("workbook.toml, figures.toml", [s.key for _, s in _sheets(definition)]),
    ):
        yield from (f"{file} [{code}]: stands twice" for code in _repeated(codes))
    for file, sheet in _sheets(definition):
        keys = _repeated(c.key for c in sheet.columns)
        yield from (f"{file} [{sheet.key}.{key}]: stands twice" for key in keys)


def _sheets(definition: Definition) -> Iterator[tuple[str, Sheet]]:
    """Of both workbooks, with the file that declares them."""
    for file, workbook in (("workbook.toml", definition.workbook), ("figures.toml", definition.figures)):
        yield from ((file, sheet) for sheet in workbook.sheets)


def sheets_and_columns_are_usable(definition: Definition) -> Iterator[str]:
    for file, sheet in _sheets(definition):
        if sum(c.key_column for c in sheet.columns) != 1:
            yield f"{file} [{sheet.key}]: name exactly one key_column"
        for language in LANGUAGES:
            if len(sheet.name[language]) > SHEET_NAME_LENGTH:
                yield f"{file} [{sheet.key}.name.{language}]: longer than {SHEET_NAME_LENGTH}"
        for column in sheet.columns:
            place = f"{file} [{sheet.key}.{column.key}]"
            if column.type not in get_args(ColumnType):
                yield f"{place}: unknown type {column.type!r}"
            if column.need not in get_args(Need):
                yield f"{place}: unknown need {column.need!r}"
            if column.ignored and column.need != "printed":
                yield f"{place}: what is never read cannot be asked for; make it printed"
            if column.type == "list" and column.list_key not in definition.lists:
                yield f"{place}: no list {column.list_key!r} in lists.toml"
            if column.instead and column.instead not in definition.lists:
                yield f"{place}.instead: no list {column.instead!r} in lists.toml"
            if column.reason and column.reason not in {c.key for c in sheet.columns}:
                yield f"{place}.reason: the sheet has no column {column.reason!r}"
            if len(column.help.tr) > PROMPT_LENGTH or len(column.help.en) > PROMPT_LENGTH:
                yield f"{place}.help: longer than {PROMPT_LENGTH}"


def indicators_can_be_calculated(definition: Definition) -> Iterator[str]:
    sheet_names = {s.name.tr for s in definition.workbook.sheets}
    workshops = {w.code for w in definition.workshops}
    allowed = {
        "direction": {"higher", "lower", "context"},
        "kind": {"level", "flow"},
        "over_time": {"latest", "sum"},
        "across_cities": {"sum", "median", "mean", "ratio"},
        "entry": {"typed", "derived", "organizer", "computed"},
        "theme": {c.code for c in definition.lists["themes"].choices},
    }
    for indicator in definition.indicators:
        place = f"indicators.csv [{indicator.code}]"
        for key, values in allowed.items():
            if getattr(indicator, key) not in values:
                yield f"{place}.{key}: {getattr(indicator, key)!r} is none of {sorted(values)}"
        if indicator.direction == "lower" and indicator.kind == "flow":
            yield f"{place}: a flow of which less is better has no achievement; make it a level"
        if (indicator.entry == "derived") != (indicator.derived_from in sheet_names):
            yield f"{place}.entry: {indicator.derived_from!r} is no sheet of workbook.toml"
        if indicator.since and indicator.since not in workshops:
            yield f"{place}.since: no workshop {indicator.since!r} in workshops.toml"


def workshops_are_dated_and_attended(definition: Definition) -> Iterator[str]:
    cities = {m.code for m in definition.municipalities}
    for workshop in definition.workshops:
        place = f"workshops.toml [{workshop.code}]"
        if workshop.period_start > workshop.period_end:
            yield f"{place}.period_end: before period_start"
        if workshop.period_start.year != workshop.period_end.year:
            yield f"{place}.period_end: a reporting period lies within one calendar year"
        if workshop.held_from > workshop.held_to:
            yield f"{place}.held_to: before held_from"
        unknown = sorted({workshop.host, *workshop.participants} - cities)
        yield from (f"{place}: no city {city!r} in municipalities.csv" for city in unknown)
        twice = _repeated(workshop.participants)
        yield from (f"{place}.participants: {city} stands twice" for city in twice)
    ends = _repeated(str(w.period_end) for w in definition.workshops)
    yield from (f"workshops.toml: two workshops end their period on {end}" for end in ends)


def population_is_of_known_cities(definition: Definition) -> Iterator[str]:
    for city in definition.municipalities:
        if not city.population:
            yield f"population.csv: no population for {city.code!r}"


def both_languages_say_the_same(definition: Definition) -> Iterator[str]:
    for key, text in definition.texts.items():
        if set(_PLACES.findall(text.tr)) != set(_PLACES.findall(text.en)):
            yield f"texts [{key}]: the {{places}} differ between tr and en"
        if not text.tr.strip() or not text.en.strip():
            yield f"texts [{key}]: empty"


RULES: tuple[Callable[[Definition], Iterator[str]], ...] = (
    codes_are_unique,
    sheets_and_columns_are_usable,
    indicators_can_be_calculated,
    workshops_are_dated_and_attended,
    population_is_of_known_cities,
    both_languages_say_the_same,
)
