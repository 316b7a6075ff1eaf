"""Before the first page: the sample when the data folder is empty, and a snapshot that is up to date."""

from __future__ import annotations

import atexit
import gc
import logging
import threading
from pathlib import Path

import streamlit as st

import definition
from etl.database import publish
from etl.database.keep_earlier import keep_earlier
from etl.sample import make
from etl.store.home import Home
from etl.store.integrity import inspect
from ui import data
from ui.texts import t

_LOG = logging.getLogger("pano")
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
        # Everything is read anew once, while nobody waits for it; what is found, the frame says.
        threading.Thread(target=_inspect, args=(home.path,), daemon=True, name="inspect").start()
        _ready.add(str(home.path))
        # Streamlit collects garbage after every rerun; what is loaded by now need not be looked at again.
        gc.collect()
        gc.freeze()
        atexit.register(gc.unfreeze)  # or DuckDB complains of leaks when the server is stopped
    return home


def _inspect(home: Path) -> None:
    try:
        inspect(home)
    except OSError:  # the folder went away, or the disk fails: what reads it next says so
        _LOG.exception("%s could not be inspected", home)


def _waiting() -> st.delta_generator.DeltaGenerator:
    return st.spinner(t("shell.preparing"))  # type: ignore[return-value]


def _make_sample(home: Home) -> None:
    bar = st.progress(0.0)

    def show(done: int, total: int) -> None:
        share = min(done / total, 1.0) if total else 1.0
        bar.progress(share, t("shell.sample.making", done=done, total=total))

    make(home.path, definition.today(), progress=show)
    bar.empty()
