"""Words in both languages, and the closed lists made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["tr", "en"]
LANGUAGES: tuple[Language, ...] = ("tr", "en")


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
    vague: tuple[str, ...] = ()  # words that may mean any value of the list, and this one if none is given


@dataclass(frozen=True, slots=True)
class ClosedList:
    """The values a cell may hold. An `open` list only suggests: other text is kept as typed."""

    key: str
    choices: tuple[Choice, ...]
    open: bool = False

    def label(self, code: str) -> Text:
        """The words for a stored code; the code itself where the list is open and does not know it."""
        return next((c.label for c in self.choices if c.code == code), Text(code, code))
