"""From the bytes of an organizers' file to a verdict. Only a child process calls this: see etl/sandbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from definition import Definition
from etl.check import no_history, no_submission
from etl.figures.asked import figures_definition
from etl.figures.key import Key
from etl.figures.rules import rules_beside
from etl.fold import fold
from etl.layout import LISTS_SHEET
from etl.parse.workbook import parse
from etl.problems import Unreadable
from etl.submission import CheckedSubmission
from etl.validate.rules import Rule
from etl.validate.verdict import validate
from etl.xlsx.gate import refuse
from etl.xlsx.package import Package
from etl.xlsx.reader import read

_LISTS = frozenset({fold(LISTS_SHEET)})


def check_figures(
    data: bytes, file_name: str, definition: Definition, today: date, in_force: Mapping[Key, float]
) -> CheckedSubmission:
    """Judge one file beside the figures in force. Never raises for what a person may have sent."""
    try:
        return _judged(refuse(data, file_name), definition, today, rules_beside(in_force))
    except Unreadable as refusal:
        return no_submission(refusal.problem)


def figures_of(data: bytes, definition: Definition, received: date) -> CheckedSubmission:
    """Read the values of a file that was judged before; how it was judged stands in its receipt."""
    return _judged(data, definition, received, ())


def _judged(
    data: bytes | Package, definition: Definition, today: date, rules: Sequence[Rule]
) -> CheckedSubmission:
    asked = figures_definition(definition)
    return validate(parse(read(data, leave_out=_LISTS), asked), asked, no_history, today, rules)
