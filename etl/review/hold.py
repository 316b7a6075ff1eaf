"""Does a new report change what was accepted already?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from definition import Definition
from etl.database import snapshots
from etl.database.originals import read_again
from etl.judging import Judged
from etl.preview import RowChange, row_changes
from etl.problems import Problem
from etl.review.verdicts import NEW_ROW, Review, review_of
from etl.store.archive import Archive
from etl.submission import CheckedSubmission


def held(home: Path, definition: Definition, judged: Judged) -> Judged:
    """The same; once a review is closed, with an error for each accepted row that is another one now."""
    checked = judged.checked
    if checked.acceptance == "unreadable" or not checked.city or not checked.workshop:
        return judged
    review = review_of(snapshots.current(home), checked.city, checked.workshop)
    if review is None or not review.is_closed:
        return judged
    archive = Archive(home)
    accepted = read_again(archive, definition, [archive.submitted(review.submission_id)])
    changes = row_changes(definition, accepted[review.submission_id], checked.sheets)
    why = tuple(p for change in changes for p in _problems(change, review, checked, definition))
    if not why:
        return judged
    held_back = replace(checked, acceptance="needs_fixing", problems=(*why, *checked.problems))
    return replace(judged, checked=held_back)


def _problems(
    change: RowChange, review: Review, checked: CheckedSubmission, definition: Definition
) -> Iterator[Problem]:
    sheet = definition.workbook.sheet(change.sheet)
    key = NEW_ROW if change.kind == "added" else change.key
    # The cover says who sends it and when, which is another one each time.
    if change.kind == "unchanged" or sheet.layout == "form" or (change.sheet, key) in review.returned:
        return
    facts = (("row", change.label),)
    if change.kind == "removed":
        yield Problem("accepted_row_gone", "error", sheet.key, "", sheet.key_column.key, facts)
        return
    row = next(row for row in checked.sheets[sheet.key] if row.number == change.number)
    code = "row_not_open" if change.kind == "added" else "accepted_row_changed"
    for column in [sheet.key_column.key] if change.kind == "added" else change.changes:
        yield Problem(code, "error", sheet.key, row.cells.get(column, ""), column, facts)
