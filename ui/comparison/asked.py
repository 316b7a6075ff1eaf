"""What does the reader compare? One value that every part of the page is made from and cached by."""

from __future__ import annotations

from dataclasses import dataclass

from definition import Language
from ui import data, filters
from ui.labels import say
from ui.texts import language


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes, the reader's language and the snapshot."""

    workshop: str
    vs: str | None
    language: Language
    snapshot: str

    def say(self, key: str, **places: object) -> str:
        return say(f"compare.{key}", self.language, **places)


def asked() -> Asked:
    return Asked(filters.workshop(), filters.vs(), language(), data.snapshot_key())
