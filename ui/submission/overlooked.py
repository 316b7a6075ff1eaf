"""Have units sent rows that this whole workbook would overwrite?"""

from __future__ import annotations

import streamlit as st

from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data
from ui.submission import contents
from ui.submission.current import Current
from ui.submission.slices import merged_into
from ui.texts import t

_ACTIONS = "actions"
_SHOWN_NAMES = 8


def draw(now: Current) -> None:
    """What the units sent so far may still need fixing, so that nothing else on the page tells of it."""
    merged = _collected(now)
    if merged is None:
        return
    rows = contents.between(merged.id, now.receipt.id)
    codes = [row.label for row in rows if row.sheet == _ACTIONS and row.kind != "unchanged"]
    if codes:
        more = ["…"] if len(codes) > _SHOWN_NAMES else []
        st.warning(t("slices.overlooked", id=merged.id, actions=", ".join(codes[:_SHOWN_NAMES] + more)))


def _collected(now: Current) -> Submitted | None:
    """The newest merged version that waits for the rest, if nothing that counts came after it."""
    archive = Archive(data.home().path)
    sent = data.submission_state(now.receipt.city, now.receipt.workshop)
    known = {now.receipt.id, *merged_into(now.receipt)}
    for row in sent.to_dict("records"):  # the newest first
        if row["state"] == "counted":
            return None
        if row["state"] == "needs_fixing" and row["submission_id"] not in known:
            receipt = archive.submitted(row["submission_id"])
            if receipt.is_merged:
                return receipt
    return None
