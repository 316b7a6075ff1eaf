"""What can be taken along to the workshop: slides, workbook, brief."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import streamlit as st

from definition import Language
from ui import data, filters
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.deck import deck
from ui.documents.pack import Pack, collect
from ui.texts import language, t

_OFFICE = "application/vnd.openxmlformats-officedocument"
_KINDS: dict[str, tuple[str, str, str]] = {
    "slides": ("pptx", f"{_OFFICE}.presentationml.presentation", ":material/slideshow:"),
    "workbook": ("xlsx", f"{_OFFICE}.spreadsheetml.sheet", ":material/table:"),
    "brief": ("pdf", "application/pdf", ":material/description:"),
}


def draw(workshop: str) -> None:
    """Each is made when somebody asks for it, from the snapshot that the page shows."""
    st.caption(t("pack.help"))
    snapshot = data.snapshot()
    if snapshot is None:
        return
    with st.container(horizontal=True, key="pack"):
        for kind, (ending, mime, icon) in _KINDS.items():
            st.download_button(
                t(f"pack.{kind}"),
                data=partial(
                    _made, kind, snapshot, workshop, filters.vs(), language(), data.home().is_sample
                ),
                file_name=f"calistay-{workshop}.{ending}",
                mime=mime,
                on_click="ignore",
                icon=icon,
                key=f"pack_{kind}",
            )


def _made(
    kind: str, snapshot: Path, workshop: str, vs: str | None, in_language: Language, is_sample: bool
) -> bytes:
    pack = collect(snapshot, workshop, vs, in_language, is_sample)
    # The date of a brief is that of its data: the same snapshot gives the same bytes.
    at = datetime.fromtimestamp(snapshot.stat().st_mtime, UTC)
    makers: dict[str, Callable[[Pack], bytes]] = {
        "slides": deck,
        "workbook": book,
        "brief": partial(brief, at=at),
    }
    return makers[kind](pack)
