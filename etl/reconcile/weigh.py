"""What does a file meet when it arrives: which version is in force, and what does the file not know of it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from definition import Definition
from etl.database.originals import Values
from etl.preview import row_keys
from etl.reconcile.compare import Cell, Finding, Rows, compare, keyed, own_columns
from etl.reconcile.versions import Versions
from etl.slices.base import Version, base_of, stored
from etl.store.receipts import COMMAND_LINE, LOCAL, Submitted
from etl.submission import CheckedRow


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
    may_count: bool = True

    @classmethod
    def of(cls, receipt: Submitted, sheets: Values) -> Sent | None:
        """What was received; what was merged goes on from the version it was merged from. None: nobody can
        tell for which city and workshop it is."""
        if receipt.acceptance == "unreadable" or not receipt.city or not receipt.workshop:
            return None
        base = receipt.merged_from or receipt.prefilled_from
        may_count = receipt.acceptance == "acceptable"
        return cls(receipt.city, receipt.workshop, receipt.draft, base, receipt.who, sheets, may_count)


def weigh(definition: Definition, versions: Versions, sent: Sent) -> Met | None:
    """None: the city has no report yet that this one could take anything from.

    Only what counts is compared with. A file that merely waits may never count; when it is confirmed it is
    weighed itself, against what counts by then."""
    last = versions.followed(sent.city, sent.workshop, sent.draft)
    if last is None:
        return None
    replaces, is_base = last.workshop == sent.workshop, last.id == sent.prefilled_from
    values = versions.values(last)
    if values is None:
        return Met(last, replaces, sent.prefilled_from, is_base, {})
    expected = _filled(definition, last, sent.workshop, values)
    met = Met(last, replaces, sent.prefilled_from, True, expected)
    if not replaces or is_base:
        return met
    base = versions.named(sent.prefilled_from, sent.city, sent.workshop)
    of_base = versions.values(base) if base else None
    if base is None or of_base is None:
        return replace(met, base_known=not _differs(definition, expected, sent))
    if not versions.came_later(last, base):
        return met
    filled = _filled(definition, base, sent.workshop, of_base)
    findings = compare(definition, filled, expected, sent.sheets, _is_same_person(last, sent))
    unread = _unread(definition, last, values)
    return replace(met, findings=tuple(f for f in findings if f.cell not in unread))


def _filled(definition: Definition, receipt: Submitted, workshop: str, values: Values) -> Rows:
    """The rows of a template that is filled from this version."""
    return base_of(definition, Version(receipt, True), workshop, values).rows


def sent_rows(definition: Definition, sheets: Values) -> Rows:
    """What a file says, as it is written."""
    return {
        sheet.key: tuple(stored(definition, sheet.key, row) for row in sheets.get(sheet.key, ()))
        for sheet in definition.workbook.sheets
    }


def _is_same_person(last: Submitted, sent: Sent) -> bool:
    """Without a sign-in nobody can tell."""
    return last.who == sent.who and sent.who not in (LOCAL, COMMAND_LINE)


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
    unread = {
        (p.sheet, p.cell) for p in last.problems if p.severity != "note" and p.fact("found") is not None
    }
    return {
        (sheet.key, key, column)
        for sheet in definition.workbook.sheets
        for rows in [sheets.get(sheet.key, ())]
        for key, row in zip(row_keys(sheet, [r.values for r in rows]), rows, strict=True)
        for column, cell in row.cells.items()
        if key and (sheet.key, cell) in unread and row.values.get(column) is None
    }
