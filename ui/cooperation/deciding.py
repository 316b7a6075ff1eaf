"""How is a match accepted, declined or followed up? Everything is kept; the newest record holds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import streamlit as st

import definition
from etl.database.publish import publish
from etl.records import set_down
from ui import data
from ui.access import may, require, who
from ui.cooperation.followed import NEXT, UNFINISHED, Decision, Entry
from ui.cooperation.marks import match
from ui.format import moment, plain
from ui.labels import person
from ui.markdown import Markdown, bold, joined
from ui.matching import Pair
from ui.submission.guard import guarded
from ui.texts import language, t

LONGEST_REASON = 300


def short(key: str) -> str:
    """A match as the key of a widget."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def draw(of: Pair | Decision, state: str, entries: Sequence[Entry]) -> None:
    """The box in which the next state is chosen, and what was set down before. Nothing can be decided in a
    frozen view."""
    if not data.as_of() and may("match"):
        # Named after the newest record: once something is saved the box is a new and empty one.
        key = f"{short(of.key)}_{entries[0].record_id if entries else ''}"
        title = "follow" if state in UNFINISHED else "again" if entries else "decide"
        words = t(f"cooperation.decide.{title}")
        box = st.popover(words, key=f"decide_{key}", icon=":material/gavel:", on_change="rerun")
        if box.open:
            with box:
                _form(of, NEXT[state], key)
    if len(entries) > 1:
        with st.popover(t("cooperation.history", n=len(entries)), key=f"history_{short(of.key)}"):
            for entry in entries:
                st.markdown(said(entry))


def said(entry: Entry) -> Markdown:
    """What, why, when and who."""
    words = bold(match(entry.state, language()))
    what = joined(": ", (words, entry.reason)) if entry.reason else words
    return joined(" · ", (what, moment(entry.at, language()), person(entry.who, language())))


def _form(of: Pair | Decision, states: Sequence[str], key: str) -> None:
    with st.form(f"form_{key}", border=False):
        state = st.pills(
            t("cooperation.decide.state"),
            states,
            default=states[0] if len(states) == 1 else None,
            format_func=lambda code: plain(match(code, language())),
            key=f"state_{key}",
        )
        reason = st.text_input(
            t("cooperation.decide.reason"),
            key=f"reason_{key}",
            max_chars=LONGEST_REASON,
            placeholder=t("cooperation.decide.reason_example"),
        )
        pressed = st.form_submit_button(t("cooperation.decide.do"), key=f"save_{key}", type="primary")
    if pressed:
        _check(of, state, (reason or "").strip())


def _check(of: Pair | Decision, state: str | None, reason: str) -> None:
    if state is None:
        st.error(t("cooperation.decide.no_state"))
    elif state == "declined" and not reason:
        st.error(t("cooperation.decide.no_reason"))
    else:
        _take(of, state, reason)


def _take(of: Pair | Decision, state: str, reason: str) -> None:
    """Set it down, publish, and show the page as it stands then."""
    facts = {
        "state": state,
        "reason": reason,
        "workshop": of.workshop,
        "topic": of.topic,
        "offer_city": of.offer.city,
        "offer_text": of.offer.text,
        "need_city": of.need.city,
        "need_text": of.need.text,
    }
    with guarded(), st.spinner(t("submit.publishing")):
        require("match")
        home = data.home().path
        set_down(home, "match", of.key, facts, who())
        publish(home, definition.today())
        st.rerun()
