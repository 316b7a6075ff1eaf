"""How is achievement worked out, and when does which light come on?

The examples are computed here by the very functions that judge the cities, so they cannot be wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from definition import Definition, Indicator, Language
from etl.validate.achievement import Numbers, achievement, light
from ui import format, labels
from ui.catalogue.section import Section
from ui.plain_table import Cell

_YEAR = 2025  # any year: only the month matters


@dataclass(frozen=True, slots=True)
class Example:
    """Made-up values; None is an empty cell."""

    direction: Literal["higher", "lower", "context"]
    kind: Literal["level", "flow"]
    numbers: Numbers

    def indicator(self, known: Definition) -> Indicator:
        return replace(known.indicators[0], direction=self.direction, kind=self.kind)


EXAMPLES = (
    Example("higher", "level", Numbers(20, 24, None)),
    Example("higher", "level", Numbers(20, None, 22)),
    Example("higher", "flow", Numbers(None, 0, 3)),
    Example("context", "level", Numbers(None, 100, 90)),
    Example("higher", "flow", Numbers(None, 10, 12)),
    Example("higher", "level", Numbers(None, 24, 18)),
    Example("lower", "level", Numbers(None, 120, 150)),
    Example("higher", "level", Numbers(12, 12, 12)),
    Example("higher", "level", Numbers(20, 15, 12)),
    Example("higher", "level", Numbers(20, 24, 22)),
    Example("lower", "level", Numbers(180, 120, 150)),
    Example("lower", "level", Numbers(180, 120, 200)),
)
_LIGHT_EXAMPLES = (
    (Example("higher", "flow", Numbers(None, 10, 5)), 6),
    (Example("higher", "flow", Numbers(None, 10, 5)), 12),
    (Example("higher", "level", Numbers(20, 30, 29)), 6),
    (Example("higher", "level", Numbers(20, 30, 25)), 6),
    (Example("higher", "level", Numbers(20, 30, 19)), 6),
    (Example("higher", "level", Numbers(20, 30, 26)), 12),
)


def sections(known: Definition, language: Language) -> list[Section]:
    return [_method(known, language), _bands(known, language), _lights(known, language), _change(language)]


def _method(known: Definition, language: Language) -> Section:
    headers = ("case", "formula", "kind", "a", "b", "c", "p")
    return Section(
        "yontem",
        labels.say("definitions.method.title", language),
        tuple(labels.say(f"definitions.method.{h}", language) for h in headers),
        tuple(_example(example, known, language) for example in EXAMPLES),
        labels.say("definitions.method.intro", language),
    )


def _example(example: Example, known: Definition, language: Language) -> tuple[Cell, ...]:
    reached = achievement(example.indicator(known), example.numbers)
    return (
        labels.say(f"definitions.method.{reached.method}.case", language),
        labels.say(f"definitions.method.{reached.method}.formula", language),
        _kind(example, language),
        *_values(example.numbers, language),
        "–" if reached.pct is None else format.percent(reached.pct, language),
    )


def _kind(example: Example, language: Language) -> str:
    kind = labels.say(f"definitions.kind.{example.kind}.word", language)
    return f"{kind}, {labels.say(f'definitions.direction.{example.direction}.word', language)}"


def _value(value: float | None, language: Language) -> str:
    return "–" if value is None else format.number(value, language)


def _values(numbers: Numbers, language: Language) -> tuple[str, ...]:
    return tuple(_value(v, language) for v in (numbers.baseline, numbers.target, numbers.actual))


def _bands(known: Definition, language: Language) -> Section:
    """The lights with their bounds."""
    bounds = [band.at_least for band in known.lights]
    rows = []
    for place, band in enumerate(known.lights):
        low, above = band.at_least, bounds[place - 1] if place else None
        places = {"low": _value(low, language), "above": _value(above, language)}
        shape = "top" if above is None else "bottom" if low is None else "between"
        name = f"{labels.light_mark(band.code).symbol} {band.label[language]}"
        rows.append((name, labels.say(f"definitions.light.{shape}", language, **places)))
    headers = (
        labels.say("definitions.light.light", language),
        labels.say("definitions.light.bound", language),
    )
    title = labels.say("definitions.light.title", language)
    intro = labels.say("definitions.light.intro", language, best=_value(bounds[0], language))
    return Section("isik", title, headers, tuple(rows), intro)


def _lights(known: Definition, language: Language) -> Section:
    headers = ("kind", "month", "a", "b", "c", "p", "light")
    return Section(
        "isik-ornekleri",
        labels.say("definitions.light.examples", language),
        tuple(_light_header(h, language) for h in headers),
        tuple(_light_example(example, month, known, language) for example, month in _LIGHT_EXAMPLES),
    )


def _light_header(name: str, language: Language) -> str:
    chapter = "light" if name in ("month", "light") else "method"
    return labels.say(f"definitions.{chapter}.{name}", language)


def _light_example(example: Example, month: int, known: Definition, language: Language) -> tuple[Cell, ...]:
    indicator, period_end = example.indicator(known), date(_YEAR, month, 28)
    reached = achievement(indicator, example.numbers)
    band = light(indicator, example.numbers, period_end, known.lights)
    words = labels.light(band.code if band else None, None if band else "no_light_yet", language)
    return (
        _kind(example, language),
        str(month),
        *_values(example.numbers, language),
        format.percent(reached.pct, language),
        f"{labels.light_mark(band.code if band else None).symbol} {words}",
    )


def _change(language: Language) -> Section:
    kinds = ("difference", "increment", "same_months", "periods_differ", "no_data")
    headers = tuple(labels.say(f"definitions.terms.{h}", language) for h in ("word", "meaning"))
    rows = tuple(
        (
            labels.say(f"definitions.change.{kind}.word", language),
            labels.say(f"definitions.change.{kind}.meaning", language),
        )
        for kind in kinds
    )
    return Section("degisim", labels.say("definitions.change.title", language), headers, rows)
