"""What does a finding say: one that stands at a cell, or its code in general?"""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import definition
from definition import Language
from etl.messages import words
from etl.problems import Problem
from ui.format import is_missing
from ui.labels import say

_PLACE = re.compile(r"\{sheet\}(!\{cell\})?: |\{\w+\}")


def warning(row: Any, language: Language) -> str:
    """The sentence of a row of submission_problem."""
    facts = tuple(json.loads(row.facts).items())
    sheet, cell, column = ("" if is_missing(v) else v for v in (row.sheet, row.cell, row.column_key))
    problem = Problem(row.code, row.severity, sheet, cell, column, facts)
    sentence = words(problem, definition.load(), language).message
    # A place without a cell ("Eylemler: …") says nothing here.
    return sentence if cell or ": " not in sentence else sentence.partition(": ")[2]


def in_general(code: str, part: Literal["message", "fix"], language: Language) -> str:
    """The sentence with dots where the cell's own facts stand."""
    words = say(f"problem.{code}.{part}", language)
    return _PLACE.sub(lambda place: "" if place[0].endswith(" ") else "…", words)
