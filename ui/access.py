"""Who is looking at this page, and may they do what it offers? Asked anew on every run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from etl.access.activity import Activity, OwnDeed
from etl.access.decide import Action, Visitor, decide
from etl.access.revoked import Revoked
from etl.store.receipts import LOCAL, Submitted
from ui import data
from ui.sign_in import identity, local
from ui.sign_in.settings import settings


def visitor() -> Visitor | None:
    """None while nobody is signed in; without a role for somebody who is no member."""
    return identity.member(_claims(), data.home().path) if settings().has_provider else local.visitor()


def who() -> str:
    """The name that goes on a receipt. Only asked for where somebody is known to be in."""
    found = visitor()
    return found.who if found else LOCAL


def may(action: Action, city: str | None = None) -> bool:
    return decide(visitor(), action, city)


def own_cities() -> frozenset[str] | None:
    """Those for which a department head speaks; None for somebody who speaks for every city or for none."""
    found = visitor()
    return found.cities if found and found.role == "department" else None


def may_read(receipt: Submitted) -> bool:
    """Its city's people and the organizers; where no city can be told, its sender."""
    if receipt.city is None:
        return receipt.who == who() or may("read_homeless")
    return may("read_submission", receipt.city)


class ForbiddenError(Exception):
    """Somebody asked for what is not theirs, past the page that does not offer it."""


def require(action: Action, city: str | None = None) -> None:
    """Before anything is done or read. Raises ForbiddenError."""
    if not may(action, city):
        raise ForbiddenError(action)


def signed_in_address() -> str:
    """Of a sign-in that is still good; empty otherwise."""
    return identity.address_in(_claims(), data.home().path)


def sign_out() -> None:
    """Everywhere: a copy of the cookie ends as well."""
    home, claims = data.home().path, _claims()
    address = signed_in_address() or str(claims.get(settings().claim) or "")
    revoked = Revoked(home)
    revoked.add(*identity.sign_in_of(claims))
    revoked.forget_older_than(settings().longest)  # so that what every run reads stays short
    Activity(home).add(address, "signed_out")
    st.logout()


def remember_busy(came: OwnDeed) -> None:
    """By whoever has just looked at a page. The first time it is written down that they came in, or tried."""
    sign_in = identity.sign_in_of(_claims())
    if identity.remember_busy(sign_in):
        log, at = Activity(data.home().path), datetime.fromtimestamp(sign_in[1], UTC)
        address = signed_in_address()
        # This process may have been started anew since.
        if not any((done.at, done.who, done.deed) == (at, address, came) for done in log.own()):
            log.add(address, came, at=at)


def stay() -> None:
    """By a part of a page that reruns alone: whoever presses something there is not idle. Whoever may not be
    here any more sees what the frame says to that."""
    if settings().has_provider:
        somebody = visitor()
        if somebody is None or somebody.role is None:
            st.rerun()
        identity.remember_busy(identity.sign_in_of(_claims()))


def is_idle() -> bool:
    return identity.is_idle(identity.sign_in_of(_claims()))


def _claims() -> dict[str, Any]:
    return dict(st.user.to_dict())
