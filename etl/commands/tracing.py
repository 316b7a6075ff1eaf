"""The command that says from which cells a figure comes."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from etl.clock import TURKIYE
from etl.commands.context import Context
from etl.commands.frozen import frozen_as
from etl.database.frozen_file import definition_in
from etl.database.repair import sound
from etl.trace.figure import NotTraceableError, Traced
from etl.trace.figure import trace as trace_figure
from etl.trace.sources import Other, TracedCell


def trace(context: Context, options: argparse.Namespace) -> int:
    """Exit code 2 where nothing or not one figure is meant; the sentence names what is known."""
    known = context.definition
    if options.as_of:
        snapshot, refused = frozen_as(context, options.as_of)
        if snapshot is None:
            return _refuse(options, "not_frozen", refused)
        known = definition_in(snapshot)
    else:
        snapshot = sound(context.home.path, context.definition)
    if snapshot is None:
        return _refused(context, options, "no_data")
    keys = {}
    for pair in options.key:
        name, sign, value = pair.partition("=")
        if not sign:
            return _refused(context, options, "no_pair", asked=pair)
        keys[name] = value
    try:
        traced = trace_figure(snapshot, known, options.view, keys, options.column)
    except NotTraceableError as refusal:
        there = ", ".join(refusal.known)
        return _refused(context, options, refusal.what, asked=refusal.asked, known=there, count=refusal.count)
    if options.json:
        print(json.dumps(document(traced), ensure_ascii=False, indent=1))
    else:
        _say(context, traced)
    return 0


def document(traced: Traced) -> dict[str, Any]:
    """As the README describes it."""
    return {
        "view": traced.view,
        "column": traced.column,
        "row": {name: _plain(value) for name, value in traced.row.items()},
        "figure": _plain(traced.figure),
        "cells": [_cell(cell) for cell in traced.cells],
        "others": [_other(other) for other in traced.others],
    }


def _cell(cell: TracedCell) -> dict[str, Any]:
    names = ("city", "workshop", "submission_id", "file_name", "sha256", "who")
    return {
        **{name: getattr(cell, name) for name in names},
        "received_at": cell.received_at.replace(tzinfo=TURKIYE).isoformat(),
        "sheet": cell.sheet,
        "cell": cell.cell,
        "header": cell.header,
        "value": _plain(cell.value),
        "role": cell.role,
    }


def _other(other: Other) -> dict[str, Any]:
    return {
        "kind": other.kind,
        "table": other.table,
        "of": other.of,
        "column": other.column,
        "value": _plain(other.value),
        "role": other.role,
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _say(context: Context, traced: Traced) -> None:
    row = " ".join(f"{name}={value}" for name, value in traced.row.items())
    print(f"{traced.view}.{traced.column} {row}: {_written(context, traced.figure)}")
    for cell in traced.cells:
        place = f"{cell.sheet}!{cell.cell}" if cell.cell else cell.sheet
        of = f"{cell.city} {cell.workshop} {cell.file_name} · {cell.submission_id}"
        said = f"{place} {cell.header}: {_written(context, cell.value)}"
        print(f"  {said}  ({of}){_scope(context, cell)}")
    for other in traced.others:
        kind = _text(context, f"kind.{other.kind}")
        said = f"{kind} {other.table} {other.of} {other.column}".replace("  ", " ")
        print(f"  {said}: {_written(context, other.value)}{_scope(context, other)}")


def _written(context: Context, value: Any) -> str:
    return _text(context, "empty") if value is None else str(_plain(value))


def _scope(context: Context, source: TracedCell | Other) -> str:
    return f"  {_text(context, 'scope')}" if source.role == "scope" else ""


def _refused(context: Context, options: argparse.Namespace, what: str, **facts: object) -> int:
    return _refuse(options, what, _text(context, f"refused.{what}", view=options.view, **facts))


def _refuse(options: argparse.Namespace, what: str, message: str) -> int:
    print(json.dumps({"error": what, "message": message}, ensure_ascii=False) if options.json else message)
    return 2


def _text(context: Context, key: str, **facts: object) -> str:
    return context.definition.text(f"trace.{key}", context.language).format(**facts)
