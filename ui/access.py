"""Who is looking at this page, and may they do what it offers?

Asked anew on every run: a role that was taken away, a sign-in that is too old and a cookie that was copied
before a log-out all end at the next rerun."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from etl.access.decide import Action, Visitor, decide
from etl.access.members import Members
from etl.access.revoked import Revoked
from etl.store.receipts import LOCAL
from ui import data
from ui.sign_in import local
from ui.sign_in.settings import settings


def visitor() -> Visitor | None:
    """None while nobody is signed in; without a role for somebody who is no member."""
    if not settings().has_provider:
        return local.visitor()
    address, home = signed_in_address(), data.home().path
    return _member(str(home), _stamp(Members(home).path), address) if address else None


def who() -> str:
    """The name that goes on a receipt. Only asked for where somebody is known to be in."""
    found = visitor()
    return found.who if found else LOCAL


def may(action: Action, city: str | None = None) -> bool:
    return decide(visitor(), action, city)


class ForbiddenError(Exception):
    """Somebody asked for what is not theirs, past the page that does not offer it."""


def require(action: Action, city: str | None = None) -> None:
    """Before anything is done or read. Raises ForbiddenError."""
    if not may(action, city):
        raise ForbiddenError(action)


def signed_in_address() -> str:
    """Of a sign-in that is neither too old nor over; empty otherwise."""
    user, home = st.user, data.home().path
    if not user.get("is_logged_in"):
        return ""
    issued_at = _issued_at()
    age = datetime.now(UTC) - datetime.fromtimestamp(issued_at, UTC)
    if age > settings().longest or user.get("email_verified") is False:
        return ""
    if (str(user.get("sub", "")), issued_at) in _revoked(str(home), _stamp(Revoked(home).path)):
        return ""
    return str(user.get(settings().claim) or "")


def sign_out() -> None:
    """Everywhere: a copy of the cookie ends as well."""
    revoked = Revoked(data.home().path)
    revoked.add(str(st.user.get("sub", "")), _issued_at())
    revoked.forget_older_than(settings().longest)  # so that what every run reads stays short
    st.logout()


def _issued_at() -> int:
    """By the provider, in seconds since 1970; 0, which is too old, where it does not say."""
    found = st.user.get("iat")
    return found if isinstance(found, int) else 0


@st.cache_data(max_entries=500, show_spinner=False)
def _member(home: str, stamp: tuple[int, int], address: str) -> Visitor:
    return Members(Path(home), settings().first_organizer).of(address)


@st.cache_data(max_entries=20, show_spinner=False)
def _revoked(home: str, stamp: tuple[int, int]) -> frozenset[tuple[str, int]]:
    return Revoked(Path(home)).all()


def _stamp(path: Path) -> tuple[int, int]:
    """Changes whenever a line is added."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
