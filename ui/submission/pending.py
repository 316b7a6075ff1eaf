"""What does the city still have to do with what it has sent for this workshop?"""

from __future__ import annotations

from typing import Any

import streamlit as st

from definition import Workshop
from ui import data
from ui.format import moment
from ui.markdown import Markdown
from ui.rows import first
from ui.submission.current import address
from ui.texts import language, t

_WAITING = ("awaiting_confirmation", "needs_fixing", "unreadable", "withdrawn", "damaged")


def draw(workshop: Workshop, city: str) -> None:
    """The next step with the way to it, above everything else; nothing where the newest file counts."""
    row = first(data.participation_state(workshop.code, city))
    if row is None:
        return
    if row.state in _WAITING and not (row.state == "withdrawn" and (row.submitted or row.has_draft)):
        _say(row.state, row.submission_id, city)
    elif row.has_draft and not row.submitted:
        _say("draft", row.draft_submission_id, city)


def _say(state: str, submission_id: str, city: str) -> None:
    sent: Any = first(data.submission(submission_id))
    facts = {"at": moment(sent.received_at, language()), "file": sent.file_name}
    box = st.error if state in ("needs_fixing", "unreadable", "damaged") else st.warning
    box(t(f"submit.pending.{state}", **facts, link=Markdown(address(submission_id, city))))
