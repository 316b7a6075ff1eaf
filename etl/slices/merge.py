"""The slice of a unit arrives: its rows are taken over into the newest version of the whole workbook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from definition import Definition
from etl.check import Check
from etl.database.originals import read_again
from etl.database.past import history_in
from etl.database.publish import publish
from etl.fold import clean
from etl.judging import Judged, judge, receipt_of
from etl.prefilled import last_report
from etl.problems import Problem
from etl.review.hold import held
from etl.slices.base import Base, base_of, newest_version, stored
from etl.slices.faults import faults
from etl.slices.kept import lost_sheets
from etl.slices.units import with_rows_of
from etl.store.archive import Archive
from etl.store.installation import installation_of
from etl.store.receipts import Submitted
from etl.submission import CheckedSubmission
from etl.template.rows import Rows
from etl.template.workbook import Purpose, make_template


@dataclass(frozen=True, slots=True)
class Merged:
    """`repeated`: this very file was the last thing that happened to the version it came as."""

    receipt: Submitted
    checked: CheckedSubmission
    repeated: bool = False


def merge(home: Path, definition: Definition, judged: Judged, who: str, at: datetime, check: Check) -> Merged:
    """Take over a slice that was read, or record what is wrong with it: then nothing of it is taken over.

    One at a time: of two that arrive at once the second one finds the first in its base."""
    if judged.checked.acceptance != "acceptable":
        return refused(home, judged, who, at, ())
    with FileLock(home / "merge.lock", poll_interval=0.01):
        return _merged(home, definition, judged, who, at, check)


def refused(home: Path, judged: Judged, who: str, at: datetime, why: tuple[Problem, ...]) -> Merged:
    """The slice itself becomes the submission that needs fixing, with its own cells."""
    problems = (*why, *judged.checked.problems)
    acceptance = "needs_fixing" if why else judged.checked.acceptance
    checked = replace(judged.checked, acceptance=acceptance, problems=problems)
    receipt = receipt_of(replace(judged, checked=checked), who, at)
    return Merged(Archive(home).record(receipt), checked)


def _merged(
    home: Path, definition: Definition, judged: Judged, who: str, at: datetime, check: Check
) -> Merged:
    archive, sent = Archive(home), judged.checked
    assert sent.city is not None
    assert sent.workshop is not None  # a cover without errors names both
    snapshot = publish(home, definition)  # the receipt of a moment ago may not be shown yet
    base = _base(definition, archive, snapshot, sent.city, sent.workshop)
    wrong = faults(definition, archive, sent, base)
    if wrong or base is None:
        return refused(home, judged, who, at, tuple(wrong))
    if base.receipt.slice_sha256 == judged.sha256:
        return Merged(base.receipt, _as_it_came(base, sent), repeated=True)
    rows = _rows(definition, base, sent)
    last = last_report(snapshot, definition, sent.city, sent.workshop)
    purpose = Purpose(base.prefilled_from, last, keeps_others=True, made_by=installation_of(home))
    data = make_template(definition, sent.city, sent.workshop, at, rows, purpose)
    whole = judge(archive, data, _file_name(sent), check, history_in(snapshot), at)
    whole = held(home, definition, whole)
    lost = lost_sheets(definition, sent.city, sent.workshop, rows, whole.checked)
    if lost:
        return refused(home, judged, who, at, (_unkept(lost, base),))
    receipt = receipt_of(whole, who, at)
    return Merged(archive.record(_noting(receipt, judged, base)), whole.checked)


def _as_it_came(base: Base, sent: CheckedSubmission) -> CheckedSubmission:
    sheets = {key: tuple(rows) for key, rows in base.sheets.items()}
    receipt = base.receipt
    return replace(sent, acceptance=receipt.acceptance, problems=receipt.problems, sheets=sheets)


def _noting(receipt: Submitted, sent: Judged, base: Base) -> Submitted:
    return replace(
        receipt,
        unit=sent.checked.stamp.unit,
        merged_from=base.receipt.id,
        slice_sha256=sent.sha256,
        slice_file_name=clean(sent.file_name).text,
    )


def _base(definition: Definition, archive: Archive, snapshot: Path, city: str, workshop: str) -> Base | None:
    version = newest_version(snapshot, archive, city, workshop)
    if version is None:
        return None
    sheets = read_again(archive, definition, [version.receipt])[version.receipt.id]
    return base_of(definition, version, workshop, sheets)


def _rows(definition: Definition, base: Base, sent: CheckedSubmission) -> Rows:
    new = [stored(definition, "actions", row) for row in sent.sheets["actions"]]
    return {**base.rows, "actions": with_rows_of(sent.stamp.unit, new, base.actions)}


def _file_name(sent: CheckedSubmission) -> str:
    return f"uluslararasilasma-{sent.city}-{sent.workshop}-birlesik.xlsx"


def _unkept(lost: list[str], base: Base) -> Problem:
    facts = (("found", ", ".join(lost)), ("base", base.receipt.id))
    return Problem("slice_base_unread", "error", "actions", "", "", facts)
