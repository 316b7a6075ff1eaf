"""The organizers' door: archive a file of context figures, judge it, write its receipt; then decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from definition import Definition
from etl.clock import TURKIYE
from etl.database import snapshots
from etl.database.publish import publish
from etl.figures.in_force import in_force
from etl.fold import clean
from etl.provenance.verdict import judged_by_origin
from etl.sandbox.reading import Sandbox
from etl.store.archive import Archive
from etl.store.installation import installation_of
from etl.store.receipts import Decided, Decision, Supplied, new_id
from etl.submission import CheckedSubmission
from etl.submit import ALLOWED, NotPossibleError, state_of


@dataclass(frozen=True, slots=True)
class Supply:
    receipt: Supplied
    checked: CheckedSubmission


def supply(
    home: Path, definition: Definition, data: bytes, file_name: str, who: str, at: datetime | None = None
) -> Supply:
    """Archive `data`, judge it in a child process and write the receipt. Publishes nothing.

    Raises BusyError; the bytes are archived by then."""
    at = at or datetime.now(UTC)
    archive = Archive(home)
    sha256 = archive.keep(data)
    beside = {key: given.value for key, given in in_force(snapshots.current(home, definition)).items()}
    today = at.astimezone(TURKIYE).date()
    checked = Sandbox(definition).check_figures(data, file_name, today, beside)
    installation_of(home)  # an archive has its id from its first file on
    checked = judged_by_origin(home, definition, data, checked)
    receipt = Supplied(
        id=new_id(at),
        at=at,
        who=who,
        file_name=clean(file_name).text,
        sha256=sha256,
        size_bytes=len(data),
        acceptance=checked.acceptance,
        template_version=checked.stamp.template_version,
        problems=checked.problems,
    )
    return Supply(archive.record(receipt), checked)


def decide(
    home: Path,
    definition: Definition,
    submission_id: str,
    decision: Decision,
    who: str,
    reason: str = "",
    at: datetime | None = None,
) -> Decided:
    """Confirm, withdraw or restore a file of figures, durably. Publishes nothing afterwards.

    Raises UnknownSubmissionError or NotPossibleError."""
    archive = Archive(home)
    archive.supplied(submission_id)
    state = state_of(publish(home, definition), submission_id)
    if state not in ALLOWED[decision]:
        raise NotPossibleError(state)
    at = at or datetime.now(UTC)
    return archive.record(Decided(new_id(at), at, who, submission_id, decision, clean(reason).text))
