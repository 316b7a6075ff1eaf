"""Which decisions are still open, who owes them, and is their day over?"""

from __future__ import annotations

from datetime import date
from typing import Any

from ui import data, filters, format, labels
from ui.documents.pack import Task, Wanted
from ui.labels import say
from ui.rows import rows


def decisions(wanted: Wanted) -> tuple[Task, ...]:
    """What earlier workshops left open comes first, those due first before the others; then what this
    workshop agreed on. Decisions of a later workshop are not known at this one."""
    earlier = {workshop.code for workshop in filters.earlier_workshops(wanted.workshop)}
    found = [
        row
        for row in rows(data.workshop_task())
        if row.state == "open" and (row.workshop in earlier or row.workshop == wanted.workshop)
    ]
    found.sort(key=lambda row: (row.workshop not in earlier, row.due or "9999", row.number))
    return tuple(_task(row, row.workshop in earlier, wanted) for row in found)


def _task(row: Any, is_earlier: bool, wanted: Wanted) -> Task:
    language = wanted.language
    due = date.fromisoformat(row.due) if row.due else None
    late = (wanted.today - due).days if due else 0
    return Task(
        decision=str(row.decision),
        owner=str(row.owner or say("workshop.task.nobody", language)),
        due=format.day(due, language) if due else say("pack.task.no_date", language),
        state=format.late(late, language) if late > 0 else say("workshop.task.open", language),
        workshop=labels.workshop_short(row.workshop, language),
        is_earlier=is_earlier,
        is_late=late > 0,
    )
