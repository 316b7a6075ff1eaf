"""Whoever can do something about it is told that a stored file is damaged, or that the clock is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

import definition
from etl.access.decide import Visitor, decide
from etl.damage_words import damage_words, what
from etl.database.ahead import Ahead, furthest, limit
from etl.store.integrity import Damage, known
from ui import data
from ui.format import moment, number, plain
from ui.texts import language, t

_SHOWN = 4


def draw(somebody: Visitor) -> None:
    """Above every page. Organizers see all of it; a department what happened to its own files."""
    found = known(data.home().path)
    if decide(somebody, "activity"):
        _draw_all(found)
        _draw_clock()
        return
    for damage in found:
        if damage.city and decide(somebody, "upload", damage.city):
            named = plain(what(damage, definition.load(), language()))
            st.warning(t("damage.own", what=named))


def _draw_all(found: tuple[Damage, ...]) -> None:
    """Folded: on a phone it would push the page out of sight."""
    if not found:
        return
    lines = [f"- {plain(damage_words(one, definition.load(), language()))}" for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"- {t('damage.more', count=number(len(found) - _SHOWN, language(), 0))}")
    title = t("damage.title", count=number(len(found), language(), 0))
    with st.expander(title, icon=":material/report:", key="damage"):
        st.error("\n".join(lines))


def _draw_clock() -> None:
    snapshot = data.live_snapshot()
    ahead = _furthest(str(snapshot)) if snapshot else None
    if ahead and ahead.at > limit(datetime.now(UTC)):
        said = t("damage.ahead.text", id=ahead.id, at=moment(ahead.at, language()))
        st.warning(f"**{t('damage.ahead.title')}** {said}")


@st.cache_resource(max_entries=4, show_spinner=False)  # a snapshot never changes
def _furthest(snapshot: str) -> Ahead | None:
    return furthest(Path(snapshot))
