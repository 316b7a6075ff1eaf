"""How what a column of a view is computed from is said: a step to rows of another view or table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

# value: the figure is computed from it. scope: it only decides which cities enter.
Role = Literal["value", "scope"]


@dataclass(frozen=True, slots=True)
class Step:
    """To the rows of `to` that belong to a row, and there to `columns`.

    `on`: column there → expression over the row here, called s. `when`: for which rows here. `where`: which
    rows there, called t. All of it is SQL of ours; nothing that somebody typed enters it."""

    to: str
    columns: tuple[str, ...]
    on: tuple[tuple[str, str], ...]
    when: str = "TRUE"
    where: str = "TRUE"
    role: Role = "value"


def step(
    to: str, columns: str, on: str = "", when: str = "TRUE", where: str = "TRUE", role: Role = "value"
) -> Step:
    """Columns and keys as one reads them: "city workshop=against_workshop"."""
    pairs = (word.partition("=") for word in on.split())
    keys = tuple((there, f"s.{here or there}") for there, _, here in pairs)
    return Step(to, tuple(columns.split()), keys, when, where, role)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The columns of one view. `key`: what tells its rows apart. `alike`: where every column that is not
    declared stands under the same name."""

    key: tuple[str, ...]
    columns: Mapping[str, tuple[Step, ...]]
    alike: Step | None = None

    def steps(self, column: str) -> tuple[Step, ...] | None:
        """None: nothing is known of this column."""
        if column in self.columns or self.alike is None:
            return self.columns.get(column)
        return (replace(self.alike, columns=(column,)),)


def lineage(key: str, alike: Step | None = None, **columns: tuple[Step, ...]) -> Lineage:
    """The columns that have the same steps share one name: a__b__c."""
    split = {name: steps for names, steps in columns.items() for name in names.split("__")}
    return Lineage(tuple(key.split()), split, alike)
