"""May the rows of this slice be taken over into the base? What only the archive can tell."""

from __future__ import annotations

from collections.abc import Iterator

from definition import Definition
from etl.fold import fold
from etl.problems import Problem
from etl.slices.base import Base, stored
from etl.slices.units import CODE, UNIT, is_of, unit_key, units_in
from etl.store.archive import Archive, UnknownSubmissionError
from etl.submission import CheckedSubmission
from etl.validate.rules.case import problem

_NAMED = 5  # cells of the base that nobody could read


def faults(
    definition: Definition, archive: Archive, checked: CheckedSubmission, base: Base | None
) -> list[Problem]:
    """Why a slice without errors of its own cannot be merged; empty when it can."""
    if base is None or not _was_cut_here(archive, checked):
        cover = checked.sheets["cover"][0]
        made_from = checked.stamp.prefilled_from
        return [problem("slice_base_unknown", "error", "cover", cover, "unit", base=made_from)]
    return [*_unit(checked, base), *_codes(checked, base), *_unread(definition, base)]


def _was_cut_here(archive: Archive, checked: CheckedSubmission) -> bool:
    """Does its stamp name a version of the same city? Whoever writes a stamp by hand has none to name."""
    try:
        return archive.submitted(checked.stamp.prefilled_from).city == checked.city
    except UnknownSubmissionError:
        return False


def _unit(checked: CheckedSubmission, base: Base) -> Iterator[Problem]:
    known = units_in(base.actions)
    unit = checked.stamp.unit
    if unit_key(unit) not in map(unit_key, known):
        cover = checked.sheets["cover"][0]
        facts = {"found": unit, "known": ", ".join(known)}
        yield problem("slice_unit_unknown", "error", "cover", cover, "unit", **facts)


def _codes(checked: CheckedSubmission, base: Base) -> Iterator[Problem]:
    """A code that another unit's action has in the base, by now."""
    taken = {fold(str(row[CODE])): row for row in base.actions if not is_of(row, checked.stamp.unit)}
    for row in checked.sheets["actions"]:
        other = taken.get(fold(str(row.values[CODE])))
        if other:
            facts = {"unit": other.get(UNIT), "action": other.get("action_name")}
            yield problem("slice_code_taken", "error", "actions", row, CODE, **facts)


def _unread(definition: Definition, base: Base) -> Iterator[Problem]:
    """Cells of the base that hold something nobody could read: written anew they would be empty."""
    cells = unread_cells(definition, base) if base.same_workshop else []
    if cells:
        found = ", ".join([*cells[:_NAMED], *(["…"] if len(cells) > _NAMED else [])])
        facts = (("found", found), ("base", base.receipt.id))
        yield Problem("slice_base_unread", "error", "actions", "", "", facts)


def unread_cells(definition: Definition, base: Base) -> list[str]:
    """As Sheet!Cell, in workbook order."""
    read = {
        (sheet.key, row.cells[key])
        for sheet in definition.workbook.sheets
        for row in base.sheets.get(sheet.key, ())
        for key in stored(definition, sheet.key, row)
        if key in row.cells
    }
    return [
        f"{definition.workbook.sheet(p.sheet).name.tr}!{p.cell}"
        for p in base.receipt.problems
        if p.severity != "note" and p.cell and p.sheet and p.fact("found") is not None
        if _is_in_a_row(base, p) and (p.sheet, p.cell) not in read
    ]


def _is_in_a_row(base: Base, p: Problem) -> bool:
    """Not a header, whose column is not the template's."""
    return any(p.cell in row.cells.values() for row in base.sheets.get(p.sheet, ()))
