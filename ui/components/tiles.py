"""Headline figures: value, change in words, a small line. Never more than six on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from ui.components.sources import Figure, show_sources
from ui.format import is_missing
from ui.markdown import plain
from ui.origin import Origin
from ui.texts import t

_COLOUR: dict[bool | None, Literal["blue", "red", "gray"]] = {True: "blue", False: "red", None: "gray"}


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline figure, all in words that are ready to be read.

    `change` says what moved ("3 puan arttı"), `rising` which way, `better` whether that is good (None:
    neither, or unchanged). `series` is the figure at each workshop, oldest first; the
    small line leaves gaps out.
    `note` stands below (n of N, compared with which workshop). `origins` lead to the value's cells."""

    label: str
    value: str
    change: str = ""
    rising: bool | None = None
    better: bool | None = None
    series: Sequence[float | None] = ()
    note: str = ""
    help: str | None = None
    origins: tuple[Origin, ...] = ()


def tiles(shown: Sequence[Tile], *, key: str) -> None:
    """All tiles in a grid that reflows: three or six beside each other on a desk, two on a phone."""
    with st.grid(min_column_width=168, gap="small", key=key):
        for tile in shown:
            with st.container(border=True, height="stretch"):
                _tile(tile)
    traced = [tile for tile in shown if tile.origins]
    if traced and st.button(
        t("part.source.open"), key=f"{key}_sources", type="tertiary", icon=":material/account_tree:"
    ):
        show_sources([Figure(tile.label, tile.value, tile.origins) for tile in traced], key=key)


def _tile(tile: Tile) -> None:
    series = [float(v) for v in tile.series if v is not None and not is_missing(v)]
    st.metric(
        plain(tile.label),
        plain(tile.value),
        plain(tile.change) or None,
        delta_color=_COLOUR[tile.better],
        delta_arrow="off" if tile.rising is None else "up" if tile.rising else "down",
        chart_data=series if len(series) > 1 else None,
        help=plain(tile.help) if tile.help else None,
    )
    if tile.note:
        st.caption(plain(tile.note))
