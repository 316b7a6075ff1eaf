"""Which actions were cancelled, and which have left the plan since the city's last report?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import components, labels
from ui.action.asked import Asked
from ui.action.listing import changes_since_last_report, listing
from ui.action.table import status
from ui.comparison.written import files
from ui.format import sort_key
from ui.origin import Origins, of_row
from ui.texts import t


def draw(asked: Asked) -> None:
    st.caption(t("actions.dropped_text"))
    table, sources = _table(asked.everything)
    components.show_table(
        table,
        key="action_dropped",
        file_name=f"{asked.file_name}-cikarilan",
        columns={t("actions.column.action"): st.column_config.TextColumn(width="large")},
        origins=sources,
    )


@st.cache_resource(max_entries=100, show_spinner=False)
def _table(asked: Asked) -> tuple[pd.DataFrame, Origins]:
    rows = listing(asked)
    cancelled = [
        (
            row.name,
            row.action_code,
            row.action_name,
            status(str(row.status), asked),
            row.deviation_reason,
            of_row("action_status", "status", row),
        )
        for row in rows[rows["status"] == "cancelled"][["name", *_TAKEN]].itertuples(index=False)
    ]
    changes = changes_since_last_report(asked.snapshot, asked.workshop)
    gone = [
        (
            labels.city(str(row.city)),
            row.action_code,
            row.old,
            asked.say("removed", workshop=labels.workshop_short(str(row.compared_workshop), asked.language)),
            asked.say(
                "removed_from", file=files().get(str(row.compared_submission_id), ""), cell=row.compared_cell
            ),
            of_row("action_change", "old", row),
        )
        for row in changes[changes["kind"] == "removed"].itertuples()
        if asked.city in (None, row.city)
    ]
    found = sorted([*cancelled, *gone], key=lambda line: (sort_key(str(line[0])), str(line[1])))
    heads = ("city", "code", "action", "became", "deviation")
    table = pd.DataFrame(
        [line[:-1] for line in found], columns=[asked.say(f"column.{name}") for name in heads]
    )
    return table, {asked.say("column.became"): [line[-1] for line in found]}


_TAKEN = ["action_code", "action_name", "status", "deviation_reason", "submission_id", "row_number"]
