"""What can be done with a submission: send it, confirm it, withdraw it, restore it.

Each is called from the page's own run, never from a callback: a fault there would wipe the page."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import streamlit as st

import definition
from definition import Definition
from etl.clock import TURKIYE
from etl.database.assemble import NOTHING_KNOWN
from etl.database.originals import Values
from etl.database.past import history_in
from etl.database.publish import publish
from etl.database.unpublished import UnpublishedError
from etl.messages import words
from etl.problems import Problem
from etl.reconcile.choice import Choice
from etl.reconcile.confirm import NotDecidedError
from etl.reconcile.confirm import confirm as reconciled
from etl.reconcile.write import UnmergeableError
from etl.sandbox.reading import BusyError
from etl.store.allowance import ALLOWED, exceeded
from etl.store.archive import Archive
from etl.store.receipts import Decision
from etl.store.repeats import Repeats
from etl.submit import HeldError, NotPossibleError, decide, submit
from ui import data
from ui.access import own_cities, require, who
from ui.faults import show_fault
from ui.format import number, plain
from ui.submission import contents, current
from ui.submission.guard import guarded
from ui.texts import language, t

_LOG = logging.getLogger("pano")
_SHOWN = 10  # rows
_REPEATED, _OVERTAKEN = "submit_repeated", "submit_overtaken"


def send(content: bytes, file_name: str) -> None:
    """Archive, check and publish a file, and go on with its report. The id is in the address before anything
    that comes after the archive can fail."""
    with guarded():
        require("upload")
        home, known, snapshot = data.home().path, definition.today(), data.snapshot()
        too_much = exceeded(snapshot, who(), datetime.now(TURKIYE).date(), len(content))
        if too_much:
            st.error(t(f"submit.{too_much}", limit=ALLOWED[too_much]))
            return
        try:
            outcome = submit(
                home,
                known,
                content,
                file_name,
                who(),
                history_of=history_in(snapshot),
                repeats=Repeats.in_snapshot(snapshot) if snapshot else None,
                own=own_cities(),
            )
        except BusyError:
            st.warning(t("submit.busy"))
            return
        current.remember(outcome.receipt.id)
        contents.remember(outcome.receipt.id, outcome.checked.sheets)
        st.session_state[_REPEATED] = outcome.receipt.id if outcome.repeated else ""
        try:
            publish(home, known)
        except UnpublishedError:  # the page of the submission tries once more, and says what it is about
            _LOG.exception("%s is not published yet", outcome.receipt.id)
        st.rerun()


def confirm(submission_id: str, choice: Choice) -> None:
    """Count it, merged with what others changed unless the sender chose otherwise, and show the page of what
    counts now."""
    with guarded(), st.spinner(t("submit.publishing")):
        home, known = data.home().path, definition.today()
        require("confirm", Archive(home).submitted(submission_id).city)
        try:
            done = reconciled(home, known, submission_id, who(), choice, contents.values(submission_id))
        except NotPossibleError:  # somebody else decided meanwhile, in another window or on the command line
            st.session_state[_OVERTAKEN] = submission_id
            publish(home, known)
            st.rerun()
        except NotDecidedError:  # or confirmed another file, which this one has not been compared with yet
            publish(home, known)
            st.error(t("submit.others.meanwhile"))
            return
        except HeldError as refusal:  # the organizers closed a review meanwhile
            _say_why("submit.held", refusal.problems, known)
            return
        except UnmergeableError as refusal:
            _say_why("submit.meanwhile.unmergeable", refusal.problems, known)
            return
        current.remember(done.receipt.id)
        # What the preview has just shown need not be read once more.
        _publish(home, known, "confirmed", {done.receipt.id: done.sheets})


def take(decision: Decision, submission_id: str, reason: str = "") -> None:
    """Withdraw or restore a submission, publish, and show the page as it stands then."""
    with guarded(), st.spinner(t("submit.publishing")):
        home, known = data.home().path, definition.today()
        require("withdraw", Archive(home).submitted(submission_id).city)
        try:
            decide(home, known, submission_id, decision, who(), reason)
        except NotPossibleError:
            st.session_state[_OVERTAKEN] = submission_id
        except HeldError as refusal:
            _say_why("submit.held", refusal.problems, known)
            return
        _publish(home, known, decision)


def _publish(
    home: Path, known: Definition, decision: Decision, values: Mapping[str, Values] = NOTHING_KNOWN
) -> None:
    """Show the page as it stands then, or say that what was decided is recorded and holds from the next
    publication on."""
    try:
        publish(home, known, values)
    except UnpublishedError as error:
        st.warning(t(f"submit.unpublished.{decision}"))
        show_fault(error)
        return
    st.rerun()


def _say_why(key: str, problems: Sequence[Problem], known: Definition) -> None:
    said = [words(problem, known, language()) for problem in problems]
    lines = [f"- {plain(one.message)} {plain(one.fix)}" for one in said[:_SHOWN]]
    more = len(said) - len(lines)
    rest = [t("submit.report.more", count=number(more, language(), 0))] if more else []
    st.error("\n".join([t(key), "", *lines, *rest]))


def was_repeated(submission_id: str) -> bool:
    """Was the very same file sent again just now?"""
    return bool(st.session_state.get(_REPEATED) == submission_id)


def was_overtaken(submission_id: str) -> bool:
    """Had somebody else decided before? Said once."""
    overtaken = st.session_state.get(_OVERTAKEN) == submission_id
    if overtaken:
        del st.session_state[_OVERTAKEN]
    return bool(overtaken)
