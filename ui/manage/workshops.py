"""Which workshops are there, when, and who takes part?"""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

import definition
from definition import Text, Workshop
from etl.database.publish import publish
from etl.programme import DAYS, Programme, ProgrammeError, keep_up
from ui import data, filters, format, labels
from ui.access import require, who
from ui.manage.meanwhile import changed_meanwhile, saved
from ui.plain_table import Cell, table
from ui.submission.guard import guarded
from ui.texts import label, language, t

_NEW = ""  # in the place of a code
_SAVED = "manage_workshop_saved"
_NUMBER = re.compile("[1-9][0-9]{0,2}")


def draw() -> None:
    """All of them, the newest first; below, one to change or a new one."""
    st.caption(t("manage.workshops.help"))
    lines = [_line(workshop) for workshop in filters.workshops()]
    heads = ("workshop", "held", "period", "deadline", "open", "participants")
    st.html(table([t(f"manage.workshops.column.{n}") for n in heads], lines, t("manage.workshops.title")))
    if title := st.session_state.pop(_SAVED, None):
        st.success(t("manage.workshops.saved", title=title))
    for workshop in Programme(data.home().path).workshops():
        if workshop not in definition.today().workshops:
            st.error(t("manage.workshops.left_out", title=label(workshop.title)))
    with st.container(border=True, key="workshop_form"):
        st.subheader(t("manage.workshops.change"), anchor=False)
        codes = [w.code for w in filters.workshops()]
        code = st.selectbox(
            t("manage.workshops.of"),
            [*codes, _NEW],
            format_func=lambda one: _title(one) if one else t("manage.workshops.new"),
            key="workshop_of",
            width=420,
        )
        _fields(definition.today().workshop(code) if code else None)


def _title(code: str) -> str:
    return label(definition.today().workshop(code).title)


def _line(workshop: Workshop) -> list[Cell]:
    def span(start: date, end: date) -> str:
        return f"{format.day(start, language())} – {format.day(end, language())}"

    return [
        label(workshop.title),
        span(workshop.held_from, workshop.held_to),
        span(workshop.period_start, workshop.period_end),
        format.day(workshop.deadline, language()),
        format.yes_no(workshop.open, language()),
        format.number(len(workshop.participants), language(), 0),
    ]


def _fields(now: Workshop | None) -> None:
    """The fields of another workshop are other fields."""
    suffix = now.code if now else "new"
    names = ("title_tr", "title_en", *DAYS, "host", "participants", "open")
    is_stale = changed_meanwhile(f"workshop_{suffix}", now, [f"workshop_{n}_{suffix}" for n in names])
    like = now or filters.workshops()[0]  # who took part last probably takes part again

    def words(name: str, value: str) -> str:
        found = st.text_input(
            t(f"manage.workshops.{name}"), value, key=f"workshop_{name}_{suffix}", max_chars=80
        )
        return found.strip()

    code = now.code if now else words("code", "")
    with st.container(horizontal=True):
        title = Text(
            words("title_tr", now.title.tr if now else ""), words("title_en", now.title.en if now else "")
        )
    days: dict[str, date | None] = {}
    with st.container(horizontal=True):
        for name in DAYS:
            chosen = st.date_input(
                t(f"manage.workshops.{name}"),
                getattr(now, name) if now else None,
                key=f"workshop_{name}_{suffix}",
                format="DD.MM.YYYY",
                width=170,
            )
            days[name] = chosen if isinstance(chosen, date) else None
    cities = sorted((m.code for m in definition.today().municipalities), key=_by_name)
    host = st.selectbox(
        t("manage.workshops.host"),
        cities,
        cities.index(like.host),
        format_func=labels.city,
        key=f"workshop_host_{suffix}",
        width=240,
    )
    participants = st.multiselect(
        t("manage.workshops.participants"),
        cities,
        sorted(like.participants, key=_by_name),
        format_func=labels.city,
        key=f"workshop_participants_{suffix}",
        placeholder=t("filter.choose"),
    )
    is_open = st.toggle(t("manage.workshops.open"), now.open if now else False, key=f"workshop_open_{suffix}")
    if st.button(t("manage.workshops.save"), type="primary", key="workshop_save") and not is_stale:
        given = {name: day for name, day in days.items() if day}
        if len(given) < len(DAYS):
            st.error(t("manage.workshops.refused.dates"))
            return
        number = now.number if now else int(code) if _NUMBER.fullmatch(code) else None
        said = Workshop(code, number, title, host, **given, open=is_open, participants=tuple(participants))
        _put(said, is_new=now is None)


def _by_name(code: str) -> tuple[int, ...]:
    return format.sort_key(labels.city(code))


def _put(workshop: Workshop, is_new: bool) -> None:
    with guarded(), st.spinner(t("submit.publishing")):
        require("workshops")
        home = data.home().path
        try:
            Programme(home).put(workshop, who(), is_new=is_new)
        except ProgrammeError as error:
            st.error(t(f"manage.workshops.refused.{error.code}", value=error.value[:60]))
            return
        keep_up(home)
        publish(home, definition.today())
        st.session_state[_SAVED] = label(workshop.title)
        saved(f"workshop_{'new' if is_new else workshop.code}")
        st.rerun()
