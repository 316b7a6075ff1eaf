"""A reason that was typed where the number belongs, beside what the row itself says about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from definition import Column
from etl.interpret.findings import Finding, Reading
from etl.interpret.measured import REASON

Readings = dict[str, Reading]


def understood(columns: Sequence[Column], readings: Readings) -> tuple[Readings, Mapping[str, str]]:
    """The readings of a row as they are meant together, and which column took its value from the cell of
    which other one."""
    taken: dict[str, str] = {}
    for column in columns:
        finding = _reason_in(readings.get(column.key))
        if finding is None:
            continue
        given = readings.get(column.reason, Reading(None))
        stated = str(finding.fact("stated"))
        if column.reason and given.value is None and not given.findings:
            taken[column.reason] = column.key
            readings[column.reason] = Reading(stated)
        elif not column.reason or given.value != stated:
            readings[column.key] = Reading(None, (_beside(column, finding, given),))
    return readings, taken


def _beside(column: Column, finding: Finding, given: Reading) -> Finding:
    """What the words say where they are not the reason that counts."""
    if not column.reason:  # a target or a baseline: that there is none, while the reason is about the actual
        return replace(finding, code="words_for_number", kind="need")
    if given.value is None or finding.fact("vague"):
        return replace(finding, code="read_as_empty")
    return Finding("reason_differs", "warning", (*finding.facts, ("given", str(given.value))))


def _reason_in(reading: Reading | None) -> Finding | None:
    findings = reading.findings if reading else ()
    return next((finding for finding in findings if finding.code == REASON), None)
