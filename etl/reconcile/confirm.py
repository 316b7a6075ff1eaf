"""Confirm a file: as it was sent or, where others changed something since, merged with what they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from filelock import FileLock

from definition import Definition
from etl.check import Check
from etl.consequences import Move, consequences
from etl.database.originals import Values, read_again
from etl.database.publish import publish
from etl.reconcile.choice import KEEP_THEIRS, Choice
from etl.reconcile.result import Result, result_of
from etl.reconcile.versions import NOTHING_BROUGHT, Brought, Versions
from etl.reconcile.weigh import Sent, weigh
from etl.reconcile.write import write
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import ALLOWED, NotPossibleError, confirm_new, decide, set_aside, state_of


class NotDecidedError(Exception):
    """Something has to be decided first; `result` says what: a conflict, a place that is none of the cells
    found, or losses that nobody has said yes to."""

    def __init__(self, result: Result) -> None:
        super().__init__(", ".join(finding.place for finding in result.undecided))
        self.result = result


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What counts now: the file itself, or the workbook that was made of it."""

    receipt: Submitted
    sheets: Values
    result: Result


def confirm(
    home: Path,
    definition: Definition,
    submission_id: str,
    who: str,
    choice: Choice = KEEP_THEIRS,
    known: Values | None = None,
    check: Check | None = None,
    at: datetime | None = None,
) -> Confirmed:
    """Count a submission, durably. Publishes nothing afterwards. `known`: its values, if they were read.

    One at a time: of two that are confirmed at once the second one is weighed against the first. Raises what
    decide() raises, NotDecidedError and UnmergeableError; then nothing counts that did not before."""
    archive = Archive(home)
    receipt = archive.submitted(submission_id)
    with FileLock(home / "merge.lock", poll_interval=0.01):
        snapshot = publish(home, definition)
        state = state_of(snapshot, submission_id)
        if state not in ALLOWED["confirmed"]:
            raise NotPossibleError(state)
        sheets = known or read_again(archive, definition, [receipt])[receipt.id]
        result = outlook(home, definition, snapshot, receipt, sheets, choice)
        if result.undecided or result.needs_yes or choice.unknown(result.findings):
            raise NotDecidedError(result)
        if result.merged is None:
            decide(home, definition, submission_id, "confirmed", who, at=at)
            return Confirmed(receipt, sheets, result)
        at = at or datetime.now(UTC)
        merged, read = write(home, definition, snapshot, receipt, result, at, check)
        confirm_new(archive, merged, who, at)
        # Only now: cut off before this, the file that was sent would merely go on waiting.
        reason = definition.text("submit.merged.reason", "tr").format(id=merged.id)
        set_aside(archive, receipt, who, reason, at)
        return Confirmed(merged, read, result)


def outlook(
    home: Path,
    definition: Definition,
    snapshot: Path | None,
    receipt: Submitted,
    sheets: Values,
    choice: Choice = KEEP_THEIRS,
    is_sent: bool = True,
    brought: Brought = NOTHING_BROUGHT,
) -> Result:
    """What confirming it would bring, against what `snapshot` shows. Nothing is written. `is_sent`:
    false of a file that is only to be checked, with the receipt that it would get. `brought`: as Versions."""
    sent = Sent.of(receipt, sheets)
    if sent is None:
        return Result(None, choice, sheets)
    met = weigh(definition, Versions(home, definition, snapshot, brought), sent)
    return result_of(definition, sent, met, choice, partial(_moves, home, definition, receipt, is_sent))


def _moves(
    home: Path, definition: Definition, receipt: Submitted, is_sent: bool, values: Values
) -> Sequence[Move]:
    return consequences(home, definition, receipt, values, is_sent).moves
