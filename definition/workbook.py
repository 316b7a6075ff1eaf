"""What the submission workbook is made of: sheets and their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from definition.words import Text

Need = Literal["essential", "conditional", "optional", "printed"]
ColumnType = Literal[
    "text",  # free text
    "texts",  # several texts, separated by ;
    "code",  # an identifier that must match `pattern`
    "number",
    "integer",  # a whole number
    "percent",  # 0-100, whichever of the four spellings was used
    "measure",  # percent, whole or real number, as the unit of the row's indicator says
    "date",
    "year",
    "list",  # one value of the closed list `list_key`
    "country",  # a country name, kept as ISO 3166-1 alpha-2
    "countries",  # several, separated by ;
    "email",
    "url",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table sheet, or one field of a form sheet."""

    key: str
    header: Text
    type: ColumnType
    need: Need
    help: Text
    example: str = ""
    list_key: str = ""
    max_length: int = 5000
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None  # exclusive minimum
    pattern: str = ""
    currency: str = ""  # ISO 4217: the currency whose sign may be typed beside the number
    default: float | None = None
    instead: str = ""  # list whose values say why there is no number, and may be typed in its place
    reason: str = ""  # column of the row that then holds this value
    aliases: tuple[str, ...] = ()
    width: float = 16
    key_column: bool = False  # without it the sheet cannot be read
    prefilled: bool = True  # carried over from the last accepted submission
    ignored: bool = False  # never read, whatever somebody writes into it

    @property
    def essential(self) -> bool:
        return self.need == "essential"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet. A form holds fields in column A and values in B; a table has one header row."""

    key: str
    name: Text
    layout: Literal["form", "table"]
    required: bool
    help: Text
    columns: tuple[Column, ...]
    aliases: tuple[str, ...] = ()

    def column(self, key: str) -> Column:
        return next(c for c in self.columns if c.key == key)

    @property
    def key_column(self) -> Column:
        return next(c for c in self.columns if c.key_column)

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """Columns that are looked at in a workbook that comes back."""
        return tuple(c for c in self.columns if not c.ignored)

    @property
    def stored_columns(self) -> tuple[Column, ...]:
        """Columns whose values are kept: all but those that are printed for the reader only."""
        return tuple(c for c in self.columns if c.need != "printed" or c.key_column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The submission workbook (şablon)."""

    template_version: str
    known_versions: tuple[str, ...]
    max_rows: int  # rows a normal city fills; drop-downs and formats reach at least this far
    sheets: tuple[Sheet, ...]
    beside: tuple[Sheet, ...] = ()  # of the organizers' workbook: found by key, as a cell may lie in either

    def sheet(self, key: str) -> Sheet:
        return next(s for s in (*self.sheets, *self.beside) if s.key == key)
