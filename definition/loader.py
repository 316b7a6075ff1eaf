"""Read the data files of the definition into typed values."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from definition.catalogue import ActionStatus, Indicator, Light, Municipality, Workshop
from definition.consistency import faults
from definition.files import DefinitionError, csv_rows, fingerprint, naming, texts_in, toml
from definition.lists import closed_lists
from definition.model import Definition
from definition.words import Text
from definition.workbook import Column, Sheet, Workbook

SHIPPED = Path(__file__).parent


class _Kept:
    """Workshops that an institution keeps itself; by its identity, which costs nothing to compare."""

    def __init__(self, workshops: tuple[Workshop, ...]) -> None:
        self.workshops = workshops


_kept = _Kept(())


def load(folder: Path | str | None = None) -> Definition:
    """The definition in `folder`; without one, in PANO_DEFINITION, else the one that is shipped. With the
    workshops that were given to `keep`."""
    return _load(_named(folder), _kept)


def edition(folder: Path | str | None = None) -> str:
    """Changes whenever one of the files does, whatever workshops were given to `keep`."""
    return _edition(_named(folder))


def keep(workshops: tuple[Workshop, ...]) -> None:
    """From now on, in this process, these stand beside those of workshops.toml, or in the place of one with
    the same code. Whoever gives them has asked `loaded_with` whether they fit."""
    global _kept
    if workshops != _kept.workshops:
        _kept = _Kept(workshops)


def loaded_with(workshops: tuple[Workshop, ...], folder: Path | str | None = None) -> Definition:
    """The definition as it would be with them, whatever was given to `keep`. Raises DefinitionError."""
    return _read(Path(_named(folder)).resolve(), workshops)


def _named(folder: Path | str | None) -> str:
    return str(folder or os.environ.get("PANO_DEFINITION") or SHIPPED)


@lru_cache(maxsize=16)
def _edition(named: str) -> str:
    return fingerprint(Path(named).resolve())


# By words and identity alone: a page asks a thousand times, and finding the folder on the disk takes longer.
@lru_cache(maxsize=16)
def _load(named: str, kept: _Kept) -> Definition:
    return _read(Path(named).resolve(), kept.workshops)


def _read(folder: Path, kept: tuple[Workshop, ...]) -> Definition:
    workbook, figures = (_workbook(folder, name) for name in ("workbook.toml", "figures.toml"))
    indicators = _indicators(folder)
    municipalities = _municipalities(folder)
    workshops = _with_kept(_workshops(folder), kept)
    action_statuses, lights = _statuses(folder)
    with naming("lists.toml"):
        raw_lists = toml(folder / "lists.toml")
        lists = closed_lists(raw_lists, municipalities, workshops, indicators, action_statuses)
    definition = Definition(
        workbook=replace(workbook, beside=figures.sheets),
        figures=figures,
        lists=lists,
        indicators=indicators,
        municipalities=municipalities,
        workshops=workshops,
        action_statuses=action_statuses,
        lights=lights,
        texts=texts_in(folder),
        folder=str(folder),
        fingerprint=fingerprint(folder, kept),
    )
    found = faults(definition)
    if found:
        raise DefinitionError("\n".join(found))
    return definition


def _workbook(folder: Path, file: str) -> Workbook:
    with naming(file):
        raw = toml(folder / file)
        return Workbook(
            template_version=raw["template_version"],
            known_versions=tuple(raw["known_versions"]),
            max_rows=raw["max_rows"],
            sheets=tuple(_sheet(s, file) for s in raw["sheet"]),
        )


def _sheet(raw: dict[str, Any], file: str) -> Sheet:
    with naming(file, raw.get("key", "sheet")):
        return Sheet(
            key=raw["key"],
            name=Text(**raw["name"]),
            layout=raw["layout"],
            required=raw["required"],
            help=Text(**raw["help"]),
            columns=tuple(_column(c, raw["key"], file) for c in raw["column"]),
            aliases=tuple(raw.get("aliases", ())),
        )


def _column(raw: dict[str, Any], sheet: str, file: str) -> Column:
    with naming(file, f"{sheet}.{raw.get('key', 'column')}"):
        fields = dict(raw)
        fields["header"] = Text(**fields["header"])
        fields["help"] = Text(**fields["help"])
        fields["list_key"] = fields.pop("list", "")
        fields["aliases"] = tuple(fields.get("aliases", ()))
        return Column(**fields)


def _indicators(folder: Path) -> tuple[Indicator, ...]:
    with naming("indicators.csv"):
        return tuple(_indicator(row) for row in csv_rows(folder / "indicators.csv"))


def _indicator(row: dict[str, Any]) -> Indicator:
    with naming("indicators.csv", row.get("code", "")):
        entry, _, source = row["entry"].partition(":")
        return Indicator(
            code=row["code"],
            name=Text(row["name_tr"], row["name_en"]),
            unit=Text(row["unit_tr"], row["unit_en"]),
            direction=row["direction"],
            kind=row["kind"],
            over_time=row["over_time"],
            across_cities=row["across_cities"],
            theme=row["theme"],
            core=row["core"] == "1",
            entry=entry,
            derived_from=source,
            since=row["since"],
            definition=Text(row["definition_tr"], row["definition_en"]),
        )


def _municipalities(folder: Path) -> tuple[Municipality, ...]:
    with naming("population.csv"):
        people: dict[str, list[tuple[int, int]]] = {}
        for row in csv_rows(folder / "population.csv"):
            people.setdefault(row["city"], []).append((int(row["year"]), int(row["population"])))
    with naming("municipalities.csv"):
        return tuple(
            Municipality(row["code"], row["plate"], row["name"], tuple(sorted(people.get(row["code"], []))))
            for row in csv_rows(folder / "municipalities.csv")
        )


def _workshops(folder: Path) -> tuple[Workshop, ...]:
    with naming("workshops.toml"):
        raws = toml(folder / "workshops.toml")["workshop"]
    made = []
    for raw in raws:
        with naming("workshops.toml", str(raw.get("code", "workshop"))):
            fields = {"number": None, **raw, "title": Text(**raw["title"])}
            fields["participants"] = tuple(raw["participants"])
            made.append(Workshop(**fields))
    return tuple(sorted(made, key=lambda w: w.period_end))


def _with_kept(shipped: tuple[Workshop, ...], kept: tuple[Workshop, ...]) -> tuple[Workshop, ...]:
    known = {w.code: w for w in (*shipped, *kept)}
    return tuple(sorted(known.values(), key=lambda w: w.period_end))


def _statuses(folder: Path) -> tuple[tuple[ActionStatus, ...], tuple[Light, ...]]:
    with naming("statuses.toml"):
        raw = toml(folder / "statuses.toml")
        statuses = tuple(ActionStatus(**{**s, "label": Text(**s["label"])}) for s in raw["action_status"])
        lights = tuple(Light(s["code"], Text(**s["label"]), s.get("at_least")) for s in raw["light"])
        return statuses, lights
