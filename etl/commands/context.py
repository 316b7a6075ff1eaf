"""What every command is given, and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass

from definition import Definition, Language
from etl.messages import words
from etl.problems import Problem
from etl.report import sheet_name
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

    def line(self, problem: Problem, asked: Definition | None = None) -> str:
        """A problem in one line: how bad, where, what, and what to do. `asked`: of another workbook."""
        known = asked or self.definition
        message = words(problem, known, self.language)
        place = "!".join(p for p in (sheet_name(problem, known), problem.cell) if p)
        parts = (self.text(f"severity.{problem.severity}"), place, message.message, message.fix)
        return "  ".join(part for part in parts if part)
