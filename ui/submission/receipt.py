"""What proves that the submission was received, and what may still be done with it?"""

from __future__ import annotations

import streamlit as st

import definition
from etl.store.receipts import Submitted
from ui.format import moment, number
from ui.plain_table import Cell, Html, bullets, link, pairs, panel
from ui.submission import acts, contents
from ui.submission.current import Current, address
from ui.submission.words import place
from ui.texts import label, language, t


def draw_counted(now: Current) -> None:
    """The green panel: the receipt, and in two sentences what happens next."""
    title = t("submit.receipt.draft" if now.receipt.draft else "submit.receipt.counted")
    kind = "draft" if now.receipt.draft else "approved"
    then = bullets([t(f"submit.receipt.next.{kind}_1"), t(f"submit.receipt.next.{kind}_2")])
    st.html(panel("good", title, _receipt(now), then))


def draw_past(now: Current) -> None:
    """A version that no longer counts: why, since when, and where the one that does is."""
    parts: list[Cell] = []
    if now.state == "replaced":
        newer = str(now.facts["replaced_by"])
        words = t("submit.receipt.replaced_by", id=newer)
        parts.append(Html(f"<p>{link(address(newer, now.receipt.city), words)}</p>"))
    else:
        parts.append(t("submit.receipt.withdrawn_at", at=moment(now.facts["withdrawn_at"], language())))
        reason = now.facts["withdrawn_reason"]
        if reason:
            parts.append(t("submit.receipt.reason", reason=reason))
    st.html(panel("past", t(f"submit.receipt.{now.state}"), *parts, _receipt(now)))


def draw_withdraw(now: Current) -> None:
    """Taking it back asks for a reason, because others will ask for one."""
    with (
        st.expander(t("submit.withdraw.title"), key="withdraw"),
        st.form("withdraw_form", border=False),
    ):
        st.caption(t("submit.withdraw.help"))
        reason = st.text_input(t("submit.withdraw.reason"), key="withdraw_reason", max_chars=300)
        if st.form_submit_button(t("submit.withdraw.do"), key="withdraw_do"):
            if reason.strip():
                acts.take("withdrawn", now.receipt.id, reason.strip())
            else:
                st.error(t("submit.withdraw.reason_missing"))


def draw_restore(now: Current) -> None:
    if st.button(t("submit.restore.do"), key="restore_do", help=t("submit.restore.help")):
        acts.take("restored", now.receipt.id)


def _receipt(now: Current) -> Html:
    receipt = now.receipt
    rows: list[tuple[str, Cell]] = [
        (t("submit.receipt.number"), receipt.id),
        (t("submit.receipt.place"), place(receipt)),
        (t("submit.receipt.received"), moment(receipt.at, language())),
    ]
    if now.facts.get("confirmed_at"):
        rows.append((t("submit.receipt.confirmed"), moment(now.facts["confirmed_at"], language())))
    rows += [
        (t("submit.receipt.who"), receipt.who),
        (t("submit.receipt.file"), receipt.file_name),
        (t("submit.receipt.sha256"), receipt.sha256),
        (t("submit.receipt.rows"), _rows(receipt)),
        (t("submit.receipt.warnings"), number(receipt.count("warning"), language(), 0)),
    ]
    return pairs(rows, t("submit.receipt.caption"))


def _rows(receipt: Submitted) -> str:
    workbook = definition.load().workbook
    return " · ".join(
        f"{label(workbook.sheet(key).name)} {number(count, language(), 0)}"
        for key, count in contents.row_counts(receipt).items()
        if workbook.sheet(key).layout == "table"
    )
