"""What proves that the submission was received, and what may still be done with it?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Literal

import streamlit as st

from definition import Language
from etl.store.receipts import Submitted
from ui import data, handed_out
from ui.access import may
from ui.documents.receipt import receipt_facts, receipt_pdf
from ui.format import moment
from ui.markdown import Markdown, joined
from ui.plain_table import Cell, Html, bullets, link, pairs, panel
from ui.submission import acts, contents
from ui.submission.current import Current, address
from ui.texts import language, t, words

Undo = Literal["withdrawn", "restored"]
_ACTS: Mapping[Undo, str] = {"withdrawn": "withdraw", "restored": "restore"}


def draw_counted(now: Current) -> None:
    """The green panel: the receipt, and in two sentences what happens next."""
    title = t("submit.receipt.draft" if now.receipt.draft else "submit.receipt.counted")
    kind = "draft" if now.receipt.draft else "approved"
    then = bullets([t(f"submit.receipt.next.{kind}_1"), t(f"submit.receipt.next.{kind}_2")])
    st.html(panel("good", title, _receipt(now), then))
    _draw_document(now)


def draw_past(now: Current) -> None:
    """A version that no longer counts: why, since when, and where the one that does is."""
    parts: list[Cell] = []
    if now.state == "replaced":
        newer = str(now.facts["replaced_by"])
        said = words("submit.receipt.replaced_by", id=newer)
        parts.append(Html(f"<p>{link(address(newer, now.receipt.city), said)}</p>"))
    elif now.state == "damaged":
        parts.append(t("submit.receipt.is_damaged"))
    else:
        parts.append(words("submit.receipt.withdrawn_at", at=moment(now.facts["withdrawn_at"], language())))
        reason = now.facts["withdrawn_reason"]
        if reason:
            parts.append(words("submit.receipt.reason", reason=reason))
    st.html(panel("past", t(f"submit.receipt.{now.state}"), *parts, _receipt(now)))
    _draw_document(now)


def draw_undo(now: Current, decision: Undo) -> None:
    """Taking a version back, or bringing it back with exactly its figures: others will ask why."""
    if not may("withdraw", now.receipt.city):
        return
    act = _ACTS[decision]
    with st.expander(t(f"submit.{act}.title"), key=act), st.form(f"{act}_form", border=False):
        st.caption(_what_holds_then(now) if decision == "withdrawn" else t("submit.restore.help"))
        reason = st.text_input(t(f"submit.{act}.reason"), key=f"{act}_reason", max_chars=300)
        if st.form_submit_button(t(f"submit.{act}.do"), key=f"{act}_do"):
            if reason.strip():
                acts.take(decision, now.receipt.id, reason.strip())
            else:
                st.error(t(f"submit.{act}.reason_missing"))


def _what_holds_then(now: Current) -> Markdown:
    """The version that counts once this one is taken back, or that none does."""
    if now.state != "counted":
        return t("submit.withdraw.help")
    sent = data.submission_state(now.receipt.city, now.receipt.workshop)
    before = sent[(sent["state"] == "replaced") & (sent["draft"] == now.receipt.draft)]
    if before.empty:
        return joined(" ", (t("submit.withdraw.nothing_then"), t("submit.withdraw.help")))
    newest = before.sort_values("confirmed_number").iloc[-1]
    then = t("submit.withdraw.then", at=moment(newest["received_at"], language()), id=newest["submission_id"])
    return joined(" ", (then, t("submit.withdraw.help")))


def _receipt(now: Current) -> Html:
    counts = contents.row_counts(now.receipt)
    return pairs(receipt_facts(now.receipt, now.facts, counts, language()), t("submit.receipt.caption"))


def _draw_document(now: Current) -> None:
    """The receipt to file, made when somebody asks for it."""
    handed_out.button(
        t("proof.download"),
        partial(_document, now.receipt, now.facts, language(), data.home().is_sample),
        f"makbuz-{now.receipt.id}.pdf",
        "application/pdf",
        icon=":material/receipt_long:",
        key="download_receipt",
        needs=("read_submission", now.receipt.city),
    )


def _document(receipt: Submitted, facts: Mapping[str, Any], in_language: Language, is_sample: bool) -> bytes:
    return receipt_pdf(receipt, facts, contents.row_counts(receipt), in_language, is_sample)
