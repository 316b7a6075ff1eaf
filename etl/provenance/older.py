"""Does a file without a mark, as templates of earlier times are, come from the sample?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from definition import Definition
from etl.figures.asked import SHEET
from etl.provenance.invented import FEWEST_CONTEXT, context_likeness, likeness
from etl.store import home as homes
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.damaged import DamagedReceiptError
from etl.store.receipts import SAMPLE_SENDER, Submitted, Supplied
from etl.submission import CheckedSubmission


class Evidence(NamedTuple):
    """What shows it: a word of problem_word, and the thing that was found."""

    way: str
    found: str


def evidence(home: Path, definition: Definition, data: bytes, checked: CheckedSubmission) -> Evidence | None:
    """None where nothing speaks for it."""
    for sample in _samples_beside(home):
        if _was_sent_in(sample, sha256 := hashlib.sha256(data).hexdigest()):
            return Evidence("origin_bytes", sha256[:12])
        if _has_receipt(sample, source := checked.stamp.prefilled_from):
            return Evidence("origin_prefilled", source)
    return _values(definition, checked)


def _values(definition: Definition, checked: CheckedSubmission) -> Evidence | None:
    if SHEET in checked.sheets:
        found = context_likeness(definition, checked.sheets[SHEET])
        is_of_sample = found.is_of_sample(FEWEST_CONTEXT)
        return _equal(found.equal, found.typed) if is_of_sample else None
    for city in dict.fromkeys(filter(None, (checked.city, checked.stamp.city))):
        found = likeness(definition, city, checked.sheets)
        if found.is_of_sample():
            return _equal(found.equal, found.typed)
    return None


def _equal(equal: int, typed: int) -> Evidence:
    return Evidence("origin_values", f"{equal} / {typed}")


def _samples_beside(home: Path) -> Iterator[Path]:
    """The sample of this program, wherever the real data lie, and one within the folder."""
    places = dict.fromkeys(p.resolve() for p in (homes.PROJECT / "data" / "sample", home / "sample"))
    return (place for place in places if homes.home_at(place).is_sample and place.is_dir())


def _was_sent_in(sample: Path, sha256: str) -> bool:
    """By the sample itself: somebody may have tried a report of his own there before he sent it here."""
    archive = Archive(sample)
    try:
        archive.stored_at(sha256)  # most are not there, and the receipts need not be read
        receipts = archive.receipts()
    except (FileNotFoundError, DamagedReceiptError):  # what a demonstration has lost decides nothing here
        return False
    sent = (r for r in receipts if isinstance(r, Submitted | Supplied))
    return any(r.sha256 == sha256 and r.who == SAMPLE_SENDER for r in sent)


def _has_receipt(sample: Path, submission_id: str) -> bool:
    try:
        return bool(Archive(sample).sent(submission_id))
    except UnknownSubmissionError:
        return False
    except DamagedReceiptError:  # it is there under that name
        return True
