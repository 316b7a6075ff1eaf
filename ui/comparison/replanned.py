"""What was changed in the plans themselves: actions, end dates, targets?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ui import data, format, labels
from ui.comparison.asked import Asked
from ui.comparison.written import files, place, written
from ui.origin import Origin, Origins, of_row
from ui.warned import warning

# In the order in which they are listed: what can make progress look better first.
KINDS = ("cancelled", "removed", "end_date", "target", "renamed", "added")


@dataclass(frozen=True, slots=True)
class _Line:
    """One change in words, and where both of its values come from."""

    kind: str
    city: str
    what: str
    before: str
    now: str
    source: str
    of_before: Origin
    of_now: Origin


@st.cache_resource(max_entries=50, show_spinner=False)
def replanned(asked: Asked, city: str | None) -> tuple[pd.DataFrame, Origins]:
    """One row a change: city, what, kind, before, now, source."""
    found = [*_actions(asked, city), *_targets(asked, city)]
    found.sort(key=lambda line: (KINDS.index(line.kind), format.sort_key(line.city), line.what))
    lines = [
        (line.city, line.what, asked.say(f"kind.{line.kind}"), line.before, line.now, line.source)
        for line in found
    ]
    heads = ("city", "what", "kind", "before", "now", "source")
    table = pd.DataFrame(lines, columns=[asked.say(f"column.{name}") for name in heads])
    return table, {
        asked.say("column.before"): [line.of_before for line in found],
        asked.say("column.now"): [line.of_now for line in found],
    }


@st.cache_resource(max_entries=50, show_spinner=False)
def risen_by_dropping(asked: Asked, city: str | None) -> tuple[tuple[str, str], ...]:
    """Cities whose plan progress rose because actions were dropped, each with the sentence that says so."""
    found = []
    for report in data.submission_latest(city=city, workshop=asked.workshop).itertuples():
        problems = data.submission_problem(str(report.submission_id))
        found += [
            (labels.city(str(report.city)), warning(row, asked.language))
            for row in problems[problems["code"] == "progress_rose_by_dropping"].itertuples()
        ]
    return tuple(sorted(found, key=lambda pair: format.sort_key(pair[0])))


def _actions(asked: Asked, city: str | None) -> Iterator[_Line]:
    changes = data.action_change(asked.workshop, str(asked.vs), city)
    known = data.action_status(asked.workshop, city)
    names = dict(
        zip(zip(known["city"], known["action_code"], strict=True), known["action_name"], strict=True)
    )
    for row in list[Any](changes.itertuples()):
        kind = "cancelled" if row.kind == "status" and row.new == "cancelled" else row.kind
        if kind not in KINDS:
            continue
        here = not format.is_missing(row.cell)
        submission_id = row.submission_id if here else row.compared_submission_id
        name = row.old if kind == "removed" else names.get((row.city, row.action_code), "")
        yield _Line(
            kind,
            labels.city(row.city),
            f"{row.action_code} {name}",
            *_before_and_now(row, asked),
            place(files().get(submission_id), "actions", row.cell if here else row.compared_cell),
            *(of_row("action_change", column, row) for column in ("old", "new")),
        )


def _before_and_now(row: Any, asked: Asked) -> tuple[str, str]:
    if row.kind in ("added", "removed"):
        words = asked.say("not_in_plan"), asked.say("in_plan")
        return words if row.kind == "added" else words[::-1]
    return written(row.kind, row.old, asked.language), written(row.kind, row.new, asked.language)


def _targets(asked: Asked, city: str | None) -> Iterator[_Line]:
    rows = data.workshop_change(asked.workshop, str(asked.vs), city)
    moved = rows[
        rows["target"].notna() & rows["compared_target"].notna() & (rows["target"] != rows["compared_target"])
    ]
    cells = data.indicator_achievement(asked.workshop, city).set_index(["city", "indicator"])["target_cell"]
    for row in list[Any](moved.itertuples()):
        yield _Line(
            "target",
            labels.city(row.city),
            f"{row.indicator} {labels.indicator(row.indicator, asked.language)}",
            written("target", row.compared_target, asked.language),
            written("target", row.target, asked.language),
            place(files().get(row.submission_id), "indicators", cells.get((row.city, row.indicator))),
            of_row("workshop_change", "compared_target", row),
            of_row("workshop_change", "target", row),
        )
