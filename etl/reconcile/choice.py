"""What the sender decides about cells that others changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from etl.reconcile.compare import Cell, Finding


@dataclass(frozen=True, slots=True)
class Choice:
    """Without a word what others changed is kept, and a conflict stays undecided."""

    overwrite_all: bool = False
    overwrite: frozenset[str] = frozenset()  # places where the file that was sent holds
    keep: frozenset[str] = frozenset()  # places where the version in force holds
    losses_accepted: bool = False

    def unknown(self, findings: Sequence[Finding]) -> list[str]:
        """The places that are named here but are none of the findings'."""
        return sorted((self.overwrite | self.keep) - {f.place for f in findings})

    def undecided(self, findings: Sequence[Finding]) -> list[Finding]:
        """The conflicts of which nobody has said which side holds."""
        if self.overwrite_all:
            return []
        said = self.overwrite | self.keep
        return [f for f in findings if f.kind == "conflict" and f.place not in said]

    def kept(self, findings: Sequence[Finding]) -> frozenset[Cell]:
        """The cells that stay as they are in force."""
        if self.overwrite_all:
            return frozenset()
        return frozenset(
            f.cell
            for f in findings
            if f.place in self.keep or (f.kind == "theirs" and f.place not in self.overwrite)
        )


KEEP_THEIRS = Choice()


def named(places: Collection[str]) -> frozenset[str]:
    return frozenset(place.strip() for place in places)
