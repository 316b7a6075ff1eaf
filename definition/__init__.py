"""What we ask and measure: data files and the typed values made of them."""

from definition.catalogue import ActionStatus, Indicator, Light, Municipality, Workshop
from definition.files import DefinitionError
from definition.loader import asks, edition, follow, following, keep, load, loaded_with, today
from definition.model import Definition
from definition.stored import restored, stored
from definition.words import LANGUAGES, Choice, ClosedList, Language, Text
from definition.workbook import Column, ColumnType, Sheet, Workbook

__all__ = [
    "LANGUAGES",
    "ActionStatus",
    "Choice",
    "ClosedList",
    "Column",
    "ColumnType",
    "Definition",
    "DefinitionError",
    "Indicator",
    "Language",
    "Light",
    "Municipality",
    "Sheet",
    "Text",
    "Workbook",
    "Workshop",
    "asks",
    "edition",
    "follow",
    "following",
    "keep",
    "load",
    "loaded_with",
    "restored",
    "stored",
    "today",
]
