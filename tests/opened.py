"""A page opened in its frame by its address, and what stands on it; on a small group or on nothing at all."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from definition import Definition
from etl.database.publish import publish
from tests.small_group import SHELL, build


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory, definition: Definition) -> Path:
    return build(tmp_path_factory.mktemp("group"), definition)


@pytest.fixture
def home(group: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    yield from used(group, monkeypatch)


@pytest.fixture
def own_home(group: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The group once more, for tests that write."""
    shutil.copytree(group, tmp_path / "home")
    yield from used(tmp_path / "home", monkeypatch)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, definition: Definition) -> Iterator[Path]:
    publish(tmp_path, definition)
    yield from used(tmp_path, monkeypatch)


def used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("PANO_DATA", str(folder))
    for cache in (st.cache_data, st.cache_resource):
        cache.clear()  # they outlive a test
    yield folder
    for cache in (st.cache_data, st.cache_resource):
        cache.clear()


def opened(name: str, unfolded: Sequence[str] = (), **asked: str) -> AppTest:
    """As a shared link opens it: /name?key=value. `unfolded`: what somebody has opened there, by key."""
    at = AppTest.from_file(SHELL, default_timeout=60)
    at._page_hash = calc_hash(name)
    for key, value in asked.items():
        at.query_params[key] = value
    for key in unfolded:
        at.session_state[key] = True
    at.run()
    assert not at.exception, at.exception
    return at


def tiles(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def table(at: AppTest, place: int = 0) -> pd.DataFrame:
    return at.dataframe[place].value


def figure(at: AppTest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(at.get("plotly_chart")[0].proto.spec)
    return found


def said(at: AppTest) -> str:
    """Everything on the page that is read as text."""
    texts = [e.value for kind in ("title", "subheader", "markdown", "caption") for e in at.get(kind)]
    return "\n".join([*texts, *(element.proto.body for element in at.get("html"))])


def numbers(sent: Any) -> list[float]:
    """Those of a chart; plotly sends longer lists as bytes."""
    if isinstance(sent, list):
        return [float(v) for v in sent]
    return [float(v) for v in numpy.frombuffer(base64.b64decode(sent["bdata"]), sent["dtype"])]
