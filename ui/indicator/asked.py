"""What does the reader look at on this page? One value that every part of it is made from and cached by."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

import definition
from definition import Indicator, Language
from ui import choices, data, filters, format
from ui.indicator import inhabitants
from ui.labels import say
from ui.texts import language, t


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes, the reader's language and the snapshot: enough to draw everything, and to know it again."""

    indicator: str
    workshop: str
    vs: str | None
    city: str | None
    per_head: bool
    language: Language
    snapshot: str

    @property
    def about(self) -> Indicator:
        return definition.load().indicator(self.indicator)

    def say(self, key: str, **places: object) -> str:
        return say(f"indicators.{key}", self.language, **places)

    @property
    def unit(self) -> str:
        """What one of the values shown is one of."""
        unit = self.about.unit[self.language]
        return self.say("unit_per_head", unit=unit) if self.per_head else unit

    @property
    def _unit_after(self) -> str:
        return self.say("unit_per_head", unit=self.about.unit_after(self.language)).strip()

    def measure(self, value: float | None) -> str:
        """A value as it is shown now, with its unit."""
        if not self.per_head or format.is_missing(value):
            return format.measure(value, self.about, self.language)
        return f"{format.number(value, self.language)}\u00a0{self._unit_after}"


def asked() -> Asked:
    """Draws what only this page lets choose: per inhabitant, and the city to look for."""
    code = filters.indicator()
    about = definition.load().indicator(code)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_indicators"):
        city = choices.shared("city", _name, t("indicators.highlight"), t("indicators.no_highlight"), 220)
        per_head = inhabitants.applies(about) and choices.switch("per_head", t("indicators.per_head"))
    return Asked(code, filters.workshop(), filters.vs(), city, per_head, language(), data.snapshot_key())


def _name(city: str) -> str:
    return definition.load().municipality(city).name
