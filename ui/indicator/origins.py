"""From which file, sheet and cell does each city's figure come?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

import definition
from ui import components, data, format, labels
from ui.indicator.asked import Asked
from ui.indicator.standing import standing
from ui.texts import t

_COLUMNS = ("city", "what", "value", "sheet", "cells", "file", "who", "sent")


def draw(asked: Asked) -> None:
    table = _table(replace(asked, per_head=False))  # what was sent, not what was made of it
    if table.empty:
        components.empty_state(t("indicators.nothing"), t("indicators.nothing_text"))
        return
    st.caption(t("indicators.origins_text"))
    name = f"kaynak-{asked.indicator}-{asked.workshop}"
    components.show_table(
        table,
        key="indicator_origins",
        file_name=name,
        columns={t("indicators.column.cells"): st.column_config.TextColumn(width="medium")},
    )


@dataclass(frozen=True, slots=True)
class _Origin:
    city: str
    what: str
    value: float | None
    sheet: str
    cells: str | None
    submission_id: str


@st.cache_resource(max_entries=200, show_spinner=False)
def _table(asked: Asked) -> pd.DataFrame:
    files = data.submission_state().set_index("submission_id")
    rows = [_words(origin, files, asked) for row in standing(asked).itertuples() for origin in _of(row)]
    return pd.DataFrame(rows, columns=[asked.say(f"column.{name}") for name in _COLUMNS])


def _of(row: Any) -> Iterator[_Origin]:
    """The value, also where its cell is empty; target and baseline where there is one."""
    if not row.submitted:
        return
    cells = row.actual_cell if format.is_missing(row.source_cells) else row.source_cells
    yield _Origin(row.name, "actual", row.actual, row.sheet, cells, row.submission_id)
    if not format.is_missing(row.target):
        yield _Origin(row.name, "target", row.target, "indicators", row.target_cell, row.submission_id)
    if not format.is_missing(row.baseline):
        sent = row.baseline_submission_id
        yield _Origin(row.name, "baseline", row.baseline, "indicators", row.baseline_cell, sent)


def _words(origin: _Origin, files: pd.DataFrame, asked: Asked) -> tuple[object, ...]:
    file: Any = files.loc[origin.submission_id]
    return (
        origin.city,
        asked.say(f"what.{origin.what}"),
        origin.value,
        # What stands on the tab of the workbook, which is Turkish in both languages.
        definition.load().workbook.sheet(origin.sheet).name.tr,
        origin.cells,
        file["file_name"],
        labels.person(file["who"], asked.language),
        format.moment(file["received_at"], asked.language),
    )
