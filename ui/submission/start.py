"""What is asked of the city now, and how does it send it?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

import definition
from definition import Workshop
from ui.format import day
from ui.plain_table import Html, pairs
from ui.submission import deadline, pending, reminding, review, template
from ui.submission.upload import draw_box
from ui.submission.words import city_name, workshop_title
from ui.texts import label, language, t
from ui.today import today


def draw(city: str) -> None:
    """Two thirds for what is to be done, one third for how it goes."""
    opened = open_workshops()
    if not opened:
        st.info(t("submit.none_open"))
        return
    task, steps = st.columns((2, 1), gap="large")
    with task:
        workshop = _workshop(opened)
        pending.draw(workshop, city)
        deadline.draw(workshop, city)
        review.draw_waiting(city, workshop.code)
        st.html(_key_table(city, workshop))
        template.draw(city, workshop)
        st.subheader(t("submit.upload.title"))
        draw_box("first", city)
        if city in workshop.participants:
            reminding.draw(workshop, city)
    with steps, st.container(border=True):
        st.markdown(t("submit.steps"))


def open_workshops() -> list[Workshop]:
    """Those that take uploads, the newest first."""
    return [w for w in reversed(definition.load().workshops) if w.open]


def _workshop(opened: Sequence[Workshop]) -> Workshop:
    """The open one; of several the one chosen elsewhere, else whose day comes next, or another by choice."""
    codes = [w.code for w in opened]
    if len(codes) > 1:
        named = st.session_state.get("workshop") or st.query_params.get("workshop")
        before = codes.index(named if named in codes else _next(opened).code)
        code = st.selectbox(
            t("filter.workshop"), codes, before, key="open_workshop", format_func=workshop_title
        )
        return opened[codes.index(code)]
    return opened[0]


def _next(opened: Sequence[Workshop]) -> Workshop:
    """Whose deadline comes next; when all are over, the newest."""
    ahead = [w for w in opened if w.deadline >= today()]
    return min(ahead, key=lambda w: w.deadline) if ahead else opened[0]


def _key_table(city: str, workshop: Workshop) -> Html:
    period = f"{day(workshop.period_start, language())} – {day(workshop.period_end, language())}"
    rows = [
        (t("filter.city"), city_name(city)),
        (t("filter.workshop"), label(workshop.title)),
        (t("submit.period"), period),
    ]
    return pairs(rows, t("submit.key_table"))
