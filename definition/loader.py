"""Read the data files of the definition into typed values."""

from __future__ import annotations

import csv
import hashlib
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from definition.consistency import faults
from definition.lists import closed_lists
from definition.model import (
    ActionStatus,
    Column,
    Definition,
    Indicator,
    Light,
    Municipality,
    Sheet,
    Text,
    Workbook,
    Workshop,
)

SHIPPED = Path(__file__).parent


class DefinitionError(Exception):
    """A data file of the definition is wrong; the message names the file and the key."""


def load(folder: Path | None = None) -> Definition:
    """The definition in `folder`; without one, in PANO_DEFINITION, else the one that is shipped."""
    return _load((folder or Path(os.environ.get("PANO_DEFINITION") or SHIPPED)).resolve())


@cache
def _load(folder: Path) -> Definition:
    workbook = _workbook(folder)
    indicators = _indicators(folder)
    municipalities = _municipalities(folder)
    workshops = _workshops(folder)
    action_statuses, lights = _statuses(folder)
    with _naming("lists.toml"):
        raw_lists = _toml(folder / "lists.toml")
        lists = closed_lists(raw_lists, municipalities, workshops, indicators, action_statuses)
    definition = Definition(
        workbook=workbook,
        lists=lists,
        indicators=indicators,
        municipalities=municipalities,
        workshops=workshops,
        action_statuses=action_statuses,
        lights=lights,
        texts=_texts(folder),
        fingerprint=_fingerprint(folder),
    )
    found = faults(definition)
    if found:
        raise DefinitionError("\n".join(found))
    return definition


@contextmanager
def _naming(file: str, record: str = "") -> Iterator[None]:
    """Name the file and the record when a key is missing, unknown or of the wrong kind."""
    try:
        yield
    except DefinitionError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError, OSError) as error:
        place = f"{file} [{record}]" if record else file
        raise DefinitionError(f"{place}: {type(error).__name__}: {error}") from error


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _workbook(folder: Path) -> Workbook:
    with _naming("workbook.toml"):
        raw = _toml(folder / "workbook.toml")
        return Workbook(
            template_version=raw["template_version"],
            known_versions=tuple(raw["known_versions"]),
            max_rows=raw["max_rows"],
            sheets=tuple(_sheet(s) for s in raw["sheet"]),
        )


def _sheet(raw: dict[str, Any]) -> Sheet:
    with _naming("workbook.toml", raw.get("key", "sheet")):
        return Sheet(
            key=raw["key"],
            name=Text(**raw["name"]),
            layout=raw["layout"],
            required=raw["required"],
            help=Text(**raw["help"]),
            columns=tuple(_column(c, raw["key"]) for c in raw["column"]),
            aliases=tuple(raw.get("aliases", ())),
        )


def _column(raw: dict[str, Any], sheet: str) -> Column:
    with _naming("workbook.toml", f"{sheet}.{raw.get('key', 'column')}"):
        fields = dict(raw)
        fields["header"] = Text(**fields["header"])
        fields["help"] = Text(**fields["help"])
        fields["list_key"] = fields.pop("list", "")
        fields["aliases"] = tuple(fields.get("aliases", ()))
        return Column(**fields)


def _indicators(folder: Path) -> tuple[Indicator, ...]:
    with _naming("indicators.csv"):
        return tuple(_indicator(row) for row in _csv(folder / "indicators.csv"))


def _indicator(row: dict[str, Any]) -> Indicator:
    with _naming("indicators.csv", row.get("code", "")):
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
            entry=entry,  # type: ignore[arg-type]  # consistency.py checks it
            derived_from=source,
            since=row["since"],
            definition=Text(row["definition_tr"], row["definition_en"]),
        )


def _municipalities(folder: Path) -> tuple[Municipality, ...]:
    with _naming("population.csv"):
        people: dict[str, list[tuple[int, int]]] = {}
        for row in _csv(folder / "population.csv"):
            people.setdefault(row["city"], []).append((int(row["year"]), int(row["population"])))
    with _naming("municipalities.csv"):
        return tuple(
            Municipality(row["code"], row["plate"], row["name"], tuple(sorted(people.get(row["code"], []))))
            for row in _csv(folder / "municipalities.csv")
        )


def _workshops(folder: Path) -> tuple[Workshop, ...]:
    with _naming("workshops.toml"):
        raws = _toml(folder / "workshops.toml")["workshop"]
    made = []
    for raw in raws:
        with _naming("workshops.toml", str(raw.get("code", "workshop"))):
            fields = {"number": None, **raw, "title": Text(**raw["title"])}
            fields["participants"] = tuple(raw["participants"])
            made.append(Workshop(**fields))
    return tuple(sorted(made, key=lambda w: w.period_end))


def _statuses(folder: Path) -> tuple[tuple[ActionStatus, ...], tuple[Light, ...]]:
    with _naming("statuses.toml"):
        raw = _toml(folder / "statuses.toml")
        statuses = tuple(ActionStatus(**{**s, "label": Text(**s["label"])}) for s in raw["action_status"])
        lights = tuple(Light(s["code"], Text(**s["label"]), s.get("at_least")) for s in raw["light"])
        return statuses, lights


def _texts(folder: Path) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for path in sorted((folder / "texts").glob("*.toml")):
        with _naming(f"texts/{path.name}"):
            for key, text in _flattened(_toml(path), ""):
                if key in texts:
                    raise DefinitionError(f"texts/{path.name} [{key}]: declared twice")
                texts[key] = text
    return texts


def _flattened(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, Text]]:
    """Nested tables become dotted keys; a table of just tr and en is a text."""
    for key, value in table.items():
        name = f"{prefix}{key}"
        if not isinstance(value, dict):
            raise DefinitionError(f"texts [{name}]: write {{ tr = …, en = … }}")
        if set(value) <= {"tr", "en"} and value:
            with _naming("texts", name):
                yield name, Text(**value)
        else:
            yield from _flattened(value, f"{name}.")


def _fingerprint(folder: Path) -> str:
    """Of the files that figures depend on: texts may change without a rebuild."""
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.toml"), *folder.glob("*.csv")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
