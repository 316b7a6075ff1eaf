"""What changed between two workshops: progress, the plans, or only the record of the past?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import choices, components, labels
from ui.comparison.advances import actions, lights
from ui.comparison.asked import Asked
from ui.comparison.corrected import corrected
from ui.comparison.nothing import is_nothing
from ui.comparison.replanned import replanned, risen_by_dropping
from ui.format import plain
from ui.origin import Origins
from ui.texts import t


def draw(asked: Asked) -> None:
    """Three lists that never mix: what moved, what was planned anew, what was reported wrongly."""
    if asked.vs is None:
        components.empty_state(t("compare.no_vs"), t("compare.no_vs_text"))
        return
    if is_nothing(asked, [asked.workshop, asked.vs]):
        return
    city = choices.shared("city", labels.city, t("filter.city"), t("compare.all_cities"), 200)
    _list("actions", actions(asked, city), asked)
    _list("lights", lights(asked, city), asked)
    _list("replanned", replanned(asked, city), asked)
    for name, sentence in risen_by_dropping(asked, city):
        st.markdown(f"◆ **{plain(name)}** – {plain(sentence)}")
    _list("corrected", corrected(asked, city), asked)


def _list(name: str, found: tuple[pd.DataFrame, Origins], asked: Asked) -> None:
    table, sources = found
    st.subheader(f"{t(f'compare.list.{name}')} ({len(table)})", anchor=name)
    st.caption(t(f"compare.list.{name}_text"))
    file_name = f"degisen-{asked.vs}-{asked.workshop}-{name}"
    components.show_table(table, key=f"compare_{name}", file_name=file_name, origins=sources)
