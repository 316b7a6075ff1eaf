"""What a page lets its reader choose beside the shared filters: codes in the URL, read anew at every run.

A widget that only one page draws forgets its value when another page opens, and one bound to the URL puts
its words there, other ones in each language. So the URL alone holds the choice, in codes: the widget is set
from it before it is drawn and writes to it when it changes. A parameter that says nothing new is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import filters
from ui.markdown import plain

Words = Callable[[str], str]
_SEPARATOR = ","


def one(name: str, options: Sequence[str], words: Words, label: str) -> str:
    """Exactly one of a few, side by side; the first unless the URL says otherwise."""
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in options else options[0]
    chosen = st.segmented_control(
        plain(label),
        options,
        format_func=lambda code: plain(words(code)),
        required=True,
        key=_key(name),
        on_change=_write,
        args=(name, options[0]),
    )
    return str(chosen)


def of_many(name: str, options: Sequence[str], words: Words, label: str, default: str) -> str:
    """Exactly one of many, in a box that can be searched; `default` unless the URL says otherwise."""
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in options else default
    told: dict[str, Any] = {"key": _key(name), "on_change": _write, "args": (name, default), "width": 200}
    return str(st.selectbox(plain(label), options, format_func=words, **told))


def at_most_one(name: str, options: Sequence[str], words: Words, label: str) -> str | None:
    """One of a few or none; pressing the chosen one again lets it go."""
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in options else None
    chosen = st.pills(
        plain(label),
        options,
        format_func=lambda code: plain(words(code)),
        key=_key(name),
        on_change=_write,
        args=(name, ""),
    )
    return None if chosen is None else str(chosen)


def several(name: str, options: Sequence[str], words: Words, label: str, nothing: str) -> tuple[str, ...]:
    """Any number of them; none means all, and `nothing` says so in the empty box."""
    st.session_state[_key(name)] = list(asked_for(name, options))
    chosen = st.multiselect(
        plain(label),
        options,
        format_func=words,
        placeholder=nothing,
        key=_key(name),
        on_change=_write,
        args=(name, ""),
        width=260,
    )
    return tuple(chosen)


def asked_for(name: str, options: Sequence[str]) -> tuple[str, ...]:
    """What the URL says of `several`, where nothing is drawn."""
    asked = st.query_params.get(name, "").split(_SEPARATOR)
    return tuple(option for option in options if option in asked)


def switch(name: str, label: str, help: str | None = None) -> bool:
    """On or off; off unless the URL says otherwise."""
    st.session_state[_key(name)] = st.query_params.get(name) == "1"
    return st.toggle(
        plain(label), key=_key(name), on_change=_write, args=(name, ""), help=plain(help) if help else None
    )


def typed(name: str, label: str, example: str) -> str:
    """What somebody looks for."""
    st.session_state[_key(name)] = st.query_params.get(name, "")
    found = st.text_input(
        plain(label),
        key=_key(name),
        type="search",
        placeholder=example,
        on_change=_write,
        args=(name, ""),
        width=260,
    )
    return (found or "").strip()


def shared(
    name: Literal["city", "indicator"], words: Words, label: str, nothing: str, width: int
) -> str | None:
    """A shared filter where choosing nothing is allowed too: all cities, all indicators."""
    options = filters.cities() if name == "city" else [i.code for i in filters.indicators()]
    asked = st.session_state.get(name) or st.query_params.get(name)
    st.session_state[_key(name)] = asked if asked in options else None
    chosen = st.selectbox(
        plain(label),
        options,
        index=None,
        format_func=words,
        placeholder=nothing,
        key=_key(name),
        on_change=_share,
        args=(name,),
        width=width,
    )
    return None if chosen is None else str(chosen)


def tabs(name: str, titles: Mapping[str, str]) -> Iterator[tuple[str, DeltaGenerator]]:
    """Tabs of which only the open one is drawn; the URL names it. Yields its code and its place."""
    first = next(iter(titles))
    shown = {code: plain(title) for code, title in titles.items()}
    asked = st.query_params.get(name)
    st.session_state[_key(name)] = shown.get(asked or first, shown[first])
    drawn = st.tabs(
        [plain(title) for title in titles.values()],
        key=_key(name),
        on_change=_name_tab,
        args=(name, shown, first),
    )
    for code, tab in zip(titles, drawn, strict=True):
        if tab.open:
            yield code, tab


def _key(name: str) -> str:
    return f"own_{name}"


def _write(name: str, default: str) -> None:
    value = st.session_state[_key(name)]
    if isinstance(value, list):
        value = _SEPARATOR.join(value)
    _name(name, "1" if value is True else str(value or ""), default)


def _name_tab(name: str, titles: Mapping[str, str], first: str) -> None:
    chosen = st.session_state[_key(name)]
    _name(name, next(code for code, title in titles.items() if title == chosen), first)


def _name(name: str, code: str, default: str) -> None:
    if code in ("", default):
        if name in st.query_params:
            del st.query_params[name]
    elif st.query_params.get(name) != code:
        st.query_params[name] = code


def _share(name: str) -> None:
    st.session_state[name] = st.session_state[_key(name)] or ""
