"""The slice that a unit downloads: its own actions, as they stand in the newest version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from definition import Definition
from etl.database import snapshots
from etl.database.originals import read_again
from etl.review.verdicts import Place, review_of
from etl.slices.asked import slice_definition
from etl.slices.base import Base, base_of, newest_version
from etl.slices.units import is_of, unit_key, units_in
from etl.store.archive import Archive
from etl.store.installation import UNMARKED, Installation, installation_of
from etl.template.workbook import Purpose, make_template


class UnknownUnitError(Exception):
    """No action of the newest version belongs to this unit; `known`: the units that have one."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(", ".join(known))
        self.known = tuple(known)


def slice_template(home: Path, definition: Definition, city: str, workshop: str, unit: str) -> bytes:
    """The workbook of one unit of `city` for `workshop`, both codes of the definition."""
    archive = Archive(home)
    snapshot = snapshots.current(home, definition)
    version = newest_version(snapshot, archive, city, workshop)
    if version is None:
        raise UnknownUnitError(())
    sheets = read_again(archive, definition, [version.receipt])[version.receipt.id]
    review = review_of(snapshot, city, workshop)
    asked_back = review.returned if review.of_report == version.receipt.id else {}
    base = base_of(definition, version, workshop, sheets)
    return slice_of(definition, base, city, workshop, unit, asked_back, installation_of(home))


def slice_of(
    definition: Definition,
    base: Base,
    city: str,
    workshop: str,
    unit: str,
    asked_back: Mapping[Place, str] = MappingProxyType({}),
    made_by: Installation = UNMARKED,
) -> bytes:
    """`asked_back`: what the organizers wrote about rows they returned. Raises UnknownUnitError."""
    known = list(units_in(base.actions))
    named = next((name for name in known if unit_key(name) == unit_key(unit)), None)
    if named is None:
        raise UnknownUnitError(known)
    rows = {"cover": ({"unit": named},), "actions": tuple(r for r in base.actions if is_of(r, named))}
    purpose = Purpose(base.receipt.id, unit=named, asked_back=asked_back, made_by=made_by)
    return make_template(slice_definition(definition), city, workshop, datetime.now(UTC), rows, purpose)
