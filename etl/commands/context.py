"""What every command is given, and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass

from definition import Definition, Language
from etl.store.home import Home


@dataclass(frozen=True, slots=True)
class Context:
    definition: Definition
    home: Home
    language: Language

    def text(self, key: str, **facts: object) -> str:
        return self.definition.text(f"cli.{key}", self.language).format(**facts)

    def say(self, key: str, **facts: object) -> None:
        print(self.text(key, **facts))
