"""The front door: archive a file, judge it, write its receipt; then confirm or withdraw it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from definition import Definition
from etl.check import Check, HistoryOf, no_history
from etl.database.publish import publish
from etl.fold import clean
from etl.judging import Judged, judge, receipt_of, refused
from etl.problems import Problem
from etl.provenance.verdict import by_origin
from etl.review.hold import held, holds
from etl.sandbox.reading import Sandbox
from etl.slices.merge import merge
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.installation import installation_of
from etl.store.receipts import Decided, Decision, Submitted, new_id
from etl.store.repeats import Repeats
from etl.submission import CheckedSubmission

State = Literal[
    "unreadable", "needs_fixing", "awaiting_confirmation", "counted", "replaced", "withdrawn", "damaged"
]
# From which states a decision may be taken; anything else is refused with the state it is in.
ALLOWED: dict[Decision, tuple[State, ...]] = {
    "confirmed": ("awaiting_confirmation",),
    "withdrawn": ("awaiting_confirmation", "counted", "replaced", "damaged"),
    "restored": ("withdrawn",),
}


class NotPossibleError(Exception):
    """The submission is in a state in which this cannot be decided."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class HeldError(Exception):
    """A review was closed while the file waited; `problems`: the accepted rows that are other ones in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problem.cell for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `repeated`: the very same file is in force or awaits confirmation already."""

    receipt: Submitted
    checked: CheckedSubmission
    repeated: State | None = None


def submit(
    home: Path,
    definition: Definition,
    data: bytes,
    file_name: str,
    who: str,
    at: datetime | None = None,
    history_of: HistoryOf = no_history,
    repeats: Repeats | None = None,
    check: Check | None = None,
    own: Collection[str] | None = None,
) -> Outcome:
    """Archive `data`, judge it and write the receipt. Publishes nothing.

    A file of a city that is not among the sender's `own` is refused: its receipt is no city's, and it touches
    nothing. None: the sender may send for every city.

    It is judged by `check`, otherwise in a child process of its own. A file that `repeats` knows is not taken
    again: the outcome names the submission it came as. Raises BusyError; the bytes are archived by then."""
    at = at or datetime.now(UTC)
    check = by_origin(home, definition, check or Sandbox(definition).check)
    installation_of(home)  # an archive has its id from its first file on
    judged = judge(Archive(home), data, file_name, check, history_of, at)
    if own is not None and judged.checked.city not in (None, *own):
        return record(Archive(home), refused(judged, definition, own), who, at)
    return settle(home, definition, judged, who, at, check, repeats)


def settle(
    home: Path,
    definition: Definition,
    judged: Judged,
    who: str,
    at: datetime,
    check: Check,
    repeats: Repeats | None = None,
) -> Outcome:
    """Write the receipt of a file that was judged; the slice of a unit is merged first, and what comes of it
    is judged by `check`."""
    if not judged.is_slice:
        return record(Archive(home), held(home, definition, judged), who, at, repeats)
    merged = merge(home, definition, judged, who, at, check)
    if not merged.repeated:
        return Outcome(merged.receipt, merged.checked)
    return Outcome(merged.receipt, merged.checked, state_of(publish(home, definition), merged.receipt.id))


def record(
    archive: Archive, judged: Judged, who: str, at: datetime, repeats: Repeats | None = None
) -> Outcome:
    """Write the receipt, or name the submission that this very file came as before."""
    repeated = repeats.of(judged.sha256) if repeats else None
    if repeated:
        return Outcome(archive.submitted(repeated[0]), judged.checked, repeated[1])
    return Outcome(archive.record(receipt_of(judged, who, at)), judged.checked)


def decide(
    home: Path,
    definition: Definition,
    submission_id: str,
    decision: Decision,
    who: str,
    reason: str = "",
    at: datetime | None = None,
) -> Decided:
    """Confirm, withdraw or restore a submission, durably. Publishes nothing afterwards.

    Raises UnknownSubmissionError, NotPossibleError or HeldError."""
    archive = Archive(home)
    receipt = archive.submitted(submission_id)
    state = state_of(publish(home, definition), submission_id)
    if state not in ALLOWED[decision]:
        raise NotPossibleError(state)
    if decision != "withdrawn" and (held_back := holds(home, definition, receipt)):
        raise HeldError(held_back)
    return _record(archive, submission_id, decision, who, reason, at)


def confirm_new(archive: Archive, receipt: Submitted, who: str, at: datetime | None = None) -> Decided:
    """Confirm what was submitted a moment ago, whose state needs no asking."""
    assert receipt.acceptance == "acceptable", receipt.id
    return _record(archive, receipt.id, "confirmed", who, "", at)


def set_aside(archive: Archive, receipt: Submitted, who: str, reason: str, at: datetime) -> Decided:
    """Withdraw what waits no more, because what it brings counts in another version by now."""
    return _record(archive, receipt.id, "withdrawn", who, reason, at)


def state_of(snapshot: Path, submission_id: str) -> State:
    """The state of a submission, or of a file of figures. Raises UnknownSubmissionError, also for one that
    this snapshot does not know yet."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            """SELECT state FROM submission_state WHERE submission_id = $id
               UNION ALL SELECT state FROM figure_upload_state WHERE submission_id = $id""",
            {"id": submission_id},
        ).fetchone()
    if found is None:
        raise UnknownSubmissionError(submission_id)
    state: State = found[0]
    return state


def states_of(snapshot: Path, ids: Collection[str]) -> dict[str, State]:
    """Of those submissions that the snapshot knows."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            "SELECT submission_id, state FROM submission_state WHERE submission_id IN (SELECT unnest(?))",
            [list(ids)],
        ).fetchall()
    return dict(found)


def counted_beside(snapshot: Path, submission_id: str) -> str | None:
    """The version of the same report that counts, drafts and approved ones apart; None where none does."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            """SELECT l.submission_id FROM submission AS s
               JOIN submission_latest AS l
                   ON l.city = s.city AND l.workshop = s.workshop AND l.draft = s.draft
               WHERE s.submission_id = ?""",
            [submission_id],
        ).fetchone()
    return found[0] if found else None


def _record(
    archive: Archive, submission_id: str, decision: Decision, who: str, reason: str, at: datetime | None
) -> Decided:
    at = at or datetime.now(UTC)
    return archive.record(Decided(new_id(at), at, who, submission_id, decision, clean(reason).text))
