"""The organizers' word about the rows of a report: returned with a note, or accepted with all the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl.records import set_down
from etl.store.receipts import Recorded

NEW_ROW = "+"  # in the place of a row's key: rows may be added to the sheet
Place = tuple[str, str]  # sheet key and row key (etl.preview.row_keys)


@dataclass(frozen=True, slots=True)
class Review:
    """What holds for the next report of a city at a workshop.

    Rows are accepted as they stood in the report whose review was closed last, whatever came of that report
    later. Open are those that were returned in it or in the report that counts now."""

    accepted_in: str | None = None  # a submission; None while no review was closed
    opened: frozenset[Place] = frozenset()
    said: int = 0  # the place of the last word in the ledger
    returned: Mapping[Place, str] = field(default_factory=dict)  # in the report that counts, with the note
    of_report: str | None = None  # that report


def give_back(home: Path, submission_id: str, place: Place, label: str, note: str, who: str) -> Recorded:
    """Ask for a correction, durably. Publishes nothing."""
    return _say(home, submission_id, place, {"label": label, "note": note, "verdict": "returned"}, who)


def take_as_it_is(home: Path, submission_id: str, place: Place, label: str, who: str) -> Recorded:
    """Accept a row that had been returned. Publishes nothing."""
    return _say(home, submission_id, place, {"label": label, "verdict": "accepted"}, who)


def close(home: Path, submission_id: str, who: str) -> Recorded:
    """Accept every row that is not returned: from now on only those are open. Publishes nothing."""
    return _say(home, submission_id, ("", ""), {"verdict": "closed"}, who)


def _say(home: Path, submission_id: str, place: Place, facts: Mapping[str, str], who: str) -> Recorded:
    sheet, row = place
    named = {"submission": submission_id, "sheet": sheet, "row": row}
    return set_down(home, "review", f"{submission_id} {sheet} {row}".strip(), {**named, **facts}, who)


def review_of(snapshot: Path | None, city: str, workshop: str) -> Review:
    """Of a city at a workshop, as far as somebody has said anything."""
    return _reviews(snapshot).get((city, workshop), Review()) if snapshot else Review()


# A snapshot never changes, and whoever loads many files asks for each.
@lru_cache(maxsize=8)
def _reviews(snapshot: Path) -> Mapping[tuple[str, str], Review]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            """SELECT city, workshop, submission_id, sheet, row_key, verdict, note, in_force, number
               FROM row_review ORDER BY number"""
        ).fetchall()
    said: dict[tuple[str, str], list[_Word]] = {}
    for city, workshop, *word in found:
        said.setdefault((city, workshop), []).append(_Word(*word))
    return {place: _review(words) for place, words in said.items()}


class _Word(NamedTuple):
    submission_id: str
    sheet: str
    row_key: str
    verdict: str
    note: str | None
    in_force: bool
    number: int


def _review(words: Sequence[_Word]) -> Review:
    """`words`: the newest about each row, oldest first."""
    closed = [word.submission_id for word in words if word.verdict == "closed"]
    accepted_in = closed[-1] if closed else None
    returned = [word for word in words if word.verdict == "returned"]
    return Review(
        accepted_in,
        frozenset((w.sheet, w.row_key) for w in returned if w.in_force or w.submission_id == accepted_in),
        words[-1].number,
        {(w.sheet, w.row_key): w.note or "" for w in returned if w.in_force},
        next((w.submission_id for w in words if w.in_force), None),
    )
