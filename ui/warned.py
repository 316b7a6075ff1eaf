"""What does a warning say that stands at a cell?"""

from __future__ import annotations

import json
from typing import Any

import definition
from definition import Language
from etl.messages import words
from etl.problems import Problem
from ui.format import is_missing


def warning(row: Any, language: Language) -> str:
    """The sentence of a row of submission_problem."""
    facts = tuple(json.loads(row.facts).items())
    sheet, cell, column = ("" if is_missing(v) else v for v in (row.sheet, row.cell, row.column_key))
    problem = Problem(row.code, row.severity, sheet, cell, column, facts)
    sentence = words(problem, definition.load(), language).message
    # A place without a cell ("Eylemler: …") says nothing here.
    return sentence if cell or ": " not in sentence else sentence.partition(": ")[2]
