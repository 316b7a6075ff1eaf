"""Who does the cookie of a sign-in speak for, and is it still good?

Asked for every run and every file, so that a role that was taken away, a sign-in that is too old
or was left alone, and a cookie that was copied before a log-out all end at once."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from etl.access.decide import Visitor
from etl.access.members import Members
from etl.access.revoked import Revoked
from ui.sign_in.settings import settings

SignIn = tuple[str, int]  # the person, as the provider calls it, and the second of the sign-in


def address_in(claims: Mapping[str, Any], home: Path) -> str:
    """Of a sign-in that is still good; empty otherwise. `claims`: what the provider said."""
    if not claims.get("is_logged_in") or claims.get("email_verified") is False:
        return ""
    subject, issued_at = sign_in = sign_in_of(claims)
    age = datetime.now(UTC) - datetime.fromtimestamp(issued_at, UTC)
    if not subject or age > settings().longest or is_idle(sign_in):
        return ""
    if sign_in in _revoked(str(home), _stamp(Revoked(home).path)):
        return ""
    return str(claims.get(settings().claim) or "")


def sign_in_of(claims: Mapping[str, Any]) -> SignIn:
    """The second is 0, which is too old, where the provider does not say."""
    issued_at = claims.get("iat")
    return str(claims.get("sub") or ""), issued_at if isinstance(issued_at, int) else 0


def remember_busy(sign_in: SignIn) -> bool:
    """Somebody has just done something, in whichever window. Was it the first time this process sees them?"""
    last, now = _busy(), time.monotonic()
    for old in [known for known, at in list(last.items()) if now - at > settings().longest.total_seconds()]:
        last.pop(old, None)
    is_new = sign_in not in last
    last[sign_in] = now
    return is_new


def is_idle(sign_in: SignIn) -> bool:
    """Since longer than the settings allow. Of one that this process has not seen yet nothing is known after
    the sign-in itself: a server that was started anew does not bring a left computer back to life."""
    last = _busy().get(sign_in)
    quiet = time.time() - sign_in[1] if last is None else time.monotonic() - last
    return quiet > settings().idle.total_seconds()


def member(claims: Mapping[str, Any], home: Path) -> Visitor | None:
    """None while nobody is signed in; without a role for somebody who is no member."""
    address = address_in(claims, home)
    return _member(str(home), _stamp(Members(home).path), address) if address else None


@st.cache_resource(show_spinner=False)
def _busy() -> dict[SignIn, float]:
    return {}


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
