"""Who is a member, with which role and for which cities, and who said so?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

import definition
from etl.access.decide import ROLES
from etl.access.members import Change, MemberError, Members
from ui import components, data, filters, labels
from ui.access import require, who
from ui.format import moment, sort_key
from ui.manage.meanwhile import changed_meanwhile, saved
from ui.plain_table import Cell, table, with_remark
from ui.sign_in.settings import settings
from ui.submission.guard import guarded
from ui.texts import language, t

SHOWN_CHANGES = 50
_DONE = "manage_member_done"
_NEW = ""  # in the place of an address: somebody who is no member yet


def draw() -> None:
    known = Members(data.home().path, settings().first_organizer)
    st.caption(t("manage.members.help"))
    if settings().first_organizer:
        st.caption(t("manage.members.first", address=settings().first_organizer))
    found = known.all()
    if found:
        st.html(table(_headers(), [_line(member) for member in found], t("manage.members.title")))
    else:
        components.empty_state(t("manage.members.none"))
    _form({member.address: member for member in found})
    _history(known)


def role_words(member: Change) -> str:
    """The role, and for a department head the cities; for who was taken off, that."""
    if member.role is None:
        return t("manage.members.off")
    cities = ", ".join(sorted((labels.city(c) for c in member.cities), key=sort_key))
    return f"{t(f'access.role.{member.role}')}{f': {cities}' if cities else ''}"


def _headers() -> list[str]:
    return [t(f"manage.members.column.{name}") for name in ("who", "role", "since", "by")]


def _line(member: Change) -> Sequence[Cell]:
    named = with_remark(member.name, member.address) if member.name else member.address
    return named, role_words(member), moment(member.at, language()), labels.person(member.by, language())


def _form(known: dict[str, Change]) -> None:
    """No form of Streamlit's: which fields there are depends on the role."""
    if st.session_state.pop(_DONE, False):
        st.success(t("manage.members.done"))
    with st.container(border=True, key="member"):
        st.subheader(t("manage.members.change"), anchor=False)
        address = st.selectbox(
            t("manage.members.of"),
            [_NEW, *known],
            format_func=lambda code: code or t("manage.members.new"),
            key="member_of",
            width=420,
        )
        now = known.get(address)
        suffix = f"_{address}"  # another member's fields are other fields
        fields = [f"member_{name}{suffix}" for name in ("name", "role", "cities")]
        is_stale = changed_meanwhile(f"member{suffix}", now, fields)
        with st.container(horizontal=True):
            if now is None:
                address = st.text_input(t("manage.members.address"), key="member_address", max_chars=120)
            name = st.text_input(
                t("manage.members.name"), now.name if now else "", key=f"member_name{suffix}", max_chars=120
            )
        role = st.radio(
            t("manage.members.role"),
            ROLES,
            index=ROLES.index(now.role) if now and now.role else 0,
            format_func=lambda code: t(f"access.role.{code}"),
            captions=[t(f"manage.members.may.{code}") for code in ROLES],
            key=f"member_role{suffix}",
        )
        cities: list[str] = []
        if role == "department":
            held = now.cities if now else ()
            # A city that takes part in no workshop any more stays until somebody takes it off.
            offered = [*filters.cities(), *(city for city in held if city not in filters.cities())]
            cities = st.multiselect(
                t("manage.members.cities"),
                offered,
                list(held),
                format_func=labels.city,
                key=f"member_cities{suffix}",
                placeholder=t("filter.choose"),
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            save = st.button(t("manage.members.save"), type="primary", key="member_save")
            remove = now and st.button(t("manage.members.remove"), key="member_remove")
        if save and not address.strip():
            st.error(t("manage.members.no_address"))
        elif save and not is_stale:
            put = partial(Members.put, definition=definition.today(), role=str(role), cities=cities)
            _change(lambda m: put(m, address=address, by=who(), name=name), f"member{suffix}")
        if remove and not is_stale:
            _change(lambda m: m.remove(address, who()), f"member{suffix}")


def _change(act: Callable[[Members], object], form: str) -> None:
    """Do it and show the page as it stands then, or say why not."""
    with guarded():
        require("members")
        try:
            act(Members(data.home().path, settings().first_organizer))
        except MemberError as error:
            st.error(t(f"manage.members.refused.{error.code}", value=error.value[:60]))
            return
        saved(form)
        st.session_state[_DONE] = True
        st.rerun()


def _history(known: Members) -> None:
    changes = list(known.history())[::-1][:SHOWN_CHANGES]
    if not changes:
        return
    with st.expander(t("manage.members.history"), key="member_history"):
        st.html(table(_headers(), [_line(change) for change in changes], t("manage.members.history")))
