"""Which rows of the city's last report does a file lack, and which big figures move by more than half?

Much of it may be meant: offers expire, projects end. So it is a question, never an error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from definition import Definition, Sheet
from etl.consequences import Move
from etl.reconcile.compare import Rows, keyed
from etl.report import spelled

# A sheet loses much when more than a third of its rows is gone. Up to two names are read at a glance wherever
# they are listed: asked about one of two rows each time, people learn to say yes unread.
_FEW = 2
_SHARE = 3
# Below ten a figure doubles with a single project or agreement.
_SMALL = 10


@dataclass(frozen=True, slots=True)
class Gone:
    """Rows of one sheet that the last report had and the file lacks."""

    sheet: str
    had: int
    names: tuple[str, ...]  # in the template's spelling

    @property
    def asks(self) -> bool:
        return len(self.names) > _FEW and len(self.names) * _SHARE > self.had


@dataclass(frozen=True, slots=True)
class Losses:
    since: str = ""  # the report that had them
    gone: tuple[Gone, ...] = ()
    moves: tuple[Move, ...] = ()  # headline figures that move by more than half
    of_draft: bool = False

    @property
    def asks(self) -> bool:
        """Must somebody say yes to it before it counts? A draft is unfinished, and enters no figure."""
        return not self.of_draft and (bool(self.moves) or any(gone.asks for gone in self.gone))


NO_LOSSES = Losses()


def gone_rows(definition: Definition, last: Rows, new: Rows) -> tuple[Gone, ...]:
    """By sheet, in workbook order. A row that is printed for everybody and says nothing is no row."""
    found = (_gone(definition, sheet, last, new) for sheet in definition.workbook.sheets)
    return tuple(gone for gone in found if gone.names)


def _gone(definition: Definition, sheet: Sheet, last: Rows, new: Rows) -> Gone:
    if sheet.layout == "form":
        return Gone(sheet.key, 0, ())
    before, after = keyed(sheet, last.get(sheet.key, ())), keyed(sheet, new.get(sheet.key, ()))
    column = sheet.key_column
    names = tuple(
        str(spelled(column, row.get(column.key), definition) or "")
        for key, row in before.items()
        if key not in after
    )
    return Gone(sheet.key, len(before), names)


def sudden(moves: Sequence[Move]) -> tuple[Move, ...]:
    """The figures that move by more than half of what they were. Where an actual value moves, its achievement
    is not looked at: of a target of three one less is all the way back."""
    values = {move.of for move in moves if move.figure == "actual"}
    asked = (m for m in moves if m.figure != "achievement_pct" or m.of not in values)
    return tuple(move for move in asked if _is_sudden(move))


def _is_sudden(move: Move) -> bool:
    before, after = move.before, move.after
    if isinstance(before, str) or isinstance(after, str) or not before:
        return False  # a light, or a figure that nobody knew
    if after is None:
        return abs(before) >= _SMALL
    return abs(after - before) * 2 > abs(before) and max(abs(before), abs(after)) >= _SMALL
