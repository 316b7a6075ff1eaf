"""What does the slice of a unit ask for? Its actions, and a cover that says whose they are."""

from __future__ import annotations

from dataclasses import replace

from definition import Definition, Sheet
from etl.lookups import Once
from etl.submission import Stamp

_COVER, _ACTIONS = "cover", "actions"
_PLACE = ("municipality", "workshop")  # read back: they must be those of the stamp


def _made(definition: Definition) -> Definition:
    sheets = (_cover(definition.workbook.sheet(_COVER)), definition.workbook.sheet(_ACTIONS))
    return replace(definition, workbook=replace(definition.workbook, sheets=sheets))


def _cover(cover: Sheet) -> Sheet:
    """The unit is printed: the one that counts stands in the stamp and in the rows."""
    place = tuple(cover.column(key) for key in _PLACE)
    return replace(cover, columns=(*place, replace(cover.column("unit"), need="printed")))


# Made once: whatever else is made of a definition is remembered by its identity.
slice_definition = Once[Definition, Definition](_made)


def asked_of(stamp: Stamp, definition: Definition) -> Definition:
    """The definition by which a workbook with this stamp is read."""
    return slice_definition(definition) if stamp.unit else definition
