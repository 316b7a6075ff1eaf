"""How long may the city still send?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import streamlit as st

from definition import Language, Workshop
from etl.clock import TURKIYE
from ui import data
from ui.format import day, late, number
from ui.markdown import Markdown, bold, joined
from ui.texts import label, language, say, t

Standing = Literal["days_left", "day_left", "last_day", "late", "long_past"]
LONG_PAST_DAYS = 60  # after that a count of days says less than the date


def standing(workshop: Workshop, today: date) -> Standing:
    left = (workshop.deadline - today).days
    if left > 1:
        return "days_left"
    if left >= 0:
        return "day_left" if left else "last_day"
    return "late" if -left <= LONG_PAST_DAYS else "long_past"


def sentence(workshop: Workshop, today: date, in_language: Language) -> Markdown:
    """The title, the days, the date and what follows from them."""
    left = (workshop.deadline - today).days
    words = say(
        f"submit.deadline.{standing(workshop, today)}",
        in_language,
        days=number(left, in_language, 0),
        late=late(-left, in_language),
        date=day(workshop.deadline, in_language),
    )
    return _titled(workshop, words, in_language)


def _titled(workshop: Workshop, words: str, in_language: Language) -> Markdown:
    return joined(" ", (bold(f"{workshop.title[in_language]}:"), words))


def draw(workshop: Workshop, city: str) -> None:
    """The banner: how long still, or that the city's report counts already."""
    if city not in workshop.participants:
        st.warning(t("submit.deadline.not_invited", workshop=label(workshop.title)))
        return
    state = data.participation_state(workshop=workshop.code, city=city)
    today = datetime.now(TURKIYE).date()
    if not state.empty and bool(state.iloc[0]["submitted"]):
        until = day(workshop.deadline, language())
        st.success(_titled(workshop, t("submit.deadline.counted", date=until), language()))
    elif standing(workshop, today) in ("days_left", "day_left"):
        st.info(sentence(workshop, today, language()))
    else:
        st.warning(sentence(workshop, today, language()))
