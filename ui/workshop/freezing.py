"""Which figures does a workshop rest on? Given a name, they never change again."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

import definition
from etl.database.frozen import LONGEST_NAME, NameTakenError, NoNameError, freeze
from etl.store.frozen_store import DamagedFreezeError, proved
from ui import components, data, format
from ui.access import may, require, who
from ui.format import moment
from ui.labels import person, workshop_short
from ui.plain_table import link, table
from ui.rows import rows
from ui.submission.guard import guarded
from ui.texts import language, t, words

_COLUMNS = ("name", "workshop", "at", "who", "kept")


def draw(workshop: str) -> None:
    """What was frozen, each with the address that opens it; and the box that freezes what is shown now."""
    st.caption(t("workshop.frozen.help"))
    found = rows(data.frozen_states())
    if not found:
        components.empty_state(t("workshop.frozen.none"))
    else:
        lines = [
            [
                link(_address(row.code), row.name),
                workshop_short(row.workshop, language()),
                moment(row.frozen_at, language()),
                person(row.who, language()),
                _kept(row),
            ]
            for row in found
        ]
        headers = [t(f"workshop.frozen.{name}") for name in _COLUMNS]
        st.html(table(headers, lines, t("workshop.tab.frozen")))
    if not data.as_of() and may("freeze"):
        _form(workshop)


def _kept(row: Any) -> str:
    """Where the figures are from, and whether they are still what they were."""
    if format.is_missing(row.sha256):
        return words("workshop.frozen.not_kept")
    try:
        proved(data.home().path, row.name, row.sha256)
    except DamagedFreezeError as damage:
        return words(f"workshop.frozen.{damage.fault}")
    return components.origin_words(row) or words("workshop.frozen.that_day")


def _form(workshop: str) -> None:
    with st.form("freeze", border=True):
        name = st.text_input(
            t("workshop.frozen.new"),
            key="freeze_name",
            max_chars=LONGEST_NAME,
            placeholder=workshop_short(workshop, language()),
        )
        pressed = st.form_submit_button(t("workshop.frozen.do"), key="freeze_do", icon=":material/ac_unit:")
    if not pressed:
        return
    with guarded(), st.spinner(t("workshop.frozen.working")):
        require("freeze")
        try:
            frozen = freeze(data.home().path, definition.today(), name, workshop, who())
        except NameTakenError:
            st.error(t("workshop.frozen.taken"))
            return
        except NoNameError:
            st.error(t("workshop.frozen.no_name"))
            return
        st.session_state["frozen_just_now"] = frozen.name
        st.rerun()


def _address(code: str) -> str:
    """The overview as it stood, in the reader's language."""
    asked = {data.AS_OF: code} | ({"lang": "en"} if language() == "en" else {})
    return "/?" + urlencode(asked)
