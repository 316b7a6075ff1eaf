"""Before the first page: the sample when the data folder is empty, and a snapshot that is up to date."""

from __future__ import annotations

import atexit
import gc
import threading

import streamlit as st

import definition
from etl.database import publish
from etl.database.keep_earlier import keep_earlier
from etl.sample import make
from etl.store.home import Home
from ui import data
from ui.texts import t

_lock = threading.Lock()
_ready: set[str] = set()  # data folders that were made ready in this process


def prepare() -> Home:
    """Make the data folder ready, once a process; whoever comes meanwhile waits and sees that it is so."""
    home = data.home()
    if str(home.path) in _ready and data.live_snapshot():
        return home
    with st.empty().container(), _waiting(), _lock:
        if home.is_sample and home.is_empty:
            _make_sample(home)
        publish.publish(home.path, definition.today())
        keep_earlier(home.path, definition.today())
        _ready.add(str(home.path))
        # Streamlit collects garbage after every rerun; what is loaded by now need not be looked at again.
        gc.collect()
        gc.freeze()
        atexit.register(gc.unfreeze)  # or DuckDB complains of leaks when the server is stopped
    return home


def _waiting() -> st.delta_generator.DeltaGenerator:
    return st.spinner(t("shell.preparing"))  # type: ignore[return-value]


def _make_sample(home: Home) -> None:
    bar = st.progress(0.0)

    def show(done: int, total: int) -> None:
        share = min(done / total, 1.0) if total else 1.0
        bar.progress(share, t("shell.sample.making", done=done, total=total))

    make(home.path, definition.today(), progress=show)
    bar.empty()
