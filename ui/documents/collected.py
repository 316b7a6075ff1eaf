"""What goes into the pack? Everything from one snapshot, by the functions that draw the pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import definition
from ui import data, format, labels
from ui.documents import of_city
from ui.documents.decisions import decisions
from ui.documents.footnotes import footnotes, period
from ui.documents.pack import CityPage, Pack, Wanted
from ui.documents.tables import tables
from ui.labels import say
from ui.overview import headline
from ui.shown import reading

Step = Callable[[float], None]


def collect(wanted: Wanted, step: Step = lambda share: None) -> Pack:
    """From the wanted snapshot, whatever is published meanwhile. `step` hears how far it is, 0 to 1."""
    with reading(Path(wanted.snapshot)):
        cities = _pages(wanted, step)
        return _of_city(wanted, cities[0]) if wanted.city else _of_all(wanted, cities)


def _pages(wanted: Wanted, step: Step) -> tuple[CityPage, ...]:
    codes = [wanted.city] if wanted.city else wanted.peers or _participants(wanted.workshop)
    found = []
    for place, code in enumerate(codes):
        step(place / (len(codes) + 1))
        found.append(of_city.page(code, wanted))
    step(len(codes) / (len(codes) + 1))
    return tuple(found)


def _of_all(wanted: Wanted, cities: tuple[CityPage, ...]) -> Pack:
    nobody = data.submission_latest(workshop=wanted.workshop).empty
    return Pack(
        language=wanted.language,
        title=labels.workshop(wanted.workshop, wanted.language),
        subtitle=_subtitle(wanted),
        banner=_banner(wanted),
        footnotes=footnotes(wanted.workshop, wanted.language),
        tiles=() if nobody else headline.tiles(wanted.snapshot, wanted.workshop, wanted.vs, wanted.language),
        tasks=decisions(wanted),
        tables=() if nobody else tuple(tables(wanted)),
        cities=cities,
    )


def _of_city(wanted: Wanted, city: CityPage) -> Pack:
    return Pack(
        language=wanted.language,
        title=f"{city.name} · {labels.workshop(wanted.workshop, wanted.language)}",
        subtitle=f"{_subtitle(wanted)} · {city.state}",
        banner=_banner(wanted),
        footnotes=footnotes(wanted.workshop, wanted.language),
        tiles=city.tiles,
        tasks=decisions(wanted),
        tables=tuple(of_city.city_tables(str(wanted.city), wanted)),
        cities=(city,),
        is_of_city=True,
    )


def _subtitle(wanted: Wanted) -> str:
    said = period(wanted.workshop, wanted.language)
    if not wanted.peers:
        return said
    names = ", ".join(labels.city(code) for code in wanted.peers)
    return f"{said} · {say('pack.peers', wanted.language, cities=names)}"


def _banner(wanted: Wanted) -> str:
    return say("shell.banner", wanted.language) if wanted.is_sample else ""


def _participants(workshop: str) -> list[str]:
    codes = definition.load().workshop(workshop).participants
    return sorted(codes, key=lambda code: format.sort_key(labels.city(code)))
