"""One match in words: who offers what to whom, why they fit, until when, what was decided."""

from __future__ import annotations

from datetime import date

import streamlit as st

from ui import components, format, labels
from ui.action.asked import theme
from ui.components.sources import Figure, show_sources
from ui.cooperation import deciding
from ui.cooperation.board import Shown
from ui.cooperation.deciding import said, short
from ui.cooperation.followed import Decision
from ui.cooperation.marks import MATCH
from ui.markdown import Markdown, bold, joined, plain
from ui.matching import Pair, Wish
from ui.origin import origin
from ui.texts import language, t, words


def draw(shown: Shown, today: date, workshop: str) -> None:
    """`workshop`: the one that is looked at."""
    of, pair, decision = shown.of, shown.pair, shown.decision
    badge = components.marked(MATCH[shown.state], t(f"cooperation.state.{shown.state}"))
    entries = decision.entries if decision else ()
    with st.container(border=True, key=f"match_{short(of.key)}", height="stretch"):
        st.markdown(joined(" ", (_title(of), badge)))
        _wishes(of)
        st.caption(_why(pair, today) if pair else _gone(of, workshop))
        if entries:
            st.caption(said(entries[0]))
        with st.container(horizontal=True, vertical_alignment="center"):
            deciding.draw(of, shown.state, entries)
            if pair:
                _sources(pair)


def _title(of: Pair | Decision) -> Markdown:
    cities = f"{labels.city(of.offer.city)} → {labels.city(of.need.city)}"
    return joined(" · ", (bold(cities), labels.choice("cooperation_topics", of.topic, language())))


def _wishes(of: Pair | Decision) -> None:
    with st.grid(min_column_width=210, gap="small"):
        for side, wish in (("offers", of.offer), ("needs", of.need)):
            with st.container(gap=None):
                st.caption(_side(side, wish))
                st.markdown(plain(wish.text))


def _side(side: str, wish: Wish) -> Markdown:
    return t(f"cooperation.{side}", city=labels.city(wish.city))


def _why(pair: Pair, today: date) -> Markdown:
    return joined(" ", (why(pair), until(pair, today)))


def why(pair: Pair) -> str:
    """The reasons as one sentence."""
    facts = {
        "topic": labels.choice("cooperation_topics", pair.topic, language()),
        "theme": theme(pair.theme, language()),
        "programme": pair.programme or "",
    }
    parts = []
    for reason in pair.reasons:
        name = "other" if (reason, pair.topic) == ("topic", "other") else reason
        parts.append(words(f"cooperation.why.{name}", fact=facts[reason]))
    return f"{'; '.join(parts)}."


def until(pair: Pair, today: date) -> str:
    """Until when both can still be brought together."""
    if pair.expires_on is None:
        return t("cooperation.no_deadline")
    left = (pair.expires_on - today).days
    key = "passed" if left < 0 else "last_day" if left == 0 else "until"
    day = format.day(pair.expires_on, language())
    return words(f"cooperation.{key}", date=day, days=format.number(left, language(), 0))


def _gone(of: Pair | Decision, workshop: str) -> Markdown:
    """A decision whose rows are not shown: of an earlier workshop, or written otherwise since."""
    if of.workshop != workshop:
        return t("cooperation.from_workshop", workshop=labels.workshop_short(of.workshop, language()))
    return t("cooperation.rewritten")


def _sources(pair: Pair) -> None:
    key = f"match_source_{short(pair.key)}"
    pressed = st.button(t("cooperation.sources"), key=key, type="tertiary", icon=":material/account_tree:")
    if not pressed:
        return
    figures = []
    for side, wish in (("offers", pair.offer), ("needs", pair.need)):
        row = str(wish.row_number)
        found = origin("cooperation", "description", submission_id=wish.submission_id, row_number=row)
        label = words(f"cooperation.{side}", city=labels.city(wish.city))
        figures.append(Figure(label, wish.text, (found,)))
    show_sources(figures, key=key)
