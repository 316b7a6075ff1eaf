"""What a file meets, in words: the same on the screen, on the command line and in `check --json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from definition import Definition, Language
from etl.consequences import Figure, Move
from etl.interpret.findings import written_number
from etl.interpret.turkish import share_of_it
from etl.reconcile.compare import Finding, Kind
from etl.reconcile.losses import Gone
from etl.reconcile.result import Result
from etl.report import spelled
from etl.submission import Value

SHOWN_NAMES = 6  # of rows that are gone
_SHOWN_CELLS = 20
_SHOWN_LENGTH = 80  # a summary may be a page long


def sentences(result: Result, definition: Definition, language: Language) -> list[str]:
    """Line by line, for a console; empty where there is nothing to say."""
    return [*_of_findings(result, definition, language), *_of_losses(result, definition, language)]


def what_of(finding: Finding, definition: Definition) -> str:
    """Row and column, as the template writes them."""
    sheet = definition.workbook.sheet(finding.sheet)
    row = "" if sheet.layout == "form" else str(spelled(sheet.key_column, finding.label, definition) or "")
    column = sheet.column(finding.column).header.tr if finding.column else ""
    return " · ".join(part for part in (row, column) if part)


def value_of(finding: Finding, value: Value, definition: Definition, language: Language) -> str:
    """A value as a person writes it, cut where it is long; of a whole row whether it is there."""
    if not finding.column:
        return definition.text(f"reconcile.row_{'gone' if value is None else 'there'}", language)
    column = definition.workbook.sheet(finding.sheet).column(finding.column)
    if isinstance(value, date):
        return f"{value:%d.%m.}{value.year:04}"
    if isinstance(value, int | float):
        return written_number(value)
    said = str(spelled(column, value, definition) or definition.text("problem_word.empty", language))
    return said if len(said) <= _SHOWN_LENGTH else f"{said[: _SHOWN_LENGTH - 1]}…"


def gone_words(gone: Gone, definition: Definition, language: Language) -> str:
    """So many rows of so many, the first by name."""
    count = str(len(gone.names))
    return definition.text("reconcile.gone", language).format(
        sheet=definition.workbook.sheet(gone.sheet).name[language],
        had=gone.had,
        share=share_of_it(count) if language == "tr" else count,
        names=_some(gone.names, definition, language),
    )


def move_words(move: Move, definition: Definition, language: Language) -> str:
    if move.scope == "indicator":
        figure = definition.text(f"reconcile.figure.{move.figure}", language)
        indicator = definition.indicator(move.of)
        of = indicator.name[language]
        if move.figure == "actual":  # an achievement has its unit in its name
            of += f", {indicator.unit[language]}"
    else:
        figure = definition.text(f"submit.effects.{move.figure}", language)
        of = definition.text(f"submit.effects.of_{move.scope}", language)
    before, after = (_figure(value, definition, language) for value in (move.before, move.after))
    return definition.text("reconcile.move", language).format(
        figure=figure, of=of, before=before, after=after
    )


def as_json(result: Result, definition: Definition, language: Language) -> dict[str, Any] | None:
    """Null where the city has no report to compare with."""
    met = result.met
    if met is None:
        return None
    return {
        "in_force": met.last.id,
        "workshop": met.last.workshop,
        "prefilled_from": met.base or None,
        "base_known": not met.cannot_tell,
        "cells": [_cell(f, definition) for f in met.findings],
        "rows_gone": [
            {
                "sheet": definition.workbook.sheet(gone.sheet).name.tr,
                "had": gone.had,
                "gone": len(gone.names),
                "rows": list(gone.names),
                "asks": gone.asks,
            }
            for gone in result.losses.gone
        ],
        "figures": [
            {"scope": m.scope, "of": m.of or None, "figure": m.figure, "before": m.before, "after": m.after}
            for m in result.losses.moves
        ],
        "asks": result.losses.asks,
        "message": sentences(result, definition, language),
    }


def _of_findings(result: Result, definition: Definition, language: Language) -> Iterator[str]:
    met = result.met
    if met is None:
        return
    if met.cannot_tell:
        yield definition.text("reconcile.cannot_tell", language).format(id=met.last.id)
    kinds: tuple[tuple[Kind, str], ...] = (("theirs", "theirs"), ("conflict", "conflicts"))
    for kind, said in kinds:
        found = [f for f in met.findings if f.kind == kind]
        if found:
            head = definition.text(f"reconcile.{said}", language)
            yield head.format(id=met.last.id, count=len(found))
            # A conflict has to be decided, so each is named.
            shown = found if kind == "conflict" else found[:_SHOWN_CELLS]
            yield from (f"  {_line(f, definition, language)}" for f in shown)
            if len(found) > len(shown):
                more = definition.text("reconcile.more", language)
                yield "  " + more.format(names="…", count=len(found) - len(shown))


def _of_losses(result: Result, definition: Definition, language: Language) -> Iterator[str]:
    losses = result.losses
    if losses.gone:
        yield definition.text("reconcile.gone_since", language).format(id=losses.since)
        yield from (f"  {gone_words(gone, definition, language)}" for gone in losses.gone)
    if losses.moves:
        yield definition.text("reconcile.moves", language)
        yield from (f"  {move_words(move, definition, language)}" for move in losses.moves)
    if losses.asks:
        yield definition.text("reconcile.asks", language)


def _line(finding: Finding, definition: Definition, language: Language) -> str:
    base, in_force, sent = (
        value_of(finding, value, definition, language)
        for value in (finding.base, finding.in_force, finding.sent)
    )
    return definition.text("reconcile.cell", language).format(
        **{"place": finding.place, "what": what_of(finding, definition)},
        **{"base": base, "in_force": in_force, "sent": sent},
    )


def _cell(finding: Finding, definition: Definition) -> dict[str, Any]:
    sheet = definition.workbook.sheet(finding.sheet)
    column = sheet.column(finding.column) if finding.column else sheet.key_column
    values = {
        name: spelled(column, value, definition)
        for name, value in (
            *(("base", finding.base), ("in_force", finding.in_force)),
            ("sent", finding.sent),
        )
    }
    return {
        "kind": finding.kind,
        "place": finding.place,
        "sheet": sheet.name.tr,
        "row": None if sheet.layout == "form" else spelled(sheet.key_column, finding.label, definition),
        "column": column.header.tr if finding.column else None,
        **values,
    }


def _some(names: Sequence[str], definition: Definition, language: Language) -> str:
    shown = ", ".join(names[:SHOWN_NAMES])
    rest = len(names) - SHOWN_NAMES
    if rest <= 0:
        return shown
    return definition.text("reconcile.more", language).format(names=shown, count=rest)


def _figure(value: Figure, definition: Definition, language: Language) -> str:
    if value is None or isinstance(value, str):
        return definition.text("reconcile.nothing", language)
    return written_number(round(value, 1))
