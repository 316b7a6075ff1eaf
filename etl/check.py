"""From the bytes of a file to a verdict: gate, read, parse, validate."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from definition import Definition
from etl.fold import fold
from etl.history import NO_HISTORY, History
from etl.layout import LISTS_SHEET
from etl.parse.stamp import read_stamp
from etl.parse.workbook import parse
from etl.problems import Problem, Unreadable
from etl.slices.asked import asked_of
from etl.slices.rules import SLICE_RULES
from etl.submission import CheckedSubmission, Stamp
from etl.validate.rules import RULES
from etl.validate.verdict import validate
from etl.xlsx.gate import refuse
from etl.xlsx.package import Package
from etl.xlsx.reader import read

_LISTS = frozenset({fold(LISTS_SHEET)})  # ours, for the drop-downs: a quarter of a workbook's cells
_LOG = logging.getLogger(__name__)
HistoryOf = Callable[[str], History]
Check = Callable[[bytes, str, date, HistoryOf], CheckedSubmission]  # bytes, file name, today, history


def no_history(_city: str) -> History:
    return NO_HISTORY


def check(
    data: bytes,
    file_name: str,
    definition: Definition,
    today: date,
    history_of: HistoryOf = no_history,
) -> CheckedSubmission:
    """Judge one file. Stores nothing and never raises for what a person may have sent."""
    try:
        package = refuse(data, file_name)
        return _judged(package, definition, history_of, today)
    except Unreadable as refusal:
        # The sender reads a sentence; why exactly stands in the log.
        _LOG.info("%s is unreadable: %s %s", file_name, refusal.problem.code, dict(refusal.problem.facts))
        return no_submission(refusal.problem)


def check_here(definition: Definition) -> Check:
    """Checks in this very process: for files of our own making. What others send goes to etl.sandbox."""

    def checked(data: bytes, file_name: str, today: date, history_of: HistoryOf) -> CheckedSubmission:
        return check(data, file_name, definition, today, history_of)

    return checked


def no_submission(why: Problem) -> CheckedSubmission:
    """The verdict on what cannot be read at all."""
    return CheckedSubmission("unreadable", None, None, False, Stamp(), {}, (why,))


def values_of(data: bytes, definition: Definition, received: date) -> CheckedSubmission:
    """Read the values of a file that was judged before, as on the day it was received.

    Acceptance stands in the receipt, so neither the gate nor the history is asked again."""
    return _judged(data, definition, no_history, received)


def _judged(
    data: bytes | Package, definition: Definition, history_of: HistoryOf, today: date
) -> CheckedSubmission:
    """A whole workbook, or the slice of a unit, which its stamp says."""
    raw = read(data, leave_out=_LISTS)
    stamp = read_stamp(raw)
    asked, rules = asked_of(stamp, definition), SLICE_RULES if stamp.unit else RULES
    return validate(parse(raw, asked), asked, history_of, today, rules)
