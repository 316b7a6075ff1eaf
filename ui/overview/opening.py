"""Which period is this, and what is there to see while no city has a counted report?"""

from __future__ import annotations

import streamlit as st

import definition
from ui import components, data, format, labels
from ui.markdown import joined
from ui.texts import label, language, t


def comparable(vs: str | None) -> str | None:
    """The compared workshop; None where nobody reported for it, so that no tile compares with nothing."""
    return None if vs is None or data.submission_latest(workshop=vs).empty else vs


def draw_period(workshop: str, vs: str | None) -> None:
    """Which months the figures cover, and why nothing is compared."""
    known = definition.load().workshop(workshop)
    days = (format.day(day, language()) for day in (known.period_start, known.period_end))
    said = [t("overview.header.period", workshop=label(known.title), period=" – ".join(days))]
    if vs is not None and comparable(vs) is None:
        before = labels.workshop_short(vs, language())
        said.append(t("overview.header.nothing_before", workshop=before))
    st.caption(joined(" · ", said))


def draw(workshop: str) -> None:
    """Said calmly, with the way to the first figure; no tile pretends to a zero."""
    with st.container(border=True):
        title = t("overview.empty.title", workshop=labels.workshop_short(workshop, language()))
        st.markdown(f"**{title}**")
        st.caption(t("overview.empty.text"))
        components.open_button(t("overview.empty.go"), "submit", key="overview_submit", workshop=workshop)
