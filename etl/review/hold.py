"""Does a new report change what was accepted already?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from definition import Definition, Sheet
from etl.database import snapshots
from etl.database.originals import read_again
from etl.judging import Judged
from etl.preview import Sheets, name_of, row_keys
from etl.problems import Fact, Problem
from etl.review.verdicts import NEW_ROW, Review, review_of
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submission import CheckedRow, Value


def held(home: Path, definition: Definition, judged: Judged) -> Judged:
    """The same; once a review is closed, with an error for each accepted row that is another one now."""
    checked = judged.checked
    if checked.acceptance == "unreadable" or not checked.city or not checked.workshop:
        return judged
    review = review_of(snapshots.current(home, definition), checked.city, checked.workshop)
    why = _certain(_why(home, definition, review, checked.sheets), checked.problems)
    if not why:
        return judged
    held_back = replace(checked, acceptance="needs_fixing", problems=(*why, *checked.problems))
    return replace(judged, checked=held_back)


def holds(home: Path, definition: Definition, receipt: Submitted) -> Sequence[Problem]:
    """Why a file that was judged before the last word of a review cannot count any more; empty: it can."""
    if not receipt.city or not receipt.workshop:
        return ()
    review = review_of(snapshots.current(home, definition), receipt.city, receipt.workshop)
    if review.accepted_in is None or receipt.number > review.said:
        return ()
    sheets = read_again(Archive(home), definition, [receipt])[receipt.id]
    return _why(home, definition, review, sheets)


def _certain(why: Iterable[Problem], told: Iterable[Problem]) -> Sequence[Problem]:
    """Without what only follows from a cell that is itself in error: it was told there, and holds the file
    back as well."""
    wrong = {(p.sheet, p.cell) for p in told if p.cell and p.severity == "error"}
    columns = {(p.sheet, p.column) for p in told if p.severity == "error"}
    return tuple(
        p
        for p in why
        if (p.sheet, p.cell) not in wrong
        and (p.code == "accepted_row_changed" or (p.sheet, p.column) not in columns)
    )


def _why(home: Path, definition: Definition, review: Review, new: Sheets) -> Sequence[Problem]:
    if review.accepted_in is None:
        return ()
    archive = Archive(home)
    accepted = read_again(archive, definition, [archive.submitted(review.accepted_in)])[review.accepted_in]
    return tuple(
        problem
        for sheet in definition.workbook.sheets
        # The cover says who sends it and when, which is another one each time.
        if sheet.layout != "form"
        for problem in _of_sheet(sheet, accepted.get(sheet.key, ()), new.get(sheet.key, ()), review)
    )


def _of_sheet(
    sheet: Sheet, old: Sequence[CheckedRow], new: Sequence[CheckedRow], review: Review
) -> Iterator[Problem]:
    """Rows are known by name; several of one name are the same whatever their order."""
    before, after = _by_name(sheet, old), _by_name(sheet, new)
    for name in dict.fromkeys((*after, *before)):
        rows, now = before.get(name, {}), after.get(name, {})
        fixed = {key: row for key, row in rows.items() if (sheet.key, key) not in review.opened}
        free = len(rows) - len(fixed)  # so many of this name may be another row, or none
        yield from _of_name(sheet, fixed, now, free, review)


def _of_name(
    sheet: Sheet,
    fixed: Mapping[str, CheckedRow],
    new: Mapping[str, CheckedRow],
    free: int,
    review: Review,
) -> Iterator[Problem]:
    left = dict(new)
    missing: dict[str, CheckedRow] = {}
    for key, row in fixed.items():
        same = next((k for k, other in left.items() if _values(sheet, other) == _values(sheet, row)), None)
        if same is None:
            missing[key] = row
        else:
            del left[same]
    for key, row in missing.items():
        turned_into = left.pop(key, None) or (left.pop(next(iter(left))) if left else None)
        if turned_into is None:
            yield Problem(
                "accepted_row_gone", "error", sheet.key, "", sheet.key_column.key, _called(sheet, row)
            )
        else:
            yield from _changed(sheet, row, turned_into)
    added = list(left.values())[free:]
    if (sheet.key, NEW_ROW) not in review.opened:
        column = sheet.key_column.key
        for row in added:
            cell = row.cells.get(column, "")
            yield Problem("row_not_open", "error", sheet.key, cell, column, _called(sheet, row))


def _changed(sheet: Sheet, old: CheckedRow, new: CheckedRow) -> Iterator[Problem]:
    for column in sheet.stored_columns:
        was, now = old.values.get(column.key), new.values.get(column.key)
        if was != now:
            facts = (*_called(sheet, new), ("found", _fact(now)), ("accepted", _fact(was)))
            cell = new.cells.get(column.key, "")
            yield Problem("accepted_row_changed", "error", sheet.key, cell, column.key, facts)


def _by_name(sheet: Sheet, rows: Sequence[CheckedRow]) -> Mapping[str, Mapping[str, CheckedRow]]:
    """Name → key → row."""
    found: dict[str, dict[str, CheckedRow]] = {}
    keys = row_keys(sheet, [row.values for row in rows])
    for key, row in zip(keys, rows, strict=True):
        if key is not None:
            found.setdefault(name_of(key), {})[key] = row
    return found


def _values(sheet: Sheet, row: CheckedRow) -> tuple[Value, ...]:
    return tuple(row.values.get(column.key) for column in sheet.stored_columns)


def _called(sheet: Sheet, row: CheckedRow) -> tuple[tuple[str, Fact], ...]:
    return (("row", _fact(row.values.get(sheet.key_column.key))),)


def _fact(value: Value) -> Fact:
    """Days as problems carry them."""
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else value
