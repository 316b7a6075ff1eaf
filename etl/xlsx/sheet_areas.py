"""What a worksheet says of whole areas: hidden columns, merged cells, links. All bounded."""

from __future__ import annotations

from etl.cells import letters
from etl.xlsx.addresses import Area, area, size
from etl.xlsx.limits import Limits
from etl.xlsx.markup import Attributes, flag
from etl.xlsx.refusals import at, malformed


class SheetAreas:
    """Collects while walking. A 1.8 KB file can merge or link a whole sheet, 17 billion cells."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.merges: list[Area] = []
        self.hidden_columns: set[int] = set()
        self._sheet = sheet
        self._limits = limits
        self._merged_cells = self._linked_cells = self._column_elements = 0

    def columns(self, attributes: Attributes) -> None:
        """Hidden columns, as far as a value may stand in one."""
        self._column_elements += 1
        if self._column_elements > self._limits.styles:
            raise malformed("cols")
        if flag(attributes, "hidden"):
            first, last = int(attributes["min"]), int(attributes["max"])
            self.hidden_columns.update(range(max(first, 1), min(last, self._limits.last_column) + 1))

    def merge(self, attributes: Attributes) -> None:
        merged = area(attributes["ref"])
        self.merges.append(merged)
        self._merged_cells += size(merged)
        limits = self._limits
        if len(self.merges) > limits.merges:
            raise at("refused_many_merges", self._sheet, limit=limits.merges)
        if self._merged_cells > limits.merged_cells:
            raise at("refused_merged", self._sheet, _first_cell(merged), found=self._merged_cells)

    def link(self, attributes: Attributes) -> None:
        linked = area(attributes["ref"])
        self._linked_cells += size(linked)
        if self._linked_cells > self._limits.linked_cells:
            raise at("refused_linked", self._sheet, _first_cell(linked), found=self._linked_cells)


def _first_cell(of: Area) -> str:
    return f"{letters(of[1])}{of[0]}"
