"""What does a pack hold? The figures of the screen, as every document of it needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from definition import Language
from ui import labels
from ui.components import Tile
from ui.labels import say

Form = Literal["bars", "stack"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The page's filters. With a city it is that city's pack, with an indicator that indicator stands out."""

    snapshot: str
    workshop: str
    vs: str | None
    language: Language
    is_sample: bool
    today: date  # decides whether a decision is late
    city: str | None = None
    indicator: str | None = None
    per_head: bool = False
    peers: tuple[str, ...] = ()  # the cities that are compared; none: all that take part

    def of_peers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the cities that are compared, of a table that names one in each row."""
        if not self.peers:
            return frame
        named = frame[say("compare.column.city", self.language)]
        kept: pd.DataFrame = frame[named.isin([labels.city(code) for code in self.peers])]
        return kept


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart. None is no bar at all, which is not a bar of length 0."""

    name: str
    values: tuple[float | None, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from top to bottom in the order of the categories. `axis` says what is measured, with its unit;
    `absent` names those who have no bar, and why."""

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    percent: bool
    alt: str
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One of the screen's tables, in the reader's words; values raw. A slide is called by its `finding`.

    Only the workbook has those that are not `shown`: they are too long for anything else."""

    key: str
    title: str
    frame: pd.DataFrame
    finding: str
    chart: Chart | None = None
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """A decision that is still open, in words. `is_earlier`: an earlier workshop took it."""

    decision: str
    owner: str
    due: str
    state: str
    workshop: str
    is_earlier: bool
    is_late: bool


@dataclass(frozen=True, slots=True)
class Share:
    """So many actions of one status."""

    words: str
    actions: int
    colour: str


@dataclass(frozen=True, slots=True)
class CityPage:
    """One city on one page. Without a report in force there is only its name and its state."""

    name: str
    state: str
    tiles: tuple[Tile, ...] = ()
    shares: tuple[Share, ...] = ()
    late: pd.DataFrame = field(default_factory=pd.DataFrame)
    behind: pd.DataFrame = field(default_factory=pd.DataFrame)
    moves: tuple[tuple[str, str], ...] = ()  # what, and from what to what
    moves_title: str = ""
    quality: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything the documents say. `footnotes` stand on every page: which data, and what it lacks."""

    language: Language
    title: str
    subtitle: str
    banner: str
    footnotes: tuple[str, ...]
    tiles: tuple[Tile, ...]
    tasks: tuple[Task, ...]
    tables: tuple[Table, ...]
    cities: tuple[CityPage, ...]
    is_of_city: bool = False

    def table(self, key: str) -> Table | None:
        return next((table for table in self.tables if table.key == key), None)

    @property
    def earlier(self) -> tuple[Task, ...]:
        """What earlier workshops left open: opened first."""
        return tuple(task for task in self.tasks if task.is_earlier)
