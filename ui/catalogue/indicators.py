"""What does each indicator measure, and how is it added up?"""

from __future__ import annotations

from definition import Definition, Indicator, Language
from ui import labels
from ui.catalogue.section import Section
from ui.plain_table import Cell, with_remark

_WIDTHS_PCT = (8, 30, 9, 7, 6, 12, 13, 15)


def sections(known: Definition, language: Language) -> list[Section]:
    """One table a theme, in the order of the catalogue; then what the words in them mean."""
    themes = known.lists["themes"].choices
    return [*(_theme(known, c.code, c.label[language], language) for c in themes), *_terms(language)]


def _theme(known: Definition, theme: str, name: str, language: Language) -> Section:
    headers = ("code", "indicator", "unit", "direction", "kind", "over_time", "across_cities", "source")
    return Section(
        anchor=f"tema-{theme}",
        title=f"{theme} · {name}",
        headers=tuple(labels.say(f"definitions.indicators.{h}", language) for h in headers),
        rows=tuple(_row(i, known, language) for i in known.indicators if i.theme == theme),
        widths_pct=_WIDTHS_PCT,
    )


def _row(indicator: Indicator, known: Definition, language: Language) -> tuple[Cell, ...]:
    core = labels.say("definitions.indicators.core", language) if indicator.core else ""
    return (
        with_remark(indicator.code, core),
        with_remark(indicator.name[language], indicator.definition[language]),
        indicator.unit[language],
        _term("direction", indicator.direction, language),
        _term("kind", indicator.kind, language),
        _term("over_time", indicator.over_time, language),
        _term("across_cities", indicator.across_cities, language),
        _source(indicator, known, language),
    )


def _source(indicator: Indicator, known: Definition, language: Language) -> Cell:
    since = known.workshop(indicator.since).title[language] if indicator.since else ""
    remark = labels.say("definitions.indicators.since", language, workshop=since) if since else ""
    if indicator.entry == "organizer":
        remark = labels.say("figures.entered", language)
    # The sheet's name is what stands in the workbook, so it stays Turkish.
    words = labels.say(f"definitions.entry.{indicator.entry}.word", language, sheet=indicator.derived_from)
    return with_remark(words, remark)


def _term(kind: str, value: str, language: Language) -> str:
    return labels.say(f"definitions.{kind}.{value}.word", language)


_TERMS = {
    "direction": ("higher", "lower", "context"),
    "kind": ("level", "flow"),
    "over_time": ("latest", "sum"),
    "across_cities": ("sum", "median", "mean", "ratio"),
}


def _terms(language: Language) -> list[Section]:
    """The words of the tables above, each with its meaning."""
    rows = tuple(
        (
            labels.say(f"definitions.indicators.{kind}", language),
            _term(kind, value, language),
            labels.say(f"definitions.{kind}.{value}.meaning", language),
        )
        for kind, values in _TERMS.items()
        for value in values
    )
    headers = tuple(labels.say(f"definitions.terms.{h}", language) for h in ("column", "word", "meaning"))
    return [Section("terimler", labels.say("definitions.terms.title", language), headers, rows)]
