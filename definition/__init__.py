"""What we ask and measure: data files and the typed values made of them."""

from definition.loader import DefinitionError, load
from definition.model import (
    LANGUAGES,
    ActionStatus,
    Choice,
    ClosedList,
    Column,
    Definition,
    Indicator,
    Language,
    Light,
    Municipality,
    Sheet,
    Text,
    Workbook,
    Workshop,
)

__all__ = [
    "LANGUAGES",
    "ActionStatus",
    "Choice",
    "ClosedList",
    "Column",
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
    "load",
]
