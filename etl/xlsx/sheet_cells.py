"""The cells of one worksheet, collected while its XML is walked."""

from __future__ import annotations

from dataclasses import dataclass

from etl.cells import Cell
from etl.xlsx.addresses import LAST_ROW, position
from etl.xlsx.cell_values import Surroundings, typed
from etl.xlsx.limits import Limits
from etl.xlsx.markup import Attributes, OnEnd, OnStart, flag
from etl.xlsx.number_formats import Style
from etl.xlsx.refusals import at, malformed
from etl.xlsx.shared_strings import TextRuns

_DIGITS = "0123456789"


@dataclass(slots=True)
class Budget:
    """What the sheets of one workbook may still hold together."""

    valued_cells: int
    cell_elements: int
    characters: int

    def spend(self, sheet: str, valued_cells: int, cell_elements: int, characters: int = 0) -> None:
        self.characters -= characters
        self.valued_cells -= valued_cells
        self.cell_elements -= cell_elements
        if self.valued_cells < 0 or self.cell_elements < 0:
            raise at("refused_too_many_cells", sheet)


class SheetCells:
    """The cell being read lies in plain attributes, for this is the hot path."""

    def __init__(self, sheet: str, around: Surroundings, limits: Limits, budget: Budget) -> None:
        self.found: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self.sheet, self.around, self.limits = sheet, around, limits
        self.last_row, self.last_column, self.longest = (
            limits.last_row,
            limits.last_column,
            limits.text_length,
        )
        self.rows = self.elements = 0
        self.most_elements, self.most_values = budget.cell_elements, budget.valued_cells
        self.characters, self.most_characters = 0, budget.characters
        self.runs = TextRuns()
        self.columns: dict[str, int] = {}  # by letters
        self.row = self.column = 0
        self.row_digits = ""
        self.type = "n"
        self.style = "0"
        self.styles: dict[str, Style] = {}  # by the number that cells spell
        self.text: str | None = None
        self.formula: str | None = None

    def on_start(self) -> dict[str, OnStart]:
        return {
            "row": self.start_row,
            "c": self.start_cell,
            "is": self.runs.begin,
            "rPh": self.runs.phonetic,
        }

    def on_end(self) -> dict[str, OnEnd]:
        return {
            "t": self.runs.run,
            "rPh": self.runs.spoken,
            "is": self.end_inline,
            "f": self.end_formula,
            "v": self.end_value,
            "c": self.end_cell,
        }

    def start_row(self, attributes: Attributes) -> None:
        self.rows += 1
        if self.rows > self.limits.row_elements:
            raise at("refused_too_many_rows", self.sheet)
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.row_digits = str(self.row)
        self.column = 0
        if not 1 <= self.row <= LAST_ROW:
            raise malformed("row")
        if flag(attributes, "hidden"):
            self.hidden_rows.add(self.row)

    def start_cell(self, attributes: Attributes) -> None:
        self.count()
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s", "0")
        self.text = self.formula = None
        if "r" in attributes:
            self.place(attributes["r"])
        else:
            self.column += 1

    def count(self) -> None:
        self.elements += 1
        if self.elements > self.most_elements:
            raise at("refused_too_many_cells", self.sheet)

    def style_of(self, spelled: str) -> Style:
        number, known = int(spelled), self.around.styles
        style = self.styles[spelled] = known[number] if 0 <= number < len(known) else "number"
        return style

    def place(self, address: str) -> None:
        name = address.rstrip(_DIGITS)
        column = self.columns.get(name)
        if column is None or address[len(name) :] != self.row_digits:
            # The cell's own address counts, whatever its row says.
            self.row, column = position(address)
            self.row_digits = str(self.row)
            self.columns[name] = column
        self.column = column

    def end_inline(self, _text: str) -> None:
        self.type = "inlineStr"
        self.text = self.runs.text()

    def end_formula(self, text: str) -> None:
        self.formula = text

    def end_value(self, text: str) -> None:
        self.text = text

    def end_cell(self, _text: str) -> None:
        self.add(self.row, self.column, self.type, self.style, self.text, self.formula)

    def add(
        self, row: int, column: int, type_: str, style: str, text: str | None, formula: str | None
    ) -> None:
        """A cell as it is spelled; one that holds nothing is dropped."""
        look = self.styles.get(style) or self.style_of(style)
        if text:
            kind, value = typed(type_, text, look, self.around)
            if value != "":
                self.keep(Cell(row, column, kind, value, formula is not None))
        elif formula is not None and not (type_ == "str" and text == ""):
            # An empty result that is said to be text is one: a formula that gives "".
            self.keep(Cell(row, column, "formula", f"={formula}"))

    def keep(self, cell: Cell) -> None:
        place = row, column = cell.row, cell.column
        if row > self.last_row or column > self.last_column:
            raise at("refused_stray_value", self.sheet, cell.address)
        if isinstance(cell.value, str):
            self.measure(cell, len(cell.value))
        found_already = self.found
        if place in found_already:
            raise malformed("cell_twice")
        found_already[place] = cell
        if len(found_already) > self.most_values:
            raise at("refused_too_many_cells", self.sheet)

    def measure(self, cell: Cell, length: int) -> None:
        """A shared text of a few kilobytes may stand in every cell, and each of them has to be understood."""
        if length > self.longest:
            raise at("refused_long_text", self.sheet, cell.address, found=length, limit=self.longest)
        self.characters += length
        if self.characters > self.most_characters:
            raise at("refused_too_much_text", self.sheet, cell.address)
