"""The small words around figures: whose data, how many, why nothing is here, how fresh."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from definition import Language
from ui import data, format, labels
from ui.database import frozen_as
from ui.labels import say
from ui.rows import first
from ui.texts import language, t


def sample_banner() -> None:
    """On every page of the sample, so that no screenshot of it can be taken for real."""
    with st.container(key="sample-banner"):
        st.markdown(f"◆ **{t('shell.banner')}**")


def frozen_banner() -> None:
    """On every page that shows figures as they once stood, with the way back to today's."""
    code = data.as_of()
    if not code:
        return
    states = data.frozen_states()
    frozen = first(states[states["code"] == code])
    with st.container(horizontal=True, vertical_alignment="center", key="frozen-banner"):
        at = format.moment(frozen.frozen_at, language())
        st.markdown(f"❄ **{t('shell.frozen', name=format.plain(frozen.name), at=at)}**", width="stretch")
        st.button(t("shell.present"), key="to_present", type="tertiary", on_click=_to_present)


def _to_present() -> None:
    st.session_state[data.AS_OF] = ""


def n_of_n(n: float | None, total: float | None) -> None:
    """How many cities stand behind a group figure. Beside every one of them."""
    st.caption(n_of_n_words(n, total))


def n_of_n_words(n: float | None, total: float | None) -> str:
    """ "9 / 11 şehir" """
    known = 0 if n is None or format.is_missing(n) else n
    return t("part.n_of_n", n=format.number(known, language(), 0), total=format.number(total, language(), 0))


def missing_note(value_state: str | None) -> None:
    """Why there is no figure, where a figure would stand."""
    st.caption(f"○ {labels.missing(value_state, language())}")


def empty_state(title: str, text: str = "") -> None:
    """Nothing to show, said calmly. What can be done about it goes into `text` or a button below."""
    with st.container(border=True):
        st.markdown(f"**{format.plain(title)}**")
        if text:
            st.caption(text)


def footer() -> None:
    """Which data this is: the newest confirmation in the snapshot, and the snapshot's number."""
    st.divider()
    st.caption(snapshot_words())


def snapshot_words() -> str:
    """The footer's sentence, in which the name that somebody gave a frozen view is no Markdown."""
    return _snapshot_words(data.snapshot_key(), language(), for_screen=True)


def snapshot_words_in(in_language: Language) -> str:
    """The same for documents: which data this is."""
    return _snapshot_words(data.snapshot_key(), in_language, for_screen=False)


@st.cache_resource(max_entries=20, show_spinner=False)  # below every chart
def _snapshot_words(snapshot: str, in_language: Language, for_screen: bool) -> str:
    if not snapshot:
        return say("shell.footer_empty", in_language)
    confirmed = data.submission_state().dropna(subset=["confirmed_number"])
    if confirmed.empty:
        return say("shell.footer_empty", in_language)
    date = format.moment(confirmed.sort_values("confirmed_number")["confirmed_at"].iloc[-1], in_language)
    if frozen := frozen_as(snapshot):
        at = format.moment(frozen.frozen_at, in_language)
        name = format.plain(frozen.name) if for_screen else frozen.name
        return say("shell.footer_frozen", in_language, date=date, name=name, at=at)
    return say("shell.footer", in_language, date=date, number=int(Path(snapshot).stem))


def source_note() -> None:
    """Below a chart, so that a picture of it says of itself what it shows and as of when."""
    st.caption(t("part.chart_source", snapshot=snapshot_words()))
