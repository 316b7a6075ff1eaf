"""Are the documents of these filters made already? Once for everybody who asks for the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import cast

import streamlit as st

from etl.clock import TURKIYE
from ui.database import frozen_as
from ui.documents.book import book
from ui.documents.brief import brief
from ui.documents.collected import collect
from ui.documents.deck import deck
from ui.documents.pack import Pack, Wanted

KINDS = ("slides", "workbook", "brief")
_KEPT = 12  # packs; some 200 kB each
_COLLECTING = 0.8  # of the time it takes
_one_at_a_time = threading.Lock()

Documents = dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being made, and how much of the whole is done (0 to 1)."""

    what: str
    share: float


def documents(wanted: Wanted, told: Callable[[Progress], None]) -> Documents:
    """All three, by kind. Whoever asks for the same meanwhile waits: making them twice would take longer."""
    with _one_at_a_time:
        shelf = _shelf()
        if wanted not in shelf:
            shelf[wanted] = _made(wanted, told)
        shelf.move_to_end(wanted)
        while len(shelf) > _KEPT:
            shelf.popitem(last=False)
        return shelf[wanted]


def _made(wanted: Wanted, told: Callable[[Progress], None]) -> Documents:
    pack = collect(wanted, lambda share: told(Progress("figures", _COLLECTING * share)))
    at = _as_of(wanted.snapshot)
    makers: dict[str, Callable[[Pack], bytes]] = {
        "slides": deck,
        "workbook": book,
        "brief": partial(brief, at=at),
    }
    found = {}
    for place, (kind, make) in enumerate(makers.items()):
        told(Progress(kind, _COLLECTING + (1 - _COLLECTING) * place / len(makers)))
        found[kind] = make(pack)
    return found


def _as_of(snapshot: str) -> datetime:
    """The date of a brief is that of its data: the same snapshot gives the same bytes. A file that came back
    from a backup has another time than the figures in it."""
    if frozen := frozen_as(snapshot):
        return cast(datetime, frozen.frozen_at).replace(tzinfo=TURKIYE).astimezone(UTC)
    return datetime.fromtimestamp(Path(snapshot).stat().st_mtime, UTC)


@st.cache_resource(show_spinner=False)
def _shelf() -> OrderedDict[Wanted, Documents]:
    """Not st.cache_resource for each: a function that draws its progress cannot be kept by it."""
    return OrderedDict()
