"""The whole definition as one frozen value: what is asked and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from definition.catalogue import ActionStatus, Indicator, Light, Municipality, Workshop
from definition.words import ClosedList, Language, Text
from definition.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Definition:
    """Everything we ask and measure. One instance is read by all; it reads nothing."""

    workbook: Workbook  # of a city
    figures: Workbook  # of the organizers: context indicators
    lists: Mapping[str, ClosedList]
    indicators: tuple[Indicator, ...]
    municipalities: tuple[Municipality, ...]
    workshops: tuple[Workshop, ...]  # in the order of their period_end
    action_statuses: tuple[ActionStatus, ...]
    lights: tuple[Light, ...]
    texts: Mapping[str, Text]
    files: Mapping[str, str]  # what was read of the files that figures depend on: name → content
    folder: str  # where they are; empty for a definition that a freeze has kept
    fingerprint: str  # changes whenever any of them does

    def indicator(self, code: str) -> Indicator:
        return next(i for i in self.indicators if i.code == code)

    def municipality(self, code: str) -> Municipality:
        return next(m for m in self.municipalities if m.code == code)

    def workshop(self, code: str) -> Workshop:
        return next(w for w in self.workshops if w.code == code)

    @property
    def context_indicators(self) -> tuple[Indicator, ...]:
        """Those that no city reports: the organizers hand them in."""
        return tuple(i for i in self.indicators if i.entry == "organizer")

    @property
    def participants(self) -> tuple[str, ...]:
        """Every city that takes part in some workshop, in the order of the municipalities."""
        takes_part = {city for w in self.workshops for city in w.participants}
        return tuple(m.code for m in self.municipalities if m.code in takes_part)

    @property
    def asked_indicators(self) -> tuple[Indicator, ...]:
        """The indicators with a pre-printed row, in catalogue order."""
        return tuple(i for i in self.indicators if i.asked)

    def asked_in(self, workshop: str | None) -> tuple[Indicator, ...]:
        """Those of them that a workshop asks for: one added later was not asked then. Of an unknown
        workshop only what was asked from the start is certain."""
        order = [w.code for w in self.workshops]
        place = order.index(workshop) if workshop else -1
        return tuple(i for i in self.asked_indicators if not i.since or order.index(i.since) <= place)

    def text(self, key: str, language: Language) -> str:
        return self.texts[key][language]
