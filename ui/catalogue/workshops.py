"""Which workshops are there, for which periods, and who takes part?"""

from __future__ import annotations

from datetime import date

from definition import Definition, Language, Municipality, Workshop
from ui import format, labels
from ui.catalogue.section import Section
from ui.plain_table import Cell, Html, unbroken


def sections(known: Definition, language: Language) -> list[Section]:
    return [_workshops(known, language), _cities(known, language), _themes(known, language)]


def _workshops(known: Definition, language: Language) -> Section:
    headers = ("workshop", "held", "host", "period", "deadline", "open", "participants")
    return Section(
        "calistaylar",
        labels.say("definitions.workshops.title", language),
        tuple(labels.say(f"definitions.workshops.{h}", language) for h in headers),
        tuple(_workshop(w, known, language) for w in reversed(known.workshops)),
        labels.say("definitions.workshops.intro", language),
    )


def _workshop(workshop: Workshop, known: Definition, language: Language) -> tuple[Cell, ...]:
    names = sorted((known.municipality(c).name for c in workshop.participants), key=format.sort_key)
    return (
        workshop.title[language],
        _span(workshop.held_from, workshop.held_to, language),
        known.municipality(workshop.host).name,
        _span(workshop.period_start, workshop.period_end, language),
        unbroken(format.day(workshop.deadline, language)),
        format.yes_no(workshop.open, language),
        f"{len(names)}: {', '.join(names)}",
    )


def _span(first: date, last: date, language: Language) -> Html:
    return unbroken(f"{format.day(first, language)} – {format.day(last, language)}")


def _cities(known: Definition, language: Language) -> Section:
    headers = ("city", "plate", "population", "year")
    cities = sorted(known.municipalities, key=lambda m: format.sort_key(m.name))
    return Section(
        "sehirler",
        labels.say("definitions.cities.title", language),
        tuple(labels.say(f"definitions.cities.{h}", language) for h in headers),
        tuple(_city(m, language) for m in cities),
        labels.say("definitions.cities.intro", language),
    )


def _city(city: Municipality, language: Language) -> tuple[Cell, ...]:
    year, people = city.population[-1]
    return city.name, city.plate, format.number(people, language, 0), str(year)


def _themes(known: Definition, language: Language) -> Section:
    headers = ("number", "theme", "indicators")
    return Section(
        "temalar",
        labels.say("definitions.themes.title", language),
        tuple(labels.say(f"definitions.themes.{h}", language) for h in headers),
        tuple(
            (c.code, c.label[language], ", ".join(i.code for i in known.indicators if i.theme == c.code))
            for c in known.lists["themes"].choices
        ),
    )
