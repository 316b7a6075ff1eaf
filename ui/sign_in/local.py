"""Without a sign-in: whoever runs the program may do everything, and may try out what others see."""

from __future__ import annotations

import streamlit as st

from etl.access.decide import ROLES, Role, Visitor
from etl.store.receipts import LOCAL
from ui import filters, labels
from ui.texts import t

ROLE = "role"  # the parameter of the address: a role, or a department head's as department:antalya
_KEPT = "_role"
_EVERYTHING: Role = "everything"


def visitor() -> Visitor:
    """As the address says, else with every right. Outside a page's run: with every right."""
    name, _, city = asked().partition(":")
    role = next((known for known in ROLES if known == name), _EVERYTHING)
    cities = frozenset({city} & set(filters.cities())) if role == "department" else frozenset[str]()
    return Visitor(LOCAL, role, cities)


def asked() -> str:
    """The role that the address names or, on the way to another page, named before."""
    if ROLE in st.query_params:
        st.session_state[_KEPT] = st.query_params[ROLE]
    return str(st.session_state.get(_KEPT, ""))


def draw() -> None:
    """Says that nobody signs in here, and lets one look through the eyes of each role."""
    now = visitor()
    words = t(f"access.role.{now.role}")
    box = st.popover(words, icon=":material/person:", key="local", type="tertiary", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(t("access.local"))
        roles = (_EVERYTHING, *ROLES)
        role = st.radio(
            t("access.as"),
            roles,
            index=roles.index(now.role or _EVERYTHING),
            format_func=lambda code: t(f"access.role.{code}"),
            key="local_role",
        )
        city = ""
        if role == "department":
            cities = filters.cities()
            chosen = next(iter(now.cities), filters.city())
            city = st.selectbox(
                t("filter.city"),
                cities,
                index=cities.index(chosen),
                format_func=labels.city,
                key="local_city",
            )
        wanted = "" if role == _EVERYTHING else f"{role}:{city}" if city else str(role)
        if wanted != asked():
            _ask(wanted)


def _ask(role: str) -> None:
    st.session_state[_KEPT] = role
    if role:
        st.query_params[ROLE] = role
    else:
        st.query_params.pop(ROLE, None)
    st.rerun()
