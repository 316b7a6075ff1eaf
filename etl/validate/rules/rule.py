"""A rule says what it rests on; what is in doubt keeps it silent, so that one mistake is one message.

A value in error is taken away before a rule looks, so that nothing is compared with it. What remains is
what a rule makes of a value that is not there: that it is missing, or counts as nothing. Only the rule knows
which values those are, so every rule has to declare them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from etl.problems import Problem
from etl.validate.doubts import Doubts, Place
from etl.validate.rules.case import Case

Find = Callable[[Case], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule finds, and the values it rests on, as "sheet.column".

    `row`: those of the row that it speaks of, and of the cover. `every`: columns of which a single doubtful
    value is enough, because it says that something stands nowhere or sums up. `beside`: read too, but what
    it finds is the same without them."""

    name: str
    find: Find
    row: tuple[Place, ...]
    every: tuple[Place, ...]
    beside: tuple[Place, ...]

    def __call__(self, case: Case) -> Iterator[Problem]:
        return self.find(case)

    def certain(self, case: Case, doubts: Doubts) -> Iterator[Problem]:
        """What it finds, without what rests on a value that is in doubt."""
        for problem in self(case):
            if not doubts.undermine(problem, self.row, self.every):
                yield problem


def rule(row: str = "", every: str = "", beside: str = "") -> Callable[[Find], Rule]:
    """Make a rule of a function; columns apart by blanks."""

    def made(find: Find) -> Rule:
        name = getattr(find, "__name__", "")
        return Rule(name, find, _places(row), _places(every), _places(beside))

    return made


def _places(names: str) -> tuple[Place, ...]:
    parts = (name.partition(".") for name in names.split())
    return tuple((sheet, column) for sheet, _, column in parts)


def ask(rules: Sequence[Rule], opened: Callable[[Doubts], Case], doubts: Doubts) -> list[Problem]:
    """What the rules find, one after the other: what one finds to be an error is in doubt for the next."""
    found: list[Problem] = []
    case = opened(doubts)
    for each in rules:
        problems = list(each.certain(case, doubts))
        found += problems
        if any(p.severity == "error" and p.cell for p in problems):
            doubts = doubts.and_of(problems)
            case = opened(doubts)
    return found
