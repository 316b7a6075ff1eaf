"""What would count if this submission were confirmed as the sender has decided so far?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

import definition
from etl.consequences import Consequences, Move, consequences
from etl.database.originals import Values
from etl.preview import RowChange, row_changes
from etl.reconcile.choice import Choice
from etl.reconcile.result import Result, result_of
from etl.reconcile.versions import Versions
from etl.reconcile.weigh import Met, Sent, weigh
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data
from ui.submission import contents


def met(receipt: Submitted) -> Met | None:
    """What it meets in the version in force; None where there is nothing to compare with."""
    return _met(data.snapshot_key(), str(data.home().path), receipt.id)


def result(receipt: Submitted, choice: Choice) -> Result:
    """With this choice. Which figures it moves is calculated once for the page."""
    sheets = contents.values(receipt.id)
    sent = Sent.of(receipt, sheets)
    if sent is None:
        return Result(None, choice, sheets)

    def moves(values: Values) -> Sequence[Move]:
        return effects(receipt, choice, values).moves

    return result_of(definition.today(), sent, met(receipt), choice, moves)


def effects(receipt: Submitted, choice: Choice, values: Values) -> Consequences:
    """Which figures `values`, those that this choice leads to, would move, and what they correct."""
    key = (choice.overwrite_all, tuple(sorted(choice.overwrite)), tuple(sorted(choice.keep)))
    return _effects(data.snapshot_key(), str(data.home().path), receipt.id, key, values)


def changes(receipt: Submitted, found: Result) -> Sequence[RowChange]:
    """Every row of what would count and of the version it follows on, and what became of it."""
    if found.merged is None:
        return contents.changes(receipt)
    old = contents.follows_on(receipt)
    before = contents.values(old) if old else contents.NOTHING
    return row_changes(definition.today(), before, found.sheets)


@st.cache_resource(max_entries=32, show_spinner=False)
def _met(snapshot: str, home: str, submission_id: str) -> Met | None:
    receipt = Archive(Path(home)).submitted(submission_id)
    sent = Sent.of(receipt, contents.values(submission_id))
    if sent is None or not snapshot:
        return None
    versions = Versions(Path(home), definition.today(), Path(snapshot))
    return weigh(definition.today(), versions, sent)


@st.cache_resource(max_entries=32, show_spinner=False)
def _effects(
    snapshot: str, home: str, submission_id: str, key: tuple[object, ...], _values: Values
) -> Consequences:
    receipt = Archive(Path(home)).submitted(submission_id)
    return consequences(Path(home), definition.today(), receipt, _values)
