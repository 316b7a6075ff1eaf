"""A definition as plain texts, to be kept beside figures that were made with it; and back from them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from definition.catalogue import Workshop
from definition.files import content, naming
from definition.model import Definition
from definition.parser import parse
from definition.words import Choice, Text

_TEXTS, _WORKSHOPS, _COUNTRIES = "texts.json", "workshops.json", "countries.json"
# Texts that name figures or say how they are made. All others are the program's own: buttons, banners, help.
_OF_FIGURES = (
    *("definitions.", "light.", "status.", "missing.", "figures.median", "figures.sum", "submission.state."),
    *("overview.tile.", "city.tile.", "city.method.", "actions.tile.", "chart.", "change."),
    *("indicators.group.", "indicators.direction.", "indicators.kind.", "indicators.on_target"),
    *("indicators.achieved", "indicators.behind", "indicators.missing", "indicators.absent."),
)
_PLACES = re.compile(r"\{(\w*)")


def stored(definition: Definition) -> dict[str, str]:
    """Name → text: the data files as they were read, and what does not stand in them."""
    texts = {key: asdict(text) for key, text in definition.texts.items()}
    countries = [[c.code, c.label.tr, c.label.en] for c in definition.lists["countries"].choices]
    workshops = [asdict(w) for w in definition.workshops]
    beside = {_TEXTS: texts, _WORKSHOPS: workshops, _COUNTRIES: countries}
    return dict(definition.files) | {
        name: json.dumps(found, ensure_ascii=False, indent=1, default=date.isoformat)
        for name, found in beside.items()
    }


def restored(kept: Mapping[str, str], today: Definition) -> Definition:
    """What was stored, with the program's own words of today. Raises DefinitionError."""
    files = {name: text for name, text in kept.items() if name.endswith((".toml", ".csv"))}
    with naming(_WORKSHOPS):
        workshops = tuple(_workshop(w) for w in json.loads(content(kept, _WORKSHOPS)))
    with naming(_TEXTS):
        texts = {key: Text(**text) for key, text in json.loads(content(kept, _TEXTS)).items()}
    then = parse(files, _merged(texts, today.texts), workshops, folder="")
    with naming(_COUNTRIES):  # their names are a library's, and change with it
        countries = tuple(
            Choice(code, Text(tr, en)) for code, tr, en in json.loads(content(kept, _COUNTRIES))
        )
    known = replace(then.lists["countries"], choices=countries)
    return replace(then, lists={**then.lists, "countries": known})


def _merged(then: Mapping[str, Text], today: Mapping[str, Text]) -> dict[str, Text]:
    """Of then is what names figures, unless the program now fills other places in it."""
    return {
        key: then[key]
        if key.startswith(_OF_FIGURES) and key in then and _places(then[key]) == _places(text)
        else text
        for key, text in today.items()
    }


def _places(text: Text) -> set[str]:
    return set(_PLACES.findall(text.tr + text.en))


def _workshop(kept: dict[str, Any]) -> Workshop:
    days = ("held_from", "held_to", "period_start", "period_end", "deadline")
    given = {**kept, **{name: date.fromisoformat(kept[name]) for name in days}}
    return Workshop(**{**given, "title": Text(**kept["title"]), "participants": tuple(kept["participants"])})
