"""What does the reader ask? One value that every part of the page is made from and cached by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import definition
from definition import Language
from ui import components, data, filters, labels
from ui.format import sort_key
from ui.labels import say
from ui.texts import language, t


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes, the reader's language and the snapshot."""

    workshop: str
    language: Language
    snapshot: str

    def say(self, key: str, **places: object) -> str:
        return say(f"cooperation.{key}", self.language, **places)

    def heads(self, names: Sequence[str]) -> list[str]:
        return [self.say(f"column.{name}") for name in names]


def asked() -> Asked:
    return Asked(filters.workshop(), language(), data.snapshot_key())


def codes(list_key: str) -> list[str]:
    """The values of a closed list, in its order."""
    return [choice.code for choice in definition.load().lists[list_key].choices]


def by_name(cities: Sequence[str]) -> list[str]:
    """Each once, in Turkish alphabetical order."""
    return sorted(set(cities), key=lambda code: sort_key(labels.city(code)))


def counted(workshop: str) -> list[str]:
    """The cities whose report counts, in Turkish alphabetical order."""
    return by_name(list(data.submission_latest(workshop=workshop)["city"]))


def nothing(what: str, workshop: str) -> None:
    """Why a part is empty: nobody has reported yet, or those who have wrote nothing there."""
    name = labels.workshop_short(workshop, language())
    if not counted(workshop):
        components.empty_state(t("cooperation.no_report", workshop=name), t("cooperation.no_report_text"))
    else:
        components.empty_state(t(f"cooperation.none.{what}"), t("cooperation.none_text", sheet=_sheet(what)))


_SHEETS = {
    "matches": "cooperation",
    "practices": "good_practices",
    "challenges": "challenges",
    "networks": "networks",
    "partners": "projects",
}


def _sheet(what: str) -> str:
    return definition.load().workbook.sheet(_SHEETS[what]).name[language()]
