"""What is wrong, and where: facts only. The words come from definition/texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
Fact = str | int | float | None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `sheet` and `column` are keys of the definition (a foreign sheet or column: its own
    name), `cell` an address or empty. `facts` fill the places of its sentences."""

    code: str
    severity: Severity
    sheet: str = ""
    cell: str = ""
    column: str = ""
    facts: tuple[tuple[str, Fact], ...] = ()

    def fact(self, name: str) -> Fact:
        return dict(self.facts).get(name)


class Unreadable(Exception):
    """The file is no submission at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def unreadable(code: str, **facts: Fact) -> Unreadable:
    return Unreadable(Problem(code, "error", facts=tuple(facts.items())))
