"""What stands in an archived workbook, and what does it change?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

import definition
from etl.database.originals import read_again
from etl.prefilled import last_version
from etl.preview import RowChange, Sheets, row_changes
from etl.slices.base import Version, newest_version
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data

NOTHING: Sheets = {}


def row_counts(receipt: Submitted) -> dict[str, int]:
    """Filled rows by sheet key, in workbook order; sheets without any are left out."""
    counts: dict[str, int] = {}
    for row in changes_beside_nothing(receipt):
        counts[row.sheet] = counts.get(row.sheet, 0) + 1
    return counts


def follows_on(receipt: Submitted) -> str | None:
    """The version beside which this one is shown: the last one; of a merged slice, what it went into."""
    if receipt.is_merged:
        return receipt.merged_from
    if not receipt.city or not receipt.workshop:
        return None
    return last_version_of(receipt.city, receipt.workshop)


def last_version_of(city: str, workshop: str) -> str | None:
    """The submission that a new one of the city for the workshop would follow on."""
    return _last_version(data.snapshot_key(), city, workshop)


def newest_version_of(city: str, workshop: str) -> Version | None:
    """What the slices of the city's units are cut from."""
    return _newest_version(data.snapshot_key(), str(data.home().path), city, workshop)


def changes(receipt: Submitted) -> Sequence[RowChange]:
    """Every row of the submission and of the one it follows on, and what became of it."""
    return _changes(str(data.home().path), receipt.id, follows_on(receipt))


def changes_beside_nothing(receipt: Submitted) -> Sequence[RowChange]:
    """Every filled row of the submission, by itself."""
    return _changes(str(data.home().path), receipt.id, None)


def between(old_id: str, new_id: str) -> Sequence[RowChange]:
    """Every row of two submissions, and what became of it from the one to the other."""
    return _changes(str(data.home().path), new_id, old_id)


def values(submission_id: str) -> Sheets:
    """The rows of one submission by sheet key."""
    return _sheets(str(data.home().path), submission_id)


def remember(submission_id: str, read: Sheets) -> None:
    """What has just been read need not be read once more."""
    _sheets(str(data.home().path), submission_id, read)


# Archived files never change, so the ids are the whole key; whatever is shown of them is never written to.
@st.cache_resource(max_entries=64, show_spinner=False)
def _changes(home: str, submission_id: str, old_id: str | None) -> Sequence[RowChange]:
    old = _sheets(home, old_id) if old_id else NOTHING
    return row_changes(definition.load(), old, _sheets(home, submission_id))


@st.cache_resource(max_entries=64, show_spinner=False)
def _sheets(home: str, submission_id: str, _read: Sheets | None = None) -> Sheets:
    if _read is not None:
        return _read
    archive = Archive(Path(home))
    return read_again(archive, definition.today(), [archive.submitted(submission_id)])[submission_id]


@st.cache_data(max_entries=256, show_spinner=False)
def _last_version(snapshot: str, city: str, workshop: str) -> str | None:
    return last_version(Path(snapshot), city, workshop) if snapshot else None


@st.cache_resource(max_entries=64, show_spinner=False)
def _newest_version(snapshot: str, home: str, city: str, workshop: str) -> Version | None:
    return newest_version(Path(snapshot) if snapshot else None, Archive(Path(home)), city, workshop)
