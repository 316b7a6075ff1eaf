"""Which offers meet which needs, what was decided about them, and what came of it?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ui import choices, components, filters, labels, matching
from ui.cooperation import card, match_table, views
from ui.cooperation.asked import Asked, codes, nothing
from ui.cooperation.board import Board, Shown, board
from ui.cooperation.cards import as_table, cards
from ui.format import number
from ui.markdown import Markdown, bold, joined
from ui.texts import language, t
from ui.today import today


def draw(asked: Asked) -> None:
    day = today()
    whole = _board(asked, day)
    if not whole.own and not whole.earlier:
        nothing("matches", asked.workshop)
        return
    shown = _chosen(whole)
    st.markdown(_headline(shown))
    _list("now", shown.now, day, asked)
    if not shown.now:
        components.empty_state(t("cooperation.none_now"), t("cooperation.none_now_text"))
    if shown.waiting:
        _waiting(shown.waiting, day, asked)
    for name, part in (("decided", shown.decided), ("earlier", shown.earlier)):
        if part:
            _list(name, part, day, asked)
    as_table(lambda: match_table.draw(shown.own, asked), key="match_details")


@st.cache_resource(max_entries=50, show_spinner=False)
def _board(asked: Asked, day: date) -> Board:
    earlier = {w.code for w in filters.earlier_workshops(asked.workshop)}
    found = views.cooperation_match(asked.workshop)
    return board(found, views.match_record(), asked.workshop, earlier, day)


def _waiting(found: Sequence[Shown], day: date, asked: Asked) -> None:
    words = t("cooperation.list.waiting", n=_n(found))
    folded = st.expander(words, key="matches_waiting", on_change="rerun")
    if folded.open:
        with folded:
            st.caption(t("cooperation.list_text.waiting", most=matching.AT_MOST))
            _cards("waiting", found, day, asked)


def _chosen(whole: Board) -> Board:
    """The filters of this part, and what they leave."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_matches"):
        city = choices.shared("city", labels.city, t("filter.city"), t("cooperation.all_cities"), 200)
        names = (t("cooperation.filter.topic"), t("cooperation.all"))
        topics = choices.several("topic", codes("cooperation_topics"), _topic, *names)

    def fits(shown: Shown) -> bool:
        of = shown.of
        return city in (None, of.offer.city, of.need.city) and (not topics or of.topic in topics)

    return whole.only(fits)


def _headline(shown: Board) -> Markdown:
    """How many of what, the proposals first; what there is none of is not said."""
    counts = {
        "waiting": shown.waiting,
        "decided": shown.decided,
        "earlier": shown.earlier,
        "expired": shown.expired,
    }
    parts = [t(f"cooperation.counts.{name}", n=_n(found)) for name, found in counts.items() if found]
    return joined(" · ", [bold(t("cooperation.counts.now", n=_n(shown.now))), *parts])


def _list(name: str, found: Sequence[Shown], day: date, asked: Asked) -> None:
    st.subheader(t(f"cooperation.list.{name}", n=_n(found)), anchor=name)
    st.caption(t(f"cooperation.list_text.{name}"))
    _cards(name, found, day, asked)


def _cards(name: str, found: Sequence[Shown], day: date, asked: Asked) -> None:
    cards(
        found, lambda shown: card.draw(shown, day, asked.workshop), key=f"matches_{name}_cards", min_width=440
    )


def _n(found: Sequence[Shown]) -> str:
    return number(len(found), language(), 0)


def _topic(code: str) -> str:
    return labels.choice("cooperation_topics", code, language())
