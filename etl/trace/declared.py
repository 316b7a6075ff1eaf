"""Where columns come from, as a text that is kept beside figures; and back from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from etl.trace.lineage import Lineage, Step


def as_json(lineages: Mapping[str, Lineage]) -> str:
    return json.dumps({view: asdict(lineage) for view, lineage in lineages.items()}, ensure_ascii=False)


def from_json(text: str) -> dict[str, Lineage]:
    return {view: _lineage(**kept) for view, kept in json.loads(text).items()}


def _lineage(key: list[str], columns: Mapping[str, Any], alike: dict[str, Any] | None) -> Lineage:
    found = {name: tuple(_step(**step) for step in steps) for name, steps in columns.items()}
    return Lineage(tuple(key), found, _step(**alike) if alike else None)


def _step(columns: list[str], on: list[list[str]], **kept: Any) -> Step:
    return Step(columns=tuple(columns), on=tuple((there, here) for there, here in on), **kept)
