"""Words in a figure. Plotly reads tags of its own in every text: <a>, <b>, <br>, <span>, <sub> and the rest.

`finish` escapes all that a figure holds, so a chart gives texts as they are, with a line break where it
wants one. Tags of ours are made here, out of escaped parts; they stand in the layout, because plotly's rows
of texts forget what each of them is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

_NOT_SHOWN = ("template", "meta")
_NO_BOX = "<extra></extra>"  # ends a hovertemplate: no second box with the name of the trace
_SPECIAL = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\n": "<br>"}
_FOUND = re.compile("[&<>$\n]")


class Markup(str):
    """Text with plotly's tags that has been escaped where it was made."""

    __slots__ = ()


def escaped(text: str) -> Markup:
    """Shown as typed; a line break is one."""
    return text if isinstance(text, Markup) else Markup(_FOUND.sub(lambda one: _SPECIAL[one.group()], text))


def bold(text: str) -> Markup:
    return Markup(f"<b>{escaped(text)}</b>")


def coloured(text: str, colour: str) -> Markup:
    return Markup(f'<span style="color:{colour}">{escaped(text)}</span>')


def beside(*parts: str) -> Markup:
    return Markup(" ".join(map(escaped, parts)))


def below(*lines: str) -> Markup:
    return Markup("<br>".join(map(escaped, lines)))


def as_typed(figure: go.Figure) -> go.Figure:
    """The same figure, every text of it escaped that is not Markup."""
    for part in (figure.layout, *figure.data):
        told = part.to_plotly_json()
        shown = {name: _escaped(value) for name, value in told.items() if name not in _NOT_SHOWN}
        if "hovertemplate" in told:
            shown["hovertemplate"] = escaped(told["hovertemplate"].removesuffix(_NO_BOX)) + _NO_BOX
        part.update(shown, overwrite=True)
    return figure


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, Mapping):
        return {name: _escaped(one) for name, one in value.items()}
    if isinstance(value, np.ndarray):  # a row of numbers stays the array it is
        return _escaped(value.tolist()) if value.dtype.kind in "OU" else value
    return [_escaped(one) for one in value] if isinstance(value, (list, tuple)) else value
