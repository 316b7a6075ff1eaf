"""From a figure to the cells it came from: city, file, sheet, cell, value, who and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

import definition
from definition import Language
from etl.store.archive import Archive
from etl.trace.sources import Other, TracedCell
from ui import data, format, labels
from ui.components.data_table import data_table
from ui.labels import say
from ui.origin import Origin
from ui.stored import written
from ui.texts import language, t

_COLUMNS = ("city", "cell", "value", "column", "file", "workshop", "who", "sent")
_OTHERS = ("of", "what", "value")
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
                key=f"{key}_source_of",
                label_visibility="collapsed",
            )
        figure = by_label[str(label)]
        st.markdown(f"**{format.plain(figure.label)}: {format.plain(figure.value)}**")
        _cells(figure.origins, f"{key}_source_{figures.index(figure)}")

    opened()


def _cells(origins: Sequence[Origin], key: str) -> None:
    """The table of cells, what else enters the figure, and the originals to download."""
    with st.spinner(t("part.source.searching")):
        cells, others = data.traced(*origins)
    made = [cell for cell in cells if cell.role == "value"]
    deciding = [cell for cell in cells if cell.role == "scope"]
    files = {cell.sha256: cell for cell in cells}
    if not cells:
        st.caption(t("part.source.none"))
    else:
        counts = {"cells": _count(len(made)), "files": _count(len(files))}
        st.caption(t("part.source.counts", **counts))
        data_table(_table(made, language()), key=key, file_name="kaynak-hucreleri", max_height=_HEIGHT)
    if deciding:
        with st.expander(t("part.source.deciding", cells=_count(len(deciding))), key=f"{key}_scope"):
            data_table(_table(deciding, language()), key=f"{key}_deciding", file_name="kapsam-hucreleri")
    if others:
        with st.expander(t("part.source.others", n=_count(len(others))), key=f"{key}_others"):
            table = _others(others, language())
            data_table(table, key=f"{key}_other", file_name="hesaba-giren-tanimlar")
    if files:
        _originals(sorted(files.values(), key=_of_file), key)


def _count(n: int) -> str:
    return format.number(n, language(), 0)


def _table(cells: Sequence[TracedCell], in_language: Language) -> pd.DataFrame:
    shown = [_line(cell, in_language) for cell in cells]
    return pd.DataFrame(shown, columns=[say(f"part.source.column.{name}", in_language) for name in _COLUMNS])


def _line(cell: TracedCell, in_language: Language) -> tuple[str, ...]:
    known = definition.load()
    column = known.workbook.sheet(cell.sheet_key).column(cell.column)
    return (
        labels.city(cell.city),
        f"{cell.sheet}!{cell.cell}" if cell.cell else cell.sheet,
        written(column, cell.value, known, in_language),
        column.header[in_language].rstrip(" *"),
        cell.file_name,
        labels.workshop_short(cell.workshop, in_language),
        cell.who,
        format.moment(cell.received_at, in_language),
    )


def _others(others: Sequence[Other], in_language: Language) -> pd.DataFrame:
    shown = [
        (
            _named(other, in_language),
            say(f"trace.what.{other.column}", in_language),
            _said(other, in_language),
        )
        for other in others
    ]
    return pd.DataFrame(shown, columns=[say(f"part.source.column.{name}", in_language) for name in _OTHERS])


def _named(other: Other, in_language: Language) -> str:
    """Which rule, indicator, workshop or receipt."""
    if other.table == "workshop":
        return labels.workshop_short(other.of, in_language)
    if other.table == "indicator":
        return f"{other.of} {labels.indicator(other.of, in_language)}"
    if other.table == "action_status_rule":
        return labels.status(other.of, in_language)
    if other.table == "light_rule":
        return labels.light(other.of, None, in_language)
    if other.table == "participation":
        workshop, city = other.of.split(" ")
        return f"{labels.workshop_short(workshop, in_language)} · {labels.city(city)}"
    return other.of


def _said(other: Other, in_language: Language) -> str:
    value: Any = other.value
    if isinstance(value, bool):
        return format.yes_no(value, in_language)
    if isinstance(value, (int, float)):
        return format.number(value, in_language)
    if isinstance(value, str):
        if other.column == "city":
            return labels.city(value)
        return say(f"trace.value.{value}", in_language)
    return format.moment(value, in_language) if hasattr(value, "hour") else format.day(value, in_language)


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
            st.download_button(
                format.plain(_file_words(cell)),
                data=partial(_original, str(data.home().path), cell.sha256),
                file_name=Path(cell.file_name).name or f"{cell.submission_id}.xlsx",
                mime="application/octet-stream",
                key=f"{key}_{cell.sha256}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _file_words(cell: TracedCell) -> str:
    workshop = labels.workshop_short(cell.workshop, language())
    return f"{labels.city(cell.city)} · {workshop} · {Path(cell.file_name).name}"


def _original(home: str, sha256: str) -> bytes:
    return Archive(Path(home)).original(sha256)
