"""Which submission does the address ask for, and how does it stand?

Only the id in the address (?id=…) leads to a submission, so that a refresh, a lost connection or a restart of
the server finds it again: it was archived before anything was shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

import definition
from etl.database.publish import publish
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import Submitted
from ui import data, filters
from ui.access import may_read
from ui.sign_in import local
from ui.submission.guard import guarded
from ui.texts import language

_PARAMETER = "id"
UNPUBLISHED = "unpublished"  # archived, but the figures could not be brought up to date yet


class UnknownIdError(Exception):
    """The address names no submission."""


@dataclass(frozen=True, slots=True)
class Current:
    """One archived submission. `state`: as in submission_state, or `unpublished`."""

    receipt: Submitted
    state: str
    facts: Mapping[str, Any]  # its row of submission_state, None for what is missing; empty while unpublished


def current() -> Current | None:
    """The submission in the address; None without one, UnknownIdError for one that nobody was given."""
    asked = st.query_params.get(_PARAMETER)
    if not asked:
        return None
    home = data.home().path
    try:
        receipt = Archive(home).submitted(asked)
    except UnknownSubmissionError:
        raise UnknownIdError(asked) from None
    if not may_read(receipt):  # whether it exists is not told either
        raise UnknownIdError(asked)
    facts = _facts(asked)
    if not facts:  # its sender was cut off before it could be published
        with guarded():
            publish(home, definition.today())
        facts = _facts(asked)
    return Current(receipt, str(facts.get("state", UNPUBLISHED)), facts)


def remember(submission_id: str) -> None:
    """Put the submission into the address."""
    st.query_params[_PARAMETER] = submission_id


def forget() -> None:
    """Take it out again: the page begins anew."""
    if _PARAMETER in st.query_params:
        del st.query_params[_PARAMETER]


def address(submission_id: str, city: str | None) -> str:
    """A link to a submission, relative to this page; keeps the language, and the role that is tried out."""
    asked = {_PARAMETER: submission_id} | ({"city": city} if city else {})
    asked |= {local.ROLE: local.asked()} if local.asked() else {}
    return "?" + urlencode(asked | ({"lang": "en"} if language() == "en" else {}))


def chosen_city() -> str | None:
    """The city somebody chose; None while the filter shows its first one only for want of a choice."""
    named = st.session_state.get("city") or st.query_params.get("city")
    return filters.city() if named else None


def choose_city(city: str) -> None:
    """For callbacks, which run before the filters are drawn: show the page for this city."""
    st.session_state["city"] = city


def _facts(submission_id: str) -> Mapping[str, Any]:
    rows = data.submission(submission_id)
    if rows.empty:
        return {}
    facts = {str(k): None if pd.isna(v) else v for k, v in rows.iloc[0].items()}
    return facts | {"confirmed_by": _confirmed_by(submission_id, facts["city"])}


def _confirmed_by(submission_id: str, city: str | None) -> str | None:
    """Whoever confirmed it last; nobody yet."""
    if city is None:
        return None
    told = data.submission_event(city)
    found = told[(told["submission_id"] == submission_id) & (told["kind"] == "confirmed")]
    return None if found.empty else str(found.iloc[0]["who"])
