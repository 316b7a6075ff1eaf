"""The contents of the definition's data files → typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from definition.catalogue import ActionStatus, Indicator, Light, Municipality, Workshop
from definition.files import content, csv_rows, fingerprint, naming, toml
from definition.lists import closed_lists
from definition.model import Definition
from definition.words import Text
from definition.workbook import Column, Sheet, Workbook

Files = Mapping[str, str]  # name → content


def parse(files: Files, texts: Mapping[str, Text], kept: tuple[Workshop, ...], folder: str) -> Definition:
    """`kept`: workshops beside those of workshops.toml, or in the place of one with the same code."""
    workbook, figures = (_workbook(files, name) for name in ("workbook.toml", "figures.toml"))
    indicators = _indicators(files)
    municipalities = _municipalities(files)
    workshops = _with_kept(_workshops(files), kept)
    action_statuses, lights = _statuses(files)
    with naming("lists.toml"):
        raw_lists = toml(content(files, "lists.toml"))
        lists = closed_lists(raw_lists, municipalities, workshops, indicators, action_statuses)
    return Definition(
        workbook=replace(workbook, beside=figures.sheets),
        figures=figures,
        lists=lists,
        indicators=indicators,
        municipalities=municipalities,
        workshops=workshops,
        action_statuses=action_statuses,
        lights=lights,
        texts=texts,
        files=files,
        folder=folder,
        fingerprint=fingerprint(files, kept),
    )


def _workbook(files: Files, file: str) -> Workbook:
    with naming(file):
        raw = toml(content(files, file))
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


def _indicators(files: Files) -> tuple[Indicator, ...]:
    with naming("indicators.csv"):
        return tuple(_indicator(row) for row in csv_rows(content(files, "indicators.csv")))


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


def _municipalities(files: Files) -> tuple[Municipality, ...]:
    with naming("population.csv"):
        people: dict[str, list[tuple[int, int]]] = {}
        for row in csv_rows(content(files, "population.csv")):
            people.setdefault(row["city"], []).append((int(row["year"]), int(row["population"])))
    with naming("municipalities.csv"):
        return tuple(
            Municipality(row["code"], row["plate"], row["name"], tuple(sorted(people.get(row["code"], []))))
            for row in csv_rows(content(files, "municipalities.csv"))
        )


def _workshops(files: Files) -> tuple[Workshop, ...]:
    with naming("workshops.toml"):
        raws = toml(content(files, "workshops.toml"))["workshop"]
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


def _statuses(files: Files) -> tuple[tuple[ActionStatus, ...], tuple[Light, ...]]:
    with naming("statuses.toml"):
        raw = toml(content(files, "statuses.toml"))
        statuses = tuple(ActionStatus(**{**s, "label": Text(**s["label"])}) for s in raw["action_status"])
        lights = tuple(Light(s["code"], Text(**s["label"]), s.get("at_least")) for s in raw["light"])
        return statuses, lights
