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
from etl.database.unpublished import UnpublishedError
from etl.sample import make
from etl.store.home import Home
from etl.store.integrity import inspect
from ui import data
from ui.faults import show_fault
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
        failure = _publish(home.path)
        if failure is None:
            _begin(home.path)
    if failure:
        show_fault(failure)
    return home


def _publish(home: Path) -> UnpublishedError | None:
    """What keeps the figures from being brought up: those of before are shown, and the next run tries again.
    Where there are none it is raised."""
    try:
        publish.publish(home, definition.today())
        keep_earlier(home, definition.today())
    except UnpublishedError as error:
        if data.live_snapshot() is None:
            raise
        return error
    return None


def _begin(home: Path) -> None:
    # Everything is read anew once, while nobody waits for it; what is found, the frame says.
    threading.Thread(target=_inspect, args=(home,), daemon=True, name="inspect").start()
    _ready.add(str(home))
    # Streamlit collects garbage after every rerun; what is loaded by now need not be looked at again.
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # or DuckDB complains of leaks when the server is stopped


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
