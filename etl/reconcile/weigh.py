"""What does a file meet when it arrives: which version is in force, and what does the file not know of it?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb

from definition import Definition
from etl.database.originals import UnreadOriginalError, Values, read_again
from etl.preview import row_keys
from etl.reconcile.compare import Cell, Finding, Rows, compare, keyed, own_columns
from etl.slices.base import Version, base_of, stored
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import Submitted
from etl.submission import CheckedRow

Reading = Callable[[Sequence[Submitted]], Mapping[str, Values]]
# Approved and draft versions stand beside each other; what is sent follows on the one that is like it.
_FOLLOWED = """
    SELECT l.submission_id FROM submission_latest l JOIN workshop w ON w.workshop = l.workshop
    WHERE l.city = $city AND (NOT l.draft OR l.workshop = $workshop)
      AND w.period_end <= (SELECT period_end FROM workshop WHERE workshop = $workshop)
    ORDER BY w.period_end DESC, l.draft = $draft DESC LIMIT 1
"""
_CAME_LATER = """
    SELECT l.confirmed_at > coalesce(b.confirmed_at, b.received_at)
    FROM submission_state l, submission_state b WHERE l.submission_id = $id AND b.submission_id = $base
"""


@dataclass(frozen=True, slots=True)
class Met:
    """What a file that was sent meets. `last` is the city's last report for its workshop or, before there is
    one, for an earlier workshop."""

    last: Submitted
    replaces: bool  # is `last` of the same workshop?
    base: str  # the version from which the template was filled, as its stamp says; or nothing
    base_known: bool  # else nobody can tell what the sender changed and what others did
    expected: Rows  # the rows of `last` that a template holds which is filled from it
    findings: tuple[Finding, ...] = ()

    @property
    def cannot_tell(self) -> bool:
        return self.replaces and not self.base_known


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was judged, by whomever it was sent."""

    city: str
    workshop: str
    draft: bool
    prefilled_from: str
    who: str
    sheets: Mapping[str, Sequence[CheckedRow]]

    @classmethod
    def of(cls, receipt: Submitted, sheets: Values) -> Sent | None:
        """What was received; what was merged goes on from the version it was merged from. None: it can count
        for no city."""
        if receipt.acceptance != "acceptable" or not receipt.city or not receipt.workshop:
            return None
        base = receipt.merged_from or receipt.prefilled_from
        return cls(receipt.city, receipt.workshop, receipt.draft, base, receipt.who, sheets)


def weigh(
    definition: Definition, archive: Archive, snapshot: Path | None, sent: Sent, read: Reading | None = None
) -> Met | None:
    """None: the city has no report yet that this one could take anything from. `read`: reads archived files,
    for whoever has read them a moment ago.

    Only what counts is compared with. A file that merely waits may never count; when it is confirmed it is
    weighed itself, against what counts by then."""
    followed = _followed(snapshot, sent)
    if snapshot is None or followed is None:
        return None
    last = archive.submitted(followed)
    replaces = last.workshop == sent.workshop
    is_base = last.id == sent.prefilled_from
    base = _base(archive, definition, sent) if replaces and not is_base else None
    sheets = _read(read or partial(read_again, archive, definition), last, base)
    if last.id not in sheets:
        return Met(last, replaces, sent.prefilled_from, is_base, {})
    expected = base_of(definition, Version(last, True), sent.workshop, sheets[last.id]).rows
    met = Met(last, replaces, sent.prefilled_from, True, expected)
    if not replaces or is_base:
        return met
    if base is None or base.id not in sheets:
        return replace(met, base_known=not _differs(definition, expected, sent))
    if not _came_later(snapshot, last, base):
        return met
    filled = base_of(definition, Version(base, True), sent.workshop, sheets[base.id]).rows
    findings = compare(definition, filled, expected, sent.sheets, last.who == sent.who)
    unread = _unread(definition, last, sheets[last.id])
    return replace(met, findings=tuple(f for f in findings if f.cell not in unread))


def sent_rows(definition: Definition, sheets: Values) -> Rows:
    """What a file says, as it is written."""
    return {
        sheet.key: tuple(stored(definition, sheet.key, row) for row in sheets.get(sheet.key, ()))
        for sheet in definition.workbook.sheets
    }


def _followed(snapshot: Path | None, sent: Sent) -> str | None:
    if snapshot is None:
        return None
    places = {"city": sent.city, "workshop": sent.workshop, "draft": sent.draft}
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(_FOLLOWED, places).fetchone()
    return found[0] if found else None


def _base(archive: Archive, definition: Definition, sent: Sent) -> Submitted | None:
    """The version that the stamp names, if it can have filled this template: a stamp may say anything."""
    try:
        base = archive.submitted(sent.prefilled_from)
    except UnknownSubmissionError:
        return None
    order = [w.code for w in definition.workshops]
    fits = base.city == sent.city and base.workshop in order[: order.index(sent.workshop) + 1]
    return base if fits else None


def _read(read: Reading, last: Submitted, base: Submitted | None) -> Mapping[str, Values]:
    """What can be read of both: one that cannot is no reason to keep somebody from sending."""
    found: dict[str, Values] = {}
    for receipt in (last, base):
        if receipt is not None:
            with suppress(UnreadOriginalError):
                found.update(read([receipt]))
    return found


def _came_later(snapshot: Path, last: Submitted, base: Submitted) -> bool:
    """An older version that counts again, or beside a later draft, holds nothing that `base` had not."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(_CAME_LATER, {"id": last.id, "base": base.id}).fetchone()
    return bool(found and found[0])


def _differs(definition: Definition, expected: Rows, sent: Sent) -> bool:
    """An old template may bring just what is in force: then there is nothing to tell apart."""
    return any(
        [[row.get(c.key) for c in own_columns(sheet)] for row in keyed(sheet, expected[sheet.key]).values()]
        != [[row.get(c.key) for c in own_columns(sheet)] for row in ours.values()]
        for sheet in definition.workbook.sheets
        for ours in [keyed(sheet, [row.values for row in sent.sheets.get(sheet.key, ())])]
    )


def _unread(definition: Definition, last: Submitted, sheets: Values) -> set[Cell]:
    """Cells in force that hold something nobody could read: what was meant cannot be kept."""
    unread = {(p.sheet, p.cell) for p in last.problems if p.severity != "note" and p.fact("found") is not None}
    return {
        (sheet.key, key, column)
        for sheet in definition.workbook.sheets
        for rows in [sheets.get(sheet.key, ())]
        for key, row in zip(row_keys(sheet, [r.values for r in rows]), rows, strict=True)
        for column, cell in row.cells.items()
        if key and (sheet.key, cell) in unread and row.values.get(column) is None
    }
