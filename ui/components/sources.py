"""From a figure to the cells it came from: city, file, sheet, cell, value, who and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from etl.trace.sources import TracedCell
from ui import data, format, handed_out, labels
from ui.access import may
from ui.components.data_table import data_table
from ui.components.traced_words import cell_table, other_table
from ui.components.unshared import unshared_hidden
from ui.markdown import bold, plain
from ui.origin import Origin
from ui.texts import language, t

_HEIGHT = 340  # what is below the table is seen without scrolling
_BUTTONS = 12  # files side by side; of more, one is chosen first


@dataclass(frozen=True, slots=True)
class Figure:
    """What a reader sees, in words, and where it comes from."""

    label: str
    value: str
    origins: tuple[Origin, ...]


def show_sources(figures: Sequence[Figure], *, key: str) -> None:
    """Open the cells of the first figure in a dialog, those of the others a click away."""

    # Named here, because the title is in the reader's language.
    @st.dialog(t("part.source.title"), width="large")
    def opened() -> None:
        by_label = {figure.label: figure for figure in figures}
        label = figures[0].label
        if len(figures) > 1:
            label = st.pills(
                t("part.source.figure"),
                list(by_label),
                default=label,
                required=True,
                format_func=plain,
                key=f"{key}_source_of",
                label_visibility="collapsed",
            )
        figure = by_label[str(label)]
        st.markdown(bold(f"{figure.label}: {figure.value}"))
        _cells(figure.origins, f"{key}_source_{figures.index(figure)}")

    opened()


def _cells(origins: Sequence[Origin], key: str) -> None:
    """The table of cells, what else enters the figure, and the originals to download."""
    with st.spinner(t("part.source.searching")):
        found, others = data.traced(*origins)
        cells = unshared_hidden(found)
    made = [cell for cell in cells if cell.role == "value"]
    deciding = [cell for cell in cells if cell.role == "scope"]
    files = {cell.sha256: cell for cell in cells}
    own = [cell for cell in files.values() if _is_open(cell)]
    if not cells:
        st.caption(t("part.source.none"))
    else:
        counts = {"cells": _count(len(made)), "files": _count(len(files))}
        st.caption(t("part.source.counts", **counts))
        data_table(cell_table(made, language()), key=key, file_name="kaynak-hucreleri", max_height=_HEIGHT)
    if deciding:
        with st.expander(t("part.source.deciding", cells=_count(len(deciding))), key=f"{key}_scope"):
            data_table(cell_table(deciding, language()), key=f"{key}_deciding", file_name="kapsam-hucreleri")
    if others:
        with st.expander(t("part.source.others", n=_count(len(others))), key=f"{key}_others"):
            table = other_table(others, language())
            data_table(table, key=f"{key}_other", file_name="hesaba-giren-tanimlar")
    if own:
        _originals(sorted(own, key=_of_file), key)
    if len(own) < len(files):
        st.caption(t("part.source.closed"))


def _is_open(cell: TracedCell) -> bool:
    """The whole file holds more than the figure: who filled it in, and what the city did not share."""
    return may(*_needed(cell))


def _needed(cell: TracedCell) -> handed_out.Needs:
    return ("read_submission", cell.city) if cell.workshop else ("supply", None)


def _count(n: int) -> str:
    return format.number(n, language(), 0)


def _of_file(cell: TracedCell) -> tuple[str, tuple[int, ...]]:
    return cell.workshop, format.sort_key(labels.city(cell.city))


def _originals(files: Sequence[TracedCell], key: str) -> None:
    """The files themselves, byte by byte as they were sent."""
    st.caption(t("part.source.originals"))
    if len(files) > _BUTTONS:
        chosen = st.selectbox(
            t("part.source.choose"),
            files,
            format_func=_file_words,
            key=f"{key}_file",
            label_visibility="collapsed",
        )
        files = [chosen]
    with st.container(horizontal=True, key=f"{key}_originals"):
        for cell in files:
            handed_out.original(
                _file_words(cell),
                cell.sha256,
                cell.file_name,
                key=f"{key}_{cell.sha256}",
                needs=_needed(cell),
            )


def _file_words(cell: TracedCell) -> str:
    workshop = labels.workshop_short(cell.workshop, language())
    return f"{labels.city(cell.city)} · {workshop} · {Path(cell.file_name).name}"
