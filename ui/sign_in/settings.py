"""Is there a sign-in, and what did the institution decide about it? From `.streamlit/secrets.toml`."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

# Set by whoever knows that nobody signs in and everybody who reaches the address may do everything.
OPEN_TO_ALL = "PANO_OPEN_WITHOUT_SIGN_IN"


@dataclass(frozen=True, slots=True)
class Settings:
    has_provider: bool
    first_organizer: str  # an address; empty: none
    claim: str  # which claim of the provider is the address of a member
    longest: timedelta  # a sign-in lasts, however busy
    idle: timedelta  # and without a rerun
    is_open: bool  # without a provider: beyond this machine as well


@cache
def settings() -> Settings:
    """Read once: a change needs a restart, as the provider's own settings do."""
    secrets = _secrets()
    access = secrets.get("access", {})
    return Settings(
        has_provider="auth" in secrets,
        first_organizer=str(access.get("first_organizer", "")),
        claim=str(access.get("claim", "email")),
        longest=timedelta(hours=float(access.get("hours", 8))),
        idle=timedelta(minutes=float(access.get("idle_minutes", 30))),
        is_open=os.environ.get(OPEN_TO_ALL) == "1",
    )


def is_loopback(host: str) -> bool:
    """localhost, 127.0.0.0/8 and ::1, with or without a port."""
    name = host.strip().lower()
    name = name[1 : name.find("]")] if name.startswith("[") else name
    name = name.rsplit(":", 1)[0] if name.count(":") == 1 else name
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _secrets() -> Mapping[str, Any]:
    try:
        return dict(st.secrets.items())
    except StreamlitSecretNotFoundError:
        return {}
