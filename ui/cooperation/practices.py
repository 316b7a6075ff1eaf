"""What have other cities done that one could do too? Only what its city opened for sharing."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ui import choices, components, format, labels
from ui.action.asked import theme
from ui.comparison.written import files, place
from ui.cooperation import views
from ui.cooperation.asked import Asked, codes, nothing
from ui.cooperation.cards import as_table, cards
from ui.cooperation.marks import ADAPTABILITY, marked
from ui.markdown import bold
from ui.origin import Origins, origins
from ui.rows import rows
from ui.texts import language, t

_TRACED = {
    "practice": "title",
    "summary": "summary",
    "result": "numeric_result",
    "theme": "theme",
    "adaptability": "adaptability",
    "link": "link",
}


def draw(asked: Asked) -> None:
    shared = views.shared_practice(asked.workshop)
    if shared.empty:
        nothing("practices", asked.workshop)
        return
    found = _asked_for(shared, asked)
    n, total = (format.number(len(frame), language(), 0) for frame in (found, shared))
    st.caption(t("cooperation.practices_text", n=n, total=total))
    if found.empty:
        components.empty_state(t("cooperation.not_found"), t("cooperation.not_found_text"))
        return
    cards(rows(found), lambda row: _card(row, asked), key="practices", min_width=320)
    as_table(lambda: _table(found, asked), key="practice_details")


def _table(found: pd.DataFrame, asked: Asked) -> None:
    table, sources = made(found, asked)
    name = f"iyi-uygulamalar-{asked.workshop}"
    components.show_table(table, key="practice_table", file_name=name, origins=sources)


def matching(shared: pd.DataFrame, search: str, asked: Asked) -> pd.DataFrame:
    """Every word that is looked for stands somewhere in the practice, its city or its theme."""
    words = format.search_fold(search).split()
    texts = [format.search_fold(_text(row, asked)) for row in rows(shared)]
    return shared[[all(word in text for word in words) for text in texts]]


def _text(row: Any, asked: Asked) -> str:
    told = (row.title, row.summary, row.numeric_result, labels.city(row.city))
    return " ".join(str(part) for part in (*told, theme(row.theme, asked.language)) if part)


def _asked_for(shared: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The filters of this part, and what they leave, by city."""
    everything = t("cooperation.all")
    with st.container(horizontal=True, vertical_alignment="bottom", key="choices_practices"):
        search = choices.typed("search", t("cooperation.search"), t("cooperation.search_example"))
        themes = choices.several("theme", codes("themes"), _theme, t("cooperation.filter.theme"), everything)
        ease = choices.several(
            "ease", list(ADAPTABILITY), _ease, t("cooperation.filter.adaptability"), everything
        )
    if themes:
        shared = shared[shared["theme"].isin(themes)]
    if ease:
        shared = shared[shared["adaptability"].isin(ease)]
    found = matching(shared, search, asked)
    return found.sort_values("city", key=lambda codes: codes.map(lambda c: format.sort_key(labels.city(c))))


def _theme(code: str) -> str:
    return theme(code, language())


def _ease(code: str) -> str:
    return marked("adaptabilities", code, language())


def _card(row: Any, asked: Asked) -> None:
    with st.container(border=True, height="stretch"):
        st.markdown(bold(row.title or ""))
        about = [labels.city(row.city), theme(row.theme, asked.language)]
        st.caption(format.plain(" · ".join(about)))
        st.markdown(format.plain(row.summary or ""))
        if row.numeric_result:
            st.markdown(t("cooperation.result", result=row.numeric_result))
        if row.adaptability:
            words = labels.choice("adaptabilities", row.adaptability, asked.language)
            badge = components.marked(ADAPTABILITY[row.adaptability], words)
            st.markdown(f"{t('cooperation.filter.adaptability')}: {badge}")
        if str(row.link or "").startswith(("http://", "https://")):
            st.link_button(
                t("cooperation.open_link"), row.link, icon=":material/open_in_new:", type="tertiary"
            )
        st.caption(format.plain(place(files().get(row.submission_id), "good_practices", row.title_cell)))


def made(found: pd.DataFrame, asked: Asked) -> tuple[pd.DataFrame, Origins]:
    lines = [
        (
            row.title,
            labels.city(row.city),
            theme(row.theme, asked.language),
            row.summary,
            row.numeric_result,
            marked("adaptabilities", row.adaptability, asked.language),
            row.link,
            place(files().get(row.submission_id), "good_practices", row.title_cell),
        )
        for row in rows(found)
    ]
    names = ("practice", "city", "theme", "summary", "result", "adaptability", "link", "source")
    traced = {asked.say(f"column.{name}"): column for name, column in _TRACED.items()}
    return pd.DataFrame(lines, columns=asked.heads(names)), origins("good_practice", found, traced)
