"""Where do the organizers get their workbook of context figures, and where do they hand it in?"""

from __future__ import annotations

from datetime import datetime

import streamlit as st

import definition
from etl.clock import TURKIYE
from etl.database.publish import publish
from etl.figures.supply import decide, supply
from etl.figures.template import figures_template
from etl.sandbox.reading import BusyError
from etl.store.allowance import ALLOWED, exceeded
from etl.store.receipts import Decision
from etl.submit import NotPossibleError
from etl.xlsx.limits import LIMITS, MEBIBYTE
from ui import data, handed_out
from ui.access import require, who
from ui.submission.guard import guarded
from ui.texts import t

ASKED = "upload"  # the parameter of the address: the file whose report is shown
_OVERTAKEN = "figures_overtaken"


def draw() -> None:
    draw_template("figures_template")
    with st.form("figures_upload", border=True, clear_on_submit=True):
        # No list of extensions: a wrong file gets our own sentence, which says what to do.
        file = st.file_uploader(
            t("figures.file"), key="figures_file", max_upload_size=LIMITS.upload_bytes // MEBIBYTE
        )
        sent = st.form_submit_button(t("figures.send"), type="primary", key="figures_send")
    if sent and file is None:
        st.error(t("figures.no_file"))
    elif sent and file is not None:
        with st.spinner(t("figures.checking")):
            _send(file.getvalue(), file.name)


def draw_template(key: str) -> None:
    """The organizers' workbook, filled with what is in force."""
    handed_out.button(t("figures.template"), _template, "baglam-gostergeleri.xlsx", handed_out.XLSX, key=key)


def _template() -> bytes:
    return figures_template(data.home().path, definition.today())


def _send(content: bytes, file_name: str) -> None:
    """Archive, check and publish; the id is in the address before anything after the archive can fail."""
    with guarded():
        require("supply")
        home, known = data.home().path, definition.today()
        too_much = exceeded(data.live_snapshot(), who(), datetime.now(TURKIYE).date(), len(content))
        if too_much:
            st.error(t(f"submit.{too_much}", limit=ALLOWED[too_much]))
            return
        try:
            sent = supply(home, known, content, file_name, who())
        except BusyError:
            st.warning(t("submit.busy"))
            return
        st.query_params[ASKED] = sent.receipt.id
        publish(home, known)
        st.rerun()


def take(decision: Decision, submission_id: str, reason: str = "") -> None:
    """Record a decision, publish, and show the page as it stands then."""
    with guarded(), st.spinner(t("submit.publishing")):
        require("supply")
        home, known = data.home().path, definition.today()
        try:
            decide(home, known, submission_id, decision, who(), reason)
        except NotPossibleError:  # somebody else decided meanwhile
            st.session_state[_OVERTAKEN] = True
        publish(home, known)
        st.rerun()


def was_overtaken() -> bool:
    """Had somebody else decided before? Said once."""
    return bool(st.session_state.pop(_OVERTAKEN, False))
