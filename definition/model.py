"""What the definition is made of: small frozen values, no behaviour beyond looking things up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["tr", "en"]
LANGUAGES: tuple[Language, ...] = ("tr", "en")

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
class Text:
    """The same words in both languages."""

    tr: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.tr if language == "tr" else self.en


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a closed list: `code` is stored, `label` is shown and typed."""

    code: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedList:
    """The values a cell may hold. An `open` list only suggests: other text is kept as typed."""

    key: str
    choices: tuple[Choice, ...]
    open: bool = False

    def label(self, code: str) -> Text:
        """The words for a stored code; the code itself where the list is open and does not know it."""
        return next((c.label for c in self.choices if c.code == code), Text(code, code))


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
    aliases: tuple[str, ...] = ()
    width: float = 16
    key_column: bool = False  # without it the sheet cannot be read
    prefilled: bool = True  # carried over from the last accepted submission

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

    def sheet(self, key: str) -> Sheet:
        return next(s for s in self.sheets if s.key == key)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the catalogue. `derived_from` is the sheet it can be counted from, or empty."""

    code: str
    name: Text
    unit: Text
    direction: Literal["higher", "lower", "context"]
    kind: Literal["level", "flow"]
    over_time: Literal["latest", "sum"]
    across_cities: Literal["sum", "median", "mean", "ratio"]
    theme: str
    core: bool
    entry: Literal["typed", "derived", "organizer", "computed"]
    derived_from: str
    since: str
    definition: Text

    @property
    def asked(self) -> bool:
        """Does a city fill in a row for it?"""
        return self.entry in ("typed", "derived")

    @property
    def is_percent(self) -> bool:
        return self.unit.tr == "%"

    @property
    def is_count(self) -> bool:
        return self.unit.tr in ("adet", "kişi")


@dataclass(frozen=True, slots=True)
class Municipality:
    code: str
    plate: str
    name: str
    population: tuple[tuple[int, int], ...]  # (year, people), oldest first


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop with the reporting period it asks for. Every figure reckons from `period_end`."""

    code: str
    number: int | None
    title: Text
    host: str
    held_from: date
    held_to: date
    period_start: date
    period_end: date
    deadline: date
    open: bool
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionStatus:
    """A status a city declares. `ended`: cannot be overdue; `counted`: enters plan progress."""

    code: str
    label: Text
    ended: bool
    counted: bool
    progress_from: float
    progress_to: float


@dataclass(frozen=True, slots=True)
class Light:
    """A band of the indicator light; `at_least` applies to P / e, in per cent."""

    code: str
    label: Text
    at_least: float | None


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything we ask and measure. One instance is read by all; it reads nothing."""

    workbook: Workbook
    lists: Mapping[str, ClosedList]
    indicators: tuple[Indicator, ...]
    municipalities: tuple[Municipality, ...]
    workshops: tuple[Workshop, ...]  # in the order of their period_end
    action_statuses: tuple[ActionStatus, ...]
    lights: tuple[Light, ...]
    texts: Mapping[str, Text]
    fingerprint: str  # changes whenever any file of the definition does

    def indicator(self, code: str) -> Indicator:
        return next(i for i in self.indicators if i.code == code)

    def municipality(self, code: str) -> Municipality:
        return next(m for m in self.municipalities if m.code == code)

    def workshop(self, code: str) -> Workshop:
        return next(w for w in self.workshops if w.code == code)

    def previous_workshop(self, code: str) -> Workshop | None:
        """The one with the next earlier period_end."""
        codes = [w.code for w in self.workshops]
        place = codes.index(code)
        return self.workshops[place - 1] if place else None

    @property
    def asked_indicators(self) -> tuple[Indicator, ...]:
        """The indicators with a pre-printed row, in catalogue order."""
        return tuple(i for i in self.indicators if i.asked)

    def text(self, key: str, language: Language) -> str:
        return self.texts[key][language]
