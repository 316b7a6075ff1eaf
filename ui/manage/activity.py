"""Who did what, and when?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from etl.access.activity import DEEDS, Activity, Done
from etl.clock import TURKIYE
from ui import choices, components, data, labels
from ui.access import require
from ui.components.data_table import DAY, data_table
from ui.format import search_fold
from ui.texts import language, t, words


def draw() -> None:
    """The newest first; every word that is looked for stands somewhere in the line."""
    require("activity")
    st.caption(t("activity.help"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_activity"):
        search = choices.typed("search", t("activity.search"), t("activity.search_example"))
        label, everything = t("activity.column.deed"), t("activity.all")
        deeds = choices.several("deed", DEEDS, _words, label, everything)
    found = [done for done in Activity(data.home().path).all() if not deeds or done.deed in deeds]
    shown = matching(found, search)
    if shown.empty:
        components.empty_state(t("activity.none"))
        return
    moments = {
        words("activity.column.at"): st.column_config.DatetimeColumn(format=f"{DAY[language()]} HH:mm")
    }
    data_table(shown, key="activity", file_name="etkinlik", columns=moments, needs=("activity", None))


def _words(deed: str) -> str:
    return t(f"activity.deed.{deed}")


def matching(found: Sequence[Done], search: str) -> pd.DataFrame:
    """As a table in the reader's words, times as the clock in Türkiye shows them."""
    wanted = search_fold(search).split()
    lines = [_line(done) for done in found]
    kept = [line for line in lines if all(w in search_fold(" ".join(map(str, line[1:]))) for w in wanted)]
    names = ("at", "who", "deed", "about", "city")
    return pd.DataFrame(kept, columns=[t(f"activity.column.{name}") for name in names])


def _line(done: Done) -> tuple[object, ...]:
    at = done.at.astimezone(TURKIYE).replace(tzinfo=None, microsecond=0)
    city = labels.city(done.city) if done.city else ""
    return at, labels.person(done.who, language()), _words(done.deed), done.about, city
