"""Which files of context figures were handed in, and what became of them?"""

from __future__ import annotations

from typing import Any

import streamlit as st

from etl.store.receipts import Decision
from ui import data, handed_out
from ui.access import may
from ui.format import moment, number
from ui.labels import person
from ui.markdown import Markdown, bold, joined
from ui.rows import rows
from ui.submission.words import state_words
from ui.texts import language, t
from ui.workshop.figures_upload import ASKED, take

_SHOWN = 10
# Which decision a state allows, beside opening the report.
_TO_TAKE: dict[str, Decision] = {
    "counted": "withdrawn",
    "replaced": "withdrawn",
    "damaged": "withdrawn",
    "withdrawn": "restored",
}
_WITH_REPORT = ("unreadable", "needs_fixing", "awaiting_confirmation")


def draw() -> None:
    """The newest first; nothing is ever deleted."""
    found = rows(data.figure_upload_state())
    if not found:
        return
    st.subheader(t("figures.history"), anchor="uploads")
    for row in found[:_SHOWN]:
        _draw(row)
    if len(found) > _SHOWN:
        earlier = number(len(found) - _SHOWN, language(), 0)
        with st.expander(t("figures.earlier", count=earlier), key="figures_earlier"):
            for row in found[_SHOWN:]:
                _draw(row)


def _draw(row: Any) -> None:
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"upload_{row.submission_id}"
    ):
        st.markdown(joined("  \n", _words(row)), width="stretch")
        if not may("supply"):
            return
        handed_out.original(
            t("figures.original"),
            row.sha256,
            row.file_name,
            key=f"original_{row.submission_id}",
            needs=("supply", None),
        )
        if not data.as_of():
            _next(row)


def _words(row: Any) -> list[Markdown]:
    """File and state; when, who and how many; why it was taken back."""
    facts = [
        moment(row.received_at, language()),
        person(row.who, language()),
        row.submission_id,
        *_counts(row),
    ]
    said = [joined(" · ", (bold(row.file_name), state_words(row.state))), joined(" · ", facts)]
    if row.withdrawn_reason:
        said.append(t("submit.receipt.reason", reason=row.withdrawn_reason))
    return said


def _counts(row: Any) -> list[str]:
    if row.figures is None:
        return [t("figures.errors", count=number(row.errors, language(), 0))] if row.errors else []
    numbers = {name: number(getattr(row, name), language(), 0) for name in ("figures", "figures_in_force")}
    said: list[str] = [t("figures.holds", **numbers)]
    if row.taken_out:
        said.append(t("figures.takes_out", count=number(row.taken_out, language(), 0)))
    return said


def _next(row: Any) -> None:
    """Open the report of a file that does not count yet; take back or restore one that did."""
    if row.state in _WITH_REPORT:
        if st.button(t("figures.open"), key=f"open_{row.submission_id}", type="tertiary"):
            st.query_params[ASKED] = row.submission_id
            st.rerun()
        return
    decision = _TO_TAKE[row.state]
    with st.popover(t(f"figures.{decision}.do"), key=f"decide_{row.submission_id}"):
        st.caption(t(f"figures.{decision}.help"))
        reason = st.text_input(
            t(f"figures.{decision}.reason"), key=f"reason_{row.submission_id}", max_chars=300
        )
        pressed = st.button(t(f"figures.{decision}.do"), key=f"take_{row.submission_id}")
        if pressed and not reason.strip():
            st.error(t(f"figures.{decision}.no_reason"))
        elif pressed:
            take(decision, row.submission_id, reason)
