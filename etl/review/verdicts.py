"""The organizers' word about the rows of a report: returned with a note, or accepted with all the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import duckdb

from etl.records import set_down
from etl.store.receipts import Recorded

NEW_ROW = "+"  # in the place of a row's key: rows may be added to the sheet
Place = tuple[str, str]  # sheet key and row key (etl.preview.row_keys)


@dataclass(frozen=True, slots=True)
class Review:
    """Of the report in force. While it is not closed every row is open."""

    submission_id: str
    returned: Mapping[Place, str] = field(default_factory=dict)  # with the note
    is_closed: bool = False


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


def review_of(snapshot: Path | None, city: str, workshop: str) -> Review | None:
    """Of the city's report that counts for the workshop; None where nobody has looked at it."""
    return _reviews(snapshot).get((city, workshop)) if snapshot else None


# A snapshot never changes, and whoever loads many files asks for each.
@lru_cache(maxsize=8)
def _reviews(snapshot: Path) -> dict[tuple[str, str], Review]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(
            """SELECT city, workshop, submission_id, sheet, row_key, verdict, note
               FROM row_review WHERE in_force"""
        ).fetchall()
    reviews: dict[tuple[str, str], Review] = {}
    for city, workshop, submission_id, sheet, row, verdict, note in found:
        now = reviews.get((city, workshop), Review(submission_id))
        returned = {**now.returned, (sheet, row): note or ""} if verdict == "returned" else now.returned
        reviews[city, workshop] = Review(submission_id, returned, now.is_closed or verdict == "closed")
    return reviews
