"""The small words around figures: whose data, how many, why nothing is here, how fresh."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from definition import Language
from etl.database.frozen import NotKeptError
from etl.store.frozen_store import DamagedFreezeError
from ui import data, format, labels
from ui.database import frozen_as, not_part
from ui.labels import say
from ui.markdown import Markdown, bold, plain
from ui.rows import first
from ui.texts import language, t, words


def sample_banner() -> None:
    """On every page of the sample, so that no screenshot of it can be taken for real."""
    with st.container(key="sample-banner"):
        st.markdown(f"◆ **{t('shell.banner')}**")


def frozen_banner() -> None:
    """On every page that shows figures as they once stood, with the way back to today's; where they come from
    if not from that very day, and what is not part of them."""
    code = data.as_of()
    if not code:
        return
    states = data.frozen_states()
    frozen = first(states[states["code"] == code])
    with st.container(key="frozen-banner", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            at = format.moment(frozen.frozen_at, language())
            st.markdown(f"❄ **{t('shell.frozen', name=frozen.name, at=at)}**", width="stretch")
            _present_button()
        if origin := origin_words(frozen):
            st.caption(plain(origin))
        if later := not_part():
            with st.expander(t("shell.not_part.title", n=format.number(len(later), language(), 0))):
                st.caption(t("shell.not_part.text"))
                st.caption(plain(", ".join(later)))


def origin_words(frozen: Any) -> str:
    """How the figures of a freeze were kept; empty for those that were kept when it was made."""
    if format.is_missing(frozen.origin):
        return ""
    return words(f"shell.frozen_origin.{frozen.origin}", at=format.moment(frozen.kept_at, language()))


def unreadable_freeze(error: DamagedFreezeError | NotKeptError) -> None:
    """In the place of figures that are not what they were."""
    if isinstance(error, DamagedFreezeError):
        st.error(t(f"shell.frozen_fault.{error.fault}", name=error.name))
    else:
        st.error(t("shell.frozen_fault.not_kept", name=str(error)))
    _present_button()


def _present_button() -> None:
    st.button(t("shell.present"), key="to_present", type="tertiary", on_click=_to_present)


def _to_present() -> None:
    st.session_state[data.AS_OF] = ""


def n_of_n(n: float | None, total: float | None) -> None:
    """How many cities stand behind a group figure. Beside every one of them."""
    st.caption(plain(n_of_n_words(n, total)))


def n_of_n_words(n: float | None, total: float | None) -> str:
    """ "9 / 11 şehir" """
    known = 0 if n is None or format.is_missing(n) else n
    return words(
        "part.n_of_n", n=format.number(known, language(), 0), total=format.number(total, language(), 0)
    )


def missing_note(value_state: str | None) -> None:
    """Why there is no figure, where a figure would stand."""
    st.caption(f"○ {labels.missing(value_state, language())}")


def empty_state(title: str, text: str = "") -> None:
    """Nothing to show, said calmly. What can be done about it goes into `text` or a button below."""
    with st.container(border=True):
        st.markdown(bold(title))
        if text:
            st.caption(plain(text))


def footer() -> None:
    """Which data this is: the newest confirmation in the snapshot, and the snapshot's number."""
    st.divider()
    st.caption(snapshot_words())


def snapshot_words() -> Markdown:
    """The footer's sentence."""
    return plain(snapshot_words_in(language()))


def snapshot_words_in(in_language: Language) -> str:
    """The same for documents: which data this is."""
    return _snapshot_words(data.snapshot_key(), in_language)


@st.cache_resource(max_entries=20, show_spinner=False)  # below every chart
def _snapshot_words(snapshot: str, in_language: Language) -> str:
    if not snapshot:
        return say("shell.footer_empty", in_language)
    confirmed = data.submission_state().dropna(subset=["confirmed_number"])
    if confirmed.empty:
        return say("shell.footer_empty", in_language)
    date = format.moment(confirmed.sort_values("confirmed_number")["confirmed_at"].iloc[-1], in_language)
    if frozen := frozen_as(snapshot):
        at = format.moment(frozen.frozen_at, in_language)
        return say("shell.footer_frozen", in_language, date=date, name=frozen.name, at=at)
    return say("shell.footer", in_language, date=date, number=int(Path(snapshot).stem))


def source_note() -> None:
    """Below a chart, so that a picture of it says of itself what it shows and as of when."""
    st.caption(t("part.chart_source", snapshot=snapshot_words()))
