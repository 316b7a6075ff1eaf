"""Files that a page hands out: made when somebody asks for them, named so that no path gets into a name.

They run outside the page: a fault there is logged by Streamlit, which says so beside the button."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

import definition
from etl.prefilled import prefilled_template
from etl.store.archive import Archive
from ui import data

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANYTHING = "application/octet-stream"  # what somebody sent, whatever it is
ButtonKind = Literal["primary", "secondary", "tertiary"]


def original(label: str, sha256: str, file_name: str, *, key: str, kind: ButtonKind = "tertiary") -> None:
    """A button for an archived file, byte by byte as it was sent, under the sender's own name for it."""
    st.download_button(
        label,
        data=partial(_original, str(data.home().path), sha256),
        file_name=Path(file_name).name or f"{sha256[:12]}.xlsx",
        mime=_ANYTHING,
        on_click="ignore",
        icon=":material/download:",
        key=key,
        type=kind,
    )


def template(label: str, city: str, workshop: str, *, key: str) -> None:
    """A button for the city's workbook, filled with what its last accepted report said."""
    st.download_button(
        label,
        data=partial(_template, city, workshop),
        file_name=f"uluslararasilasma-{city}-{workshop}.xlsx",
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        key=key,
    )


def _original(home: str, sha256: str) -> bytes:
    return Archive(Path(home)).original(sha256)


def _template(city: str, workshop: str) -> bytes:
    return prefilled_template(data.home().path, definition.load(), city, workshop).data
