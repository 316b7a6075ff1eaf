"""Which figures does this run show: those of the present, or of a freeze? And with which definition?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import definition
from definition import Definition
from etl.database import snapshots
from etl.database.frozen import codes_in, frozen_snapshot
from etl.database.frozen_file import definition_in, is_frozen
from etl.store.home import Home, data_home

AS_OF = "asof"  # the parameter of the address


@dataclass(frozen=True, slots=True)
class Forced:
    """One snapshot for a while, and what was already asked of it."""

    path: Path
    known: dict[object, pd.DataFrame] = field(default_factory=dict)


_forced: ContextVar[Forced | None] = ContextVar("snapshot", default=None)


def home() -> Home:
    """The data folder in use; `is_sample` decides about the banner."""
    return data_home()


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Within it this very snapshot is read: for what is made outside a page's run, or takes a while."""
    token = _forced.set(Forced(path))
    try:
        with definition.following(definition_in(path) if is_frozen(path) else None):
            yield
    finally:
        _forced.reset(token)


def forced() -> Forced | None:
    return _forced.get()


def snapshot() -> Path | None:
    """The database that is read: the one CURRENT names, or the frozen one that the address asks for. Raises
    DamagedFreezeError or NotKeptError, which the frame says before any page runs."""
    if one := _forced.get():
        return one.path
    code = as_of()
    return _frozen(str(home().path), code) if code else live_snapshot()


def live_snapshot() -> Path | None:
    """The database that CURRENT names now. Its name (`.stem`) is the snapshot's number."""
    return snapshots.current(home().path)


def snapshot_key() -> str:
    """What to add to the key of anything cached from these views (figures above all)."""
    path = snapshot()
    return str(path) if path else ""


def as_of() -> str:
    """The code of the frozen state that the address asks for; empty for the present, and where nothing was
    frozen under it. Outside a page's run there is only the present."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    code = str(st.session_state.get(AS_OF) or st.query_params.get(AS_OF) or "")
    return code if code and code in _codes(str(live_snapshot() or "")) else ""


def definition_of_then() -> Definition | None:
    """Of the freeze that the address asks for; None for the one in force."""
    path = snapshot() if as_of() else None
    return definition_in(path) if path and is_frozen(path) else None


@st.cache_resource(max_entries=4, show_spinner=False)
def _codes(live: str) -> frozenset[str]:
    return codes_in(Path(live)) if live else frozenset()


def _frozen(home_path: str, code: str) -> Path:
    """Found once a process: what is frozen stays where it is."""
    known = _frozen_paths()
    if (home_path, code) not in known:
        known[home_path, code] = frozen_snapshot(Path(home_path), code)
    return known[home_path, code]


@st.cache_resource(show_spinner=False)
def _frozen_paths() -> dict[tuple[str, str], Path]:
    return {}


definition.asks(definition_of_then)
