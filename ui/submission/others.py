"""Who else has sent something for this city and workshop, and what did it change meanwhile?"""

from __future__ import annotations

import streamlit as st

import definition
from etl.store.receipts import Submitted
from ui import data
from ui.format import moment
from ui.labels import person
from ui.markdown import Markdown
from ui.plain_table import table
from ui.submission import contents, outlook
from ui.submission.current import Current, address
from ui.submission.preview import SHOWN_LINES, cell_headers, cell_lines
from ui.submission.slices import merged_into
from ui.texts import language, t

_SHOWN = "submit_shown_beside"


def draw(now: Current) -> None:
    """Files that wait beside this one, newer ones that count, and a draft that this one was not made from."""
    sent = data.submission_state(now.receipt.city, now.receipt.workshop)
    # Two files that wait are a choice; one that was merged from the other is not.
    known = {now.receipt.id, *merged_into(now.receipt)}
    others = sent[~sent["submission_id"].isin(known)]
    for row in others[others["state"] == "awaiting_confirmation"].to_dict("records"):
        link = Markdown(address(row["submission_id"], now.receipt.city))
        facts = {"moment": moment(row["received_at"], language()), "id": row["submission_id"]}
        sender = person(row["who"], language())
        st.info(t("submit.others.waiting", who=sender, link=link, **facts))
    counted = others[(others["state"] == "counted") & ~others["draft"]]
    newer = counted[counted["number"] > now.facts["number"]] if now.facts else counted.head(0)
    for row in newer.to_dict("records"):
        at = moment(row["received_at"], language())
        st.warning(t("submit.awaiting.newer", moment=at, id=row["submission_id"]))
    _draw_missed(now.receipt)


def _draw_missed(receipt: Submitted) -> None:
    """A draft that came after the template was filled: nothing of it is merged into what is approved, but it
    is replaced all the same."""
    if receipt.is_merged or receipt.draft or not receipt.city or not receipt.workshop:
        return
    newest = contents.last_version_of(receipt.city, receipt.workshop)
    met = outlook.met(receipt)
    if not newest or met is None or newest in (met.last.id, receipt.prefilled_from):
        return
    missed = cell_lines(contents.between(met.last.id, newest), definition.load(), language())
    if missed:
        st.warning(t("submit.others.missed", id=newest))
        with st.expander(t("submit.others.missed_cells", id=newest), key="missed_cells"):
            st.html(table(cell_headers(), missed[:SHOWN_LINES], t("submit.others.missed_caption")))


def is_as_shown(receipt: Submitted) -> bool:
    """Does the preview that the sender has seen still hold? Ask once a run, before it is drawn anew."""
    beside = contents.follows_on(receipt) or ""
    shown = st.session_state.get(_SHOWN, {})
    st.session_state[_SHOWN] = {receipt.id: beside}
    return bool(shown.get(receipt.id, beside) == beside)
