"""Where do I step in? The list of what needs attention, drawn."""

from __future__ import annotations

import streamlit as st

from definition import Language
from ui import components, data
from ui.markdown import bold, plain
from ui.overview.attention import SHOWN, Item, Known, items
from ui.returned import returned
from ui.texts import language, t

_RULE = '<hr style="margin:0;border:0;border-top:1px solid currentColor;opacity:.14">'


def draw(workshop: str) -> None:
    """The most pressing ones in sight, the rest folded."""
    st.subheader(t("overview.attention.title"), anchor="attention")
    found = _items(data.snapshot_key(), workshop, language())
    if not found:
        components.empty_state(t("overview.attention.nothing"), t("overview.attention.nothing_text"))
    with st.container(key="attention", gap="xsmall"):
        for place, item in enumerate(found[:SHOWN]):
            _draw(item, place)
        if len(found) > SHOWN:
            rest = st.expander(
                t("overview.attention.more", n=len(found) - SHOWN), key="attention_more", on_change="rerun"
            )
            if rest.open:
                with rest.container(gap="xsmall"):
                    for place, item in enumerate(found[SHOWN:], SHOWN):
                        _draw(item, place)


@st.cache_resource(max_entries=100, show_spinner=False)
def _items(snapshot: str, workshop: str, in_language: Language) -> tuple[Item, ...]:
    known = Known(
        workshop,
        data.participation_state(workshop),
        data.action_status(workshop),
        data.indicator_achievement(workshop),
        returned(workshop),
    )
    return items(known, in_language)


def _draw(item: Item, place: int) -> None:
    if place and place != SHOWN:
        st.html(_RULE)
    # Not wrapped: on a telephone too the way to the remedy stands beside its sentence.
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, key=f"attention_{place}"):
        mark = f":{plain(item.mark.badge)}[{plain(item.mark.symbol)}]"
        st.markdown(f"{mark} {bold(item.subject)}  \n{plain(item.sentence)}", width="stretch")
        components.open_button(
            t(f"overview.attention.go.{item.page}"),
            item.page,
            key=f"attention_go_{place}",
            **dict(item.codes),
        )
