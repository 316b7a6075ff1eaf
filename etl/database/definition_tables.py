"""The definition as tables, so that the views need nothing else: see the first part of sql/tables.sql."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pyarrow as pa

from definition import Definition

_TEXT, _INTEGER, _BIGINT, _YES_NO, _DAY, _REAL = (
    pa.string(),
    pa.int32(),
    pa.int64(),
    pa.bool_(),
    pa.date32(),
    pa.float64(),
)


def definition_tables(definition: Definition) -> dict[str, pa.Table]:
    """Table name -> its rows, columns in the order of the CREATE TABLE."""
    return {name: _arrow(columns, list(rows(definition))) for name, (columns, rows) in _TABLES.items()}


def _arrow(columns: Sequence[tuple[str, Any]], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    values = [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in columns]
    arrays = [pa.array(v, type=kind) for v, (_, kind) in zip(values, columns, strict=True)]
    return pa.table(arrays, names=[name for name, _ in columns])


def _cities(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for position, m in enumerate(definition.municipalities, 1):
        yield m.code, m.plate, m.name, position


def _population(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for m in definition.municipalities:
        yield from ((m.code, year, people) for year, people in m.population)


def _workshops(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for position, w in enumerate(definition.workshops, 1):
        held = (w.host, w.held_from, w.held_to)
        asked = (w.period_start, w.period_end, w.deadline, w.open)
        yield w.code, w.number, w.title.tr, w.title.en, *held, *asked, position


def _participation(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for w in definition.workshops:
        yield from ((w.code, city) for city in w.participants)


def _list_values(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for key, closed in definition.lists.items():
        for position, c in enumerate(closed.choices, 1):
            yield key, c.code, c.label.tr, c.label.en, position


def _indicators(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for position, i in enumerate(definition.indicators, 1):
        words = (i.name.tr, i.name.en, i.unit.tr, i.unit.en, i.is_percent)
        nature = (i.direction, i.kind, i.over_time, i.across_cities, i.theme, i.core, i.entry)
        yield i.code, *words, *nature, i.since or None, position


def _action_statuses(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for s in definition.action_statuses:
        yield s.code, s.ended, s.counted


def _lights(definition: Definition) -> Iterator[tuple[Any, ...]]:
    for position, light in enumerate(definition.lights, 1):
        yield light.code, light.at_least, position


def _columns(names: str, kind: Any) -> list[tuple[str, Any]]:
    return [(name, kind) for name in names.split()]


_POSITION = ("position", _INTEGER)
_TABLES: dict[str, tuple[list[tuple[str, Any]], Callable[[Definition], Iterator[tuple[Any, ...]]]]] = {
    "city": ([*_columns("city plate name", _TEXT), _POSITION], _cities),
    "population": ([("city", _TEXT), ("year", _INTEGER), ("people", _BIGINT)], _population),
    "workshop": (
        [
            ("workshop", _TEXT),
            ("number", _INTEGER),
            *_columns("title_tr title_en host", _TEXT),
            *_columns("held_from held_to period_start period_end deadline", _DAY),
            ("is_open", _YES_NO),
            _POSITION,
        ],
        _workshops,
    ),
    "participation": (_columns("workshop city", _TEXT), _participation),
    "list_value": ([*_columns("list code label_tr label_en", _TEXT), _POSITION], _list_values),
    "indicator": (
        [
            *_columns("indicator name_tr name_en unit_tr unit_en", _TEXT),
            ("is_percent", _YES_NO),
            *_columns("direction kind over_time across_cities theme", _TEXT),
            ("core", _YES_NO),
            *_columns("entry since", _TEXT),
            _POSITION,
        ],
        _indicators,
    ),
    "action_status_rule": ([("status", _TEXT), *_columns("ended counted", _YES_NO)], _action_statuses),
    "light_rule": ([("light", _TEXT), ("at_least", _REAL), _POSITION], _lights),
}
