"""What every command is given, and how it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from definition import Definition, Language
from etl.messages import words
from etl.problems import Problem
from etl.provenance.right_template import right_template
from etl.report import sheet_name
from etl.store.home import Home, data_home


@dataclass(frozen=True, slots=True)
class Context:
    definition: Definition
    home: Home
    language: Language

    @property
    def named_folder(self) -> Path | None:
        """The data folder, where a command has to name it."""
        return None if data_home().path == self.home.path else self.home.path

    def text(self, key: str, **facts: object) -> str:
        return self.definition.text(f"cli.{key}", self.language).format(**facts)

    def say(self, key: str, **facts: object) -> None:
        print(self.text(key, **facts))

    def line(self, problem: Problem, asked: Definition | None = None) -> str:
        """A problem in one line: how bad, where, what, and what to do. `asked`: of another workbook."""
        known = asked or self.definition
        message = words(problem, known, self.language)
        place = "!".join(p for p in (sheet_name(problem, known), problem.cell) if p)
        right = right_template(problem, self.named_folder)
        fix = " ".join(filter(None, (message.fix, right and self.text("right_template", command=right))))
        parts = (self.text(f"severity.{problem.severity}"), place, message.message, fix)
        return "  ".join(part for part in parts if part)
