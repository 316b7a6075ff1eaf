"""What can be sent to a city that has not delivered everything?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from definition import Workshop
from ui import choices, components, handed_out, labels
from ui.access import may
from ui.texts import t
from ui.workshop import quality


def draw(workshop: Workshop, cities: Sequence[str]) -> None:
    """Its letter and its workbook, and the data quality that it would write about; the first city is asked
    unless another is chosen."""
    city = choices.of_many("ask", cities, labels.city, t("filter.city"), cities[0])
    components.reminder_letter(workshop, city)
    with st.container(horizontal=True):
        components.reminder_mail(workshop, city)
        if may("read_submission", city):  # it is filled with what the city last said, shared or not
            handed_out.template(
                t("submit.template.do", city=labels.city(city)), city, workshop.code, key="asked_template"
            )
        components.open_button(t("workshop.ask.submit"), "submit", key="asked_submit", city=city)
    quality.draw(workshop.code, city)
